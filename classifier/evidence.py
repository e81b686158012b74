"""The client's own words that decided: the sentences that speak most for each predicted scenario."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from classifier.classification import SCENARIOS, Evidence
from classifier.document import Document
from classifier.targets import SCENARIO_COLUMNS
from classifier.views import MAX_SENTENCES, Floats, Lexical

MOST = 3
"""Spans a scenario: an agent reads them at a glance."""
_NEAR = 1.0
"""How far below the best sentence another may lie and still be shown, in score points."""
_SVM = np.float32(2.0)
"""Brings the n-grams' margins to the scale of the network's log-odds."""


def sentence_scores(document: Document, lexical: Lexical, meant: Floats | None) -> Floats:
    """Shape (sentences, 5): how much each sentence speaks for each scenario, in log-odds."""
    texts = document.sentences()[:MAX_SENTENCES]
    if not texts:
        return np.zeros((0, len(SCENARIOS)), dtype=np.float32)
    words = lexical.scores(texts)[0][:, SCENARIO_COLUMNS] * _SVM
    if meant is None:
        return words
    both: Floats = words + meant[:, SCENARIO_COLUMNS]
    return both


def evidence(document: Document, scores: Floats, scenarios: Sequence[str]) -> tuple[Evidence, ...]:
    """Spans of the body for each predicted scenario, at least one where the body has a sentence."""
    spans = document.spans[: len(scores)]
    found: list[Evidence] = []
    for column, scenario in enumerate(SCENARIOS):
        if scenario not in scenarios or not spans:
            continue
        mine = scores[: len(spans), column]
        best = float(mine.max())
        near = [i for i in range(len(spans)) if mine[i] >= max(best - _NEAR, min(best, 0.0))]
        for i in sorted(near, key=lambda i: (-float(mine[i]), i))[:MOST]:
            start, end = document.cleaned.span(*spans[i])
            found.append(Evidence(start=start, end=end, scenario=scenario))
    return tuple(sorted(found, key=lambda e: (e.start, e.scenario)))
