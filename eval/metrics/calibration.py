"""Is a stated probability true? Brier score, expected calibration error and reliability bins."""

from __future__ import annotations

from typing import Any

import numpy as np

from classifier.classification import LABELS
from eval.metrics.bootstrap import interval
from eval.metrics.figure import clean, figure
from eval.metrics.table import Floats, Table

BINS = 10


def calibration(table: Table) -> dict[str, Any]:
    """Figures over all n x 6 label decisions, and over the primary label alone ("top").

    `brier`: mean squared difference. `ece`: bin-weighted |mean probability - share true|, ten bins
    of equal width, with a clustered interval. `bins`: lower edge, n, mean probability, share true.
    """
    every = table.probabilities.ravel(), table.gold.ravel().astype(np.float64)
    top = table.confidence, table.right.astype(np.float64)
    return {
        "labels": _figures(*every, np.repeat(table.groups, len(LABELS))),
        "top": _figures(*top, table.groups),
    }


def _figures(said: Floats, true: Floats, groups: Any) -> dict[str, Any]:
    values = np.zeros((len(said), 3 * BINS))
    which = np.minimum((said * BINS).astype(int), BINS - 1)
    rows = np.arange(len(said))
    values[rows, which] = 1
    values[rows, BINS + which] = said
    values[rows, 2 * BINS + which] = true
    sums = values.sum(0)
    return {
        "brier": clean(float(((said - true) ** 2).mean()) if len(said) else float("nan")),
        "ece": figure(float(ece(sums[None, :])[0]), len(said), *interval(values, groups, ece)),
        "bins": _bins(sums),
    }


def ece(sums: Floats) -> Floats:
    """(…, 3·bins) sums of counts, probabilities and truths -> expected calibration error."""
    n, said, true = sums[..., :BINS], sums[..., BINS : 2 * BINS], sums[..., 2 * BINS :]
    total = n.sum(-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.abs(said - true).sum(-1) / total, np.float64)


def _bins(sums: Floats) -> list[dict[str, Any]]:
    made = []
    for b in range(BINS):
        n = int(sums[b])
        mean, share = (sums[BINS + b] / n, sums[2 * BINS + b] / n) if n else (np.nan,) * 2
        made.append({"from": b / BINS, "n": n, "said": clean(mean), "true": clean(share)})
    return made
