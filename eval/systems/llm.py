"""The language model as systems: asked about every reply alone, and as the product asks it (cascade)."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from classifier.baseline import Baseline
from classifier.cascade import Cascade
from classifier.classification import LABELS, OTHER, Classification
from classifier.llm import LLM
from classifier.question import question
from classifier.reply import Reply
from eval.systems.system import System, Usage
from prompts.client import Client
from prompts.settings import LLMSettings
from prompts.template import Prompt, load


class Meter:
    """Adds up what a client's audit trail reports; an instance is a `prompts.audit.Audit`."""

    def __init__(self) -> None:
        self._total = Usage()

    def __call__(self, record: Mapping[str, Any]) -> None:
        if record["event"] == "done" and record["outcome"] != "unsent":
            self._total = Usage(
                self._total.calls + 1,
                self._total.input_tokens + int(record["prompt_tokens"]),
                self._total.output_tokens + int(record["completion_tokens"]),
            )

    def total(self) -> Usage:
        """Calls and tokens so far."""
        return self._total


class LLMAlone:
    """The model's word taken as it is. It gives no probability: what it says counts as 1, the rest as 0.

    A reply without an answer is `other`, abstained, with the failure as the reason.
    """

    def __init__(self, llm: LLM) -> None:
        self._llm = llm

    def classify(self, replies: Sequence[Reply]) -> list[Classification]:
        """One call a reply, except for replies without a word."""
        return [self._one(reply) for reply in replies]

    def _one(self, reply: Reply) -> Classification:
        asked = self._llm.ask(question(reply))
        said = asked.said
        scenarios = said.scenarios if said else (OTHER,)
        facts = {"facts": said.facts} if said else {}
        return Classification(
            id=reply.id,
            scenarios=scenarios,
            primary=said.primary if said else OTHER,
            probabilities={label: float(label in scenarios) for label in LABELS},
            confidence="medium" if said else "low",
            abstained=said is None,
            abstain_reasons=(asked.failure,) if asked.failure else (),
            source="llm",
            model_version=asked.model,
            **facts,
        )


def alone() -> LLMAlone | None:
    """The configured model with the shipped prompt; `None` where none is configured."""
    settings = LLMSettings.from_env(os.environ)
    return LLMAlone(LLM(Client(settings), settings.model)) if settings.configured else None


def llm_systems(own: Baseline, prompts: Sequence[Path]) -> list[System]:
    """LLM alone for the shipped prompt and each prompt file, then the cascade.

    Each has its own client, so that calls are counted apart and no answer is shared. Raises `PromptError`.
    """
    settings = LLMSettings.from_env(os.environ)
    made = [_alone("llm", settings, load("classify"))]
    made += [
        _alone(f"llm, {_name(f)}", settings, load(f.stem, f.resolve().parent)) for f in prompts
    ]
    return [*made, _cascade(own, settings)]


def _name(file: Path) -> str:
    return f"{file.resolve().parent.name}/{file.stem}"


def _alone(name: str, settings: LLMSettings, prompt: Prompt) -> System:
    meter = Meter()

    def made(given: LLMSettings) -> LLMAlone:
        return LLMAlone(LLM(Client(given, audit=meter), given.model, prompt))

    return System(
        name,
        "the language model asked about every reply",
        made(settings),
        remote=True,
        versions={"llm_model": settings.model, "prompt": prompt.name},
        usage=meter.total,
        renew=lambda: made(_forgetful(settings)),
    )


def _cascade(own: Baseline, settings: LLMSettings) -> System:
    meter = Meter()

    def made(given: LLMSettings) -> Cascade:
        return Cascade(own, LLM(Client(given, audit=meter), given.model))

    return System(
        "cascade",
        "the baseline, and the language model where the baseline is unsure",
        cascade := made(settings),
        product=True,
        remote=True,
        versions={"model": own.version, "llm_model": settings.model, "prompt": cascade.version},
        usage=meter.total,
        renew=lambda: made(_forgetful(settings)),
    )


def _forgetful(settings: LLMSettings) -> LLMSettings:
    """The same server without answers on disk; a client's own memory is new with the client."""
    return settings.model_copy(update={"cache_file": None})
