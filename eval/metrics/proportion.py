"""Exact bounds of a proportion, which hold for few cases and for none."""

from __future__ import annotations

import math

from scipy.stats import beta

from eval.metrics.figure import Figure, figure


def clopper_pearson(hits: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Two-sided exact interval; (0, 1) for n = 0. Raises `ValueError` unless 0 <= hits <= n."""
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} hits out of {n}")
    tail = (1 - confidence) / 2
    low = 0.0 if hits == 0 else float(beta.ppf(tail, hits, n - hits + 1))
    high = 1.0 if hits == n else float(beta.ppf(1 - tail, hits + 1, n - hits))
    return low, high


def upper_bound(hits: int, n: int, confidence: float = 0.95) -> float:
    """One-sided exact upper bound; 1 for n = 0. 0 of 59 gives just below 5%."""
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} hits out of {n}")
    return 1.0 if hits == n else float(beta.ppf(confidence, hits + 1, n - hits))


def proportion(hits: int, n: int) -> Figure:
    """A share with its two-sided exact interval; undefined (null) for n = 0."""
    low, high = clopper_pearson(hits, n) if n else (math.nan, math.nan)
    return figure(hits / n if n else math.nan, n, low, high)
