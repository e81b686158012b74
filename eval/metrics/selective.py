"""What is gained by handing the least certain replies to a person: risk, coverage, the bands."""

from __future__ import annotations

from typing import Any

import numpy as np

from eval.metrics.figure import clean
from eval.metrics.proportion import proportion, upper_bound
from eval.metrics.table import Floats, Table

POINTS = 40
COVERAGES = (0.6, 0.8, 1.0)


def ranking(table: Table) -> Floats:
    """(n,) the order in which replies would be kept: the band first, then the probability."""
    return np.asarray(table.band + np.clip(table.confidence, 0, 1) * 0.999, np.float64)


def risks(table: Table) -> Floats:
    """(n,) error of the k most certain replies, k = 1..n; ties share their mean error."""
    order = np.argsort(-ranking(table), kind="stable")
    wrong = (~table.right[order]).astype(np.float64)
    # Within a tie no order is better than another: give each member the tie's mean.
    _, tie = np.unique(-ranking(table)[order], return_inverse=True)
    even = np.bincount(tie, wrong) / np.bincount(tie)
    return np.asarray(np.cumsum(even[tie]) / np.arange(1, len(wrong) + 1), np.float64)


def selective(table: Table) -> dict[str, Any]:
    """Risk-coverage curve, its area (AURC), error at fixed coverages, and error in each band.

    A band's `upper` is the one-sided 95% exact bound on its error.
    """
    n = len(table.right)
    curve = risks(table)
    spots = sorted({max(1, round(n * k / POINTS)) for k in range(1, POINTS + 1)})
    bands = {}
    for code, name in ((2, "high"), (1, "medium"), (0, "low")):
        inside = table.band == code
        wrong, size = int((~table.right[inside]).sum()), int(inside.sum())
        bands[name] = {
            "coverage": clean(size / n) if n else None,
            "error": proportion(wrong, size),
            "upper": clean(upper_bound(wrong, size)),
        }
    return {
        "aurc": clean(float(curve.mean())) if n else None,
        "curve": [{"coverage": clean(k / n), "risk": clean(curve[k - 1])} for k in spots if k <= n],
        "error_at": {str(c): clean(curve[max(1, round(n * c)) - 1]) for c in COVERAGES}
        if n
        else {},
        "bands": bands,
    }
