"""The worst errors, with the text and the words that decided them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from classifier.classification import Classification
from eval.case import Case

MOST = 25


def worst(
    cases: Sequence[Case], said: Sequence[Classification], most: int = MOST
) -> list[dict[str, Any]]:
    """Replies whose primary label is wrong, the most certain first: those reach an agent preselected."""
    wrong = [(c, s) for c, s in zip(cases, said, strict=True) if c.primary != s.primary]
    rank = {"high": 0, "medium": 1, "low": 2}
    wrong.sort(
        key=lambda p: (
            p[1].abstained,
            rank[p[1].confidence],
            -p[1].probabilities.get(p[1].primary, 0.0),
            p[0].id,
        )
    )
    return [
        {
            "id": case.id,
            "subject": case.subject,
            "language": case.language,
            "gold": list(case.scenarios),
            "primary": case.primary,
            "said": list(answer.scenarios),
            "said_primary": answer.primary,
            "probability": round(answer.probabilities.get(answer.primary, 0.0), 4),
            "band": "abstained" if answer.abstained else answer.confidence,
            "why": list(answer.abstain_reasons),
            "runs": runs(case.body, answer),
        }
        for case, answer in wrong[:most]
    ]


def runs(body: str, answer: Classification) -> list[dict[str, Any]]:
    """The body as runs of text; `scenario` names what a run was evidence for, or is `None`.

    Spans outside the body are cut to it; where spans overlap the first one wins.
    """
    made: list[dict[str, Any]] = []
    at = 0
    for span in sorted(answer.evidence, key=lambda e: (e.start, -e.end)):
        start, end = max(span.start, at), min(span.end, len(body))
        if start >= end:
            continue
        if start > at:
            made.append({"text": body[at:start], "scenario": None})
        made.append({"text": body[start:end], "scenario": span.scenario})
        at = end
    if at < len(body):
        made.append({"text": body[at:], "scenario": None})
    return made
