"""Late fusion: the views' scores become calibrated probabilities.

One small logistic regression per answer over the views' scores, fitted on rows that the views had not
seen, with its own weights for English and for other languages. It is Platt scaling, the weighted mean of logits
and the labels' dependence on each other in one matrix.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.targets import PRIMARY_COLUMNS

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Fusion:
    """`weights` of shape (inputs, heads) and `bias` (heads,). See `inputs`."""

    weights: Floats
    bias: Floats

    def probabilities(self, views: list[Floats], foreign: NDArray[np.bool_]) -> Floats:
        """Shape (n, heads), each in (0, 1). The primary labels' columns sum to one."""
        logits = inputs(views, foreign) @ self.weights + self.bias
        out = 1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))
        primary = logits[:, PRIMARY_COLUMNS]
        odds = np.exp(primary - primary.max(axis=1, keepdims=True))
        out[:, PRIMARY_COLUMNS] = odds / odds.sum(axis=1, keepdims=True)
        calibrated: Floats = out.astype(np.float32)
        return calibrated


def inputs(views: list[Floats], foreign: NDArray[np.bool_]) -> Floats:
    """Scores side by side, then the same again where the reply is not English, then that fact.

    Shape (n, 2 * views * heads + 1).
    """
    scores = np.hstack(views)
    other = foreign[:, None].astype(np.float32)
    both: Floats = np.hstack([scores, scores * other, other]).astype(np.float32)
    return both
