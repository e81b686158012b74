"""Small deterministic stand-ins for the evaluation's tests: cases, answers and classifiers by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from classifier.classification import LABELS, Classification, Evidence
from classifier.reply import Reply
from eval.case import Case
from eval.systems.system import System
from policy.model import Facts

WORDS = {
    "what": "balance_inquiry",
    "wait": "extension_request",
    "refund": "freelancer_dispute",
    "monthly": "payment_plan_request",
    "accord": "agency_payment_claim",
}


def case(name: str, primary: str = "other", *more: str, **changes: Any) -> Case:
    """A case whose body holds the word that `Obedient` reads for its primary label."""
    word = next((w for w, label in WORDS.items() if label == primary), "thanks")
    row = {
        "id": name,
        "subject": "Re: past due",
        "body": f"Hello, {word} please.",
        "scenarios": [primary, *more],
        "primary": primary,
        "language": "en",
        "split_group": f"group-{name[0]}",
        **changes,
    }
    return Case.model_validate(row)


def answer(
    name: str, primary: str = "other", *more: str, p: float = 0.9, **changes: Any
) -> Classification:
    """An answer with probability `p` for its labels and the rest spread over the others."""
    said = (primary, *more)
    rest = (1 - p) / (len(LABELS) - 1)
    fields: dict[str, Any] = {
        "id": name,
        "scenarios": said,
        "primary": primary,
        "probabilities": {label: p if label in said else rest for label in LABELS},
        "confidence": "high",
        "abstained": False,
        "facts": Facts(language="en"),
        **changes,
    }
    return Classification.model_validate(fields)


class Obedient:
    """Reads the words above in the whole body, and points at the one it read."""

    def __init__(self) -> None:
        self.asked = 0

    def classify(self, replies: Sequence[Reply]) -> list[Classification]:
        """One answer a reply."""
        self.asked += len(replies)
        return [self._one(reply) for reply in replies]

    def _one(self, reply: Reply) -> Classification:
        body = reply.body.lower()
        found = [(w, label) for w, label in WORDS.items() if w in body]
        if not found:
            return answer(reply.id)
        word, label = found[0]
        start = body.index(word)
        spans = (Evidence(start=start, end=start + len(word), scenario=label),)
        return answer(reply.id, label, evidence=spans)


def system(name: str = "baseline", **changes: Any) -> System:
    """`Obedient` as a product system."""
    return System(name, "a stand-in", Obedient(), product=True, **changes)


def everything(each: int = 3) -> list[Case]:
    """`each` cases of every label, by several writers."""
    return [case(f"{label[0]}{label[1]}-{n}", label, split_group=f"{label[:2]}{n}")
            for label in LABELS for n in range(each)]  # fmt: skip


def written(file: Path, cases: Sequence[Case]) -> Path:
    """The cases as JSON Lines."""
    file.write_text("".join(json.dumps(c.model_dump(mode="json")) + "\n" for c in cases), "utf-8")
    return file


def no_objection(sentences: Sequence[str]) -> list[dict[str, float]]:
    """A sentence model that finds nothing."""
    return [{} for _ in sentences]
