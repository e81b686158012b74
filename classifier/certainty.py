"""How likely the primary label is right: a logistic regression over signs of doubt.

The probability of the label alone ranks mistakes worse: a reply with two requests gets a sure label
for each, and which of them is primary stays open. Fitted on answers to unseen rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.classification import LABELS, SCENARIOS
from classifier.decision import Answer
from classifier.targets import PRIMARY_COLUMNS, SCENARIO_COLUMNS

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Certainty:
    """`weights` of shape (signs,) and `bias` of shape (1,); see `signs`."""

    weights: Floats
    bias: Floats

    def of(self, signs: Floats) -> Floats:
        """Shape (n,): the probability that each primary label is right."""
        logits = signs @ self.weights + self.bias
        out: Floats = (1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)
        return out


def signs(
    said: Sequence[Answer],
    probabilities: Floats,
    views: Sequence[Floats],
    foreign: NDArray[np.bool_],
) -> Floats:
    """Shape (n, 4 + views): log-odds of the primary label, of the next one and of the strongest other
    scenario; whether the reply is not in English; and in each view the label's lead over the next.
    """
    row = np.arange(len(said))
    label = np.array([LABELS.index(a.primary) for a in said], dtype=np.int64)
    primary = probabilities[:, PRIMARY_COLUMNS]
    next_primary = _without(primary, label).max(axis=1)
    # A column for `other`, so that each label can be left out.
    scenarios = np.hstack([probabilities[:, SCENARIO_COLUMNS], np.zeros((len(row), 1))])
    rival = _without(scenarios.astype(np.float32), label)[:, : len(SCENARIOS)].max(axis=1)
    leads = []
    for view in views:
        scores = view[:, PRIMARY_COLUMNS]
        leads.append(scores[row, label] - _without(scores, label).max(axis=1))
    columns = [_odds(primary[row, label]), _odds(next_primary), _odds(rival), foreign, *leads]
    return np.stack(columns, axis=1).astype(np.float32)


def _without(values: Floats, label: NDArray[np.int64]) -> Floats:
    rest = values.copy()
    rest[np.arange(len(rest)), label] = -np.inf
    return rest


def _odds(p: Floats) -> Floats:
    clipped = np.clip(p, 1e-4, 1 - 1e-4)
    odds: Floats = np.log(clipped / (1 - clipped))
    return odds
