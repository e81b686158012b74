"""Is a difference between two systems real? Paired tests on the same replies, corrected by Holm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.stats import binomtest

from eval.metrics.bootstrap import cluster_sums, weights
from eval.metrics.figure import clean, figure
from eval.metrics.labels import counts, macro_f1
from eval.metrics.table import Table

SIGNIFICANT = 0.05


def mcnemar(first: Sequence[bool], second: Sequence[bool]) -> tuple[int, int, float]:
    """Right only in `first`, right only in `second`, two-sided exact p. No discordant pair: p = 1."""
    a, b = np.asarray(first, bool), np.asarray(second, bool)
    only_first, only_second = int((a & ~b).sum()), int((~a & b).sum())
    apart = only_first + only_second
    p = 1.0 if apart == 0 else float(binomtest(only_first, apart, 0.5).pvalue)
    return only_first, only_second, p


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm-Bonferroni adjusted p values, in the order given, each at most 1."""
    adjusted = [0.0] * len(p_values)
    worst = 0.0
    for rank, at in enumerate(sorted(range(len(p_values)), key=lambda n: p_values[n])):
        worst = max(worst, min(1.0, (len(p_values) - rank) * p_values[at]))
        adjusted[at] = worst
    return adjusted


def paired_bootstrap(first: Table, second: Table) -> tuple[float, float, float, float]:
    """Difference in macro-F1 (second - first), its 95% interval and two-sided p, over clusters.

    Both tables are of the same replies; whole clusters are drawn, the same for both.
    """
    a, b = (cluster_sums(counts(t), t.groups) for t in (first, second))
    value = float((macro_f1(b.sum(0)[None]) - macro_f1(a.sum(0)[None]))[0])
    drawn = weights(len(a))
    differences = macro_f1(drawn @ b) - macro_f1(drawn @ a)
    low, high = np.percentile(differences, (2.5, 97.5))
    # Share of resamples on the other side of zero, twice; +1 keeps p above what B draws can show.
    n = len(differences)
    beyond = min((differences <= 0).sum(), (differences >= 0).sum())
    return value, float(low), float(high), min(1.0, 2 * float(beyond + 1) / (n + 1))


def compare(tables: dict[str, Table], pairs: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Each pair of system names tested twice (primary label, macro-F1); Holm over all the tests.

    `real` is true where the corrected p is below 0.05.
    """
    rows: list[dict[str, Any]] = []
    p_values: list[float] = []
    for one, two in pairs:
        first, second = tables[one], tables[two]
        only_one, only_two, p = mcnemar(first.right.tolist(), second.right.tolist())
        gap = (second.right.mean() - first.right.mean()) if len(first.right) else float("nan")
        value, low, high, p_f1 = paired_bootstrap(first, second)
        n = len(first.right)
        rows.append(
            {
                "first": one,
                "second": two,
                "accuracy_difference": clean(float(gap)),
                "only_first_right": only_one,
                "only_second_right": only_two,
                "macro_f1_difference": figure(value, n, low, high),
            }
        )
        p_values += [p, p_f1]
    for n, (row, corrected) in enumerate(
        zip(rows, np.reshape(holm(p_values), (-1, 2)), strict=True)
    ):
        row["mcnemar"] = _test(p_values[2 * n], corrected[0])
        row["bootstrap"] = _test(p_values[2 * n + 1], corrected[1])
    return rows


def _test(p: float, corrected: float) -> dict[str, Any]:
    return {"p": clean(p), "p_holm": clean(corrected), "real": bool(corrected < SIGNIFICANT)}
