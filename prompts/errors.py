"""What can go wrong between a prompt and an answer; no message here ever repeats a client's text."""

from __future__ import annotations

from typing import Literal

Kind = Literal[
    "budget",
    "config",
    "invalid",
    "open",
    "rate_limited",
    "refused",
    "rejected",
    "timeout",
    "unaudited",
    "unavailable",
]

OUTAGE: frozenset[Kind] = frozenset({"config", "rate_limited", "timeout", "unavailable"})
"""Kinds that tell of the server rather than of one question: they count towards the breaker."""

PLAIN: dict[Kind, str] = {
    "budget": "the budget for the language model is used up",
    "config": "the language model's server does not accept the key or the model name",
    "invalid": "the language model's answer could not be used",
    "open": "the language model failed several times in a row and is left alone for a while",
    "rate_limited": "the language model's server refuses more calls for now",
    "refused": "the language model declined to answer",
    "rejected": "the language model's server did not accept the question",
    "timeout": "the language model did not answer in time",
    "unaudited": "the record of what is sent to the language model cannot be written",
    "unavailable": "the language model could not be reached",
}


class PromptError(ValueError):
    """A prompt file or a call's values do not fit; the message names every fault at once."""


class LLMError(Exception):
    """No usable answer. `kind` says why; `PLAIN[kind]` says it to an agent."""

    def __init__(self, kind: Kind, detail: str = "") -> None:
        super().__init__(f"{PLAIN[kind]}{f' ({detail})' if detail else ''}")
        self.kind: Kind = kind
