"""What the queue sorts and filters by, out of an outcome."""

from __future__ import annotations

from typing import Any

from desk.pipeline import Outcome

URGENT, NORMAL = 0, 5


def columns(outcome: Outcome) -> dict[str, Any]:
    """The columns of `cases` that follow from an outcome: sensitive matters come first."""
    read = outcome.classification
    sensitive = bool(read.facts.sensitive)
    return {
        "rank": URGENT if sensitive else NORMAL,
        "scenarios": f"|{'|'.join(read.scenarios)}|",
        "confidence": "low" if read.abstained else read.confidence,
        "needs_person": outcome.decision.handling == "person",
        "sensitive": sensitive,
    }
