"""Gold labels and predictions of one system as arrays, the common input of every metric."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.classification import LABELS, Classification
from eval.case import Case

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Table:
    """n replies; label axes follow `classifier.classification.LABELS` (six).

    `gold`, `said`: (n, 6) bool. `probabilities`: (n, 6) in [0, 1]. `gold_primary`, `said_primary`:
    (n,) label indices. `groups`: (n,) cluster codes from 0. `band`: (n,) 0 low or abstained, 1
    medium, 2 high.
    """

    gold: Bools
    said: Bools
    probabilities: Floats
    gold_primary: Ints
    said_primary: Ints
    groups: Ints
    band: Ints

    @property
    def right(self) -> Bools:
        """(n,) whether the primary label is right."""
        return np.asarray(self.gold_primary == self.said_primary, np.bool_)

    @property
    def confidence(self) -> Floats:
        """(n,) probability of the primary label that was said."""
        rows = np.arange(len(self.said_primary))
        return self.probabilities[rows, self.said_primary]

    def pick(self, rows: Bools) -> Table:
        """The sub-table of `rows`, with clusters numbered anew."""
        codes = np.unique(self.groups[rows], return_inverse=True)[1].astype(np.int64)
        return Table(
            self.gold[rows],
            self.said[rows],
            self.probabilities[rows],
            self.gold_primary[rows],
            self.said_primary[rows],
            codes,
            self.band[rows],
        )


def table(cases: Sequence[Case], said: Sequence[Classification]) -> Table:
    """Line up cases and classifications of the same replies in the same order."""
    index = {label: n for n, label in enumerate(LABELS)}
    groups = np.unique([c.split_group for c in cases], return_inverse=True)[1]
    return Table(
        gold=np.array([[label in c.scenarios for label in LABELS] for c in cases], bool),
        said=np.array([[label in s.scenarios for label in LABELS] for s in said], bool),
        probabilities=np.array(
            [[s.probabilities.get(x, 0.0) for x in LABELS] for s in said], float
        ),
        gold_primary=np.array([index[c.primary] for c in cases], np.int64),
        said_primary=np.array([index[s.primary] for s in said], np.int64),
        groups=groups.astype(np.int64),
        band=np.array([_band(s) for s in said], np.int64),
    )


def _band(said: Classification) -> int:
    return 0 if said.abstained else ("low", "medium", "high").index(said.confidence)
