"""The client's own words that decided: the sentences that speak most for each predicted scenario."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from classifier.classification import SCENARIOS, Evidence
from classifier.document import Document

MOST = 3
"""Spans a scenario: an agent reads them at a glance."""
_NEAR = 0.6


def evidence(
    document: Document, scores: NDArray[np.float32], scenarios: Sequence[str]
) -> tuple[Evidence, ...]:
    """Spans of the body for each predicted scenario, at least one where the body has a sentence.

    `scores`: shape (sentences, 5), higher speaks more for the scenario. In order of appearance.
    """
    found: list[Evidence] = []
    spans = document.spans[: len(scores)]
    if not spans:
        return ()
    for column, scenario in enumerate(SCENARIOS):
        if scenario not in scenarios:
            continue
        column_scores = scores[: len(spans), column]
        best = float(column_scores.max())
        near = np.flatnonzero(column_scores >= best - _NEAR * abs(best))
        ranked = sorted(near, key=lambda i: (-float(column_scores[i]), i))[:MOST]
        for i in sorted(ranked):
            start, end = document.cleaned.span(*spans[i])
            found.append(Evidence(start=start, end=end, scenario=scenario))
    return tuple(sorted(found, key=lambda e: (e.start, e.scenario)))
