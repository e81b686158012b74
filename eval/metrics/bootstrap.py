"""Cluster bootstrap: whole writers are drawn, since one person's replies resemble each other.

Vectorised: statistics are functions of per-cluster sums, so B resamples are one matrix product.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from eval.metrics.table import Floats, Ints

RESAMPLES = 2000
SEED = 20261122
_LEVEL = (2.5, 97.5)

Statistic = Callable[[Floats], Floats]
"""Column sums (..., k) -> one figure (...): must work on one row and on B rows alike."""


@lru_cache(maxsize=4)  # up to 32 MB each; every figure of a report shares one draw
def weights(clusters: int, resamples: int = RESAMPLES, seed: int = SEED) -> Floats:
    """(B, clusters): how often each cluster is drawn in each resample; rows sum to `clusters`."""
    draw = np.random.default_rng(seed)
    even = np.full(clusters, 1 / clusters)
    return draw.multinomial(clusters, even, size=resamples).astype(np.float64)


def cluster_sums(values: Floats, groups: Ints) -> Floats:
    """(n, k) per reply -> (clusters, k) summed within each cluster."""
    sums = np.zeros((int(groups.max(initial=-1)) + 1, values.shape[1]))
    np.add.at(sums, groups, values)
    return sums


def interval(
    values: Floats, groups: Ints, statistic: Statistic, resamples: int = RESAMPLES
) -> tuple[float, float]:
    """95% percentile interval of `statistic`, of values (n, k) summed over replies.

    Resamples in which the statistic is undefined (nan) are left out; (nan, nan) if all are.
    """
    sums = cluster_sums(values, groups)
    if len(sums) == 0:
        return float("nan"), float("nan")
    drawn = statistic(weights(len(sums), resamples) @ sums)
    drawn = drawn[np.isfinite(drawn)]
    if drawn.size == 0:
        return float("nan"), float("nan")
    low, high = np.percentile(drawn, _LEVEL)
    return float(low), float(high)


def ratio(top: Floats, bottom: Floats) -> Floats:
    """Element-wise quotient; nan where nothing is counted."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(bottom > 0, top / bottom, np.nan), np.float64)
