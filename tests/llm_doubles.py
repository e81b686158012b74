"""Stand-ins for the language-model tests: replies, a baseline that says what it is told, clients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import SecretStr

from classifier.classification import LABELS, OTHER, Classification
from classifier.reply import Reply
from policy.account import Account
from policy.model import Facts
from prompts.client import Client
from prompts.completion import Completion
from prompts.settings import LLMSettings
from prompts.usage import Usage

FAST = {
    "connect_seconds": 0.5,
    "read_seconds": 0.5,
    "total_seconds": 0.8,
    "retries": 0,
    "breaker_failures": 1_000,
}


def client(url: str, **changes: Any) -> Client:
    """A real client of a server on this machine, impatient unless told otherwise."""
    own = {
        name: changes.pop(name)
        for name in ("cache", "budget", "breaker", "audit")
        if name in changes
    }
    settings = LLMSettings(
        **{"base_url": url, "api_key": SecretStr("local"), "model": "tested", **FAST, **changes}
    )
    return Client(settings, **own)


def read_as(
    reply_id: str,
    *scenarios: str,
    band: str = "medium",
    p: float = 0.6,
    rest: float = 0.1,
    **changes: Any,
) -> Classification:
    """A baseline's reading: `scenarios` at probability `p`, every other label at `rest`."""
    labels = scenarios or (OTHER,)
    made = {
        "id": reply_id,
        "scenarios": labels,
        "primary": labels[0],
        "probabilities": {label: p if label in labels else rest for label in LABELS},
        "confidence": band,
        "abstained": False,
        "facts": Facts(language="en"),
        "model_version": "double",
    }
    return Classification.model_validate(made | changes)


class ToldBaseline:
    """Says of each reply what it was told, by id."""

    def __init__(self, readings: Mapping[str, Classification]) -> None:
        self._readings = readings

    def classify(self, replies: Sequence[Reply]) -> list[Classification]:
        return [self._readings[reply.id] for reply in replies]


class ToldModel:
    """A client whose answers are told; `asked` holds the values that it was asked with."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer
        self.asked: list[Mapping[str, str]] = []

    def complete(self, prompt: Any, values: Mapping[str, str], schema: Any = None) -> Completion:
        self.asked.append(values)
        told = self._answer(values) if callable(self._answer) else self._answer
        if isinstance(told, Exception):
            raise told
        return Completion(told, "told", prompt.name, Usage(1, 100, 0, 10), 0.01)


def labels(*scenarios: str, **changes: Any) -> dict[str, Any]:
    """A model's valid answer."""
    made = {
        "scenarios": list(scenarios) or [OTHER],
        "primary": scenarios[0] if scenarios else OTHER,
        "contract_type": None,
        "wire_receipt": "none",
        "sensitive": [],
        "injection": False,
        "language": "en",
    }
    return made | changes


ACCOUNT = Account.model_validate(
    {
        "client_id": "c-1",
        "client_name": "Jordan Reyes",
        "balance": "1240.50",
        "suspended": True,
        "invoices": [
            {
                "number": "T-88231",
                "freelancer": "Ana Petrova",
                "contract": "Logo redesign",
                "contract_type": "fixed",
                "kind": "milestone",
                "amount": "1240.50",
                "due_date": "2026-09-30",
                "released": True,
            }
        ],
    }
)
