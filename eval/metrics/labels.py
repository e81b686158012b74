"""How well the six labels are told apart: precision, recall, F1, exact set, primary, confusion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from sklearn.metrics import confusion_matrix

from classifier.classification import LABELS
from eval.metrics.bootstrap import interval, ratio
from eval.metrics.figure import Figure, figure
from eval.metrics.proportion import clopper_pearson, proportion
from eval.metrics.table import Floats, Table

_WIDTH = len(LABELS)


def counts(table: Table) -> Floats:
    """(n, 18): true positives, predictions and golds of each label, a reply a row."""
    both = table.gold & table.said
    return np.hstack([both, table.said, table.gold]).astype(np.float64)


def f1(hit: Floats, said: Floats, gold: Floats) -> Floats:
    """2·hits / (said + gold), which is F1 without its 0/0 at precision and recall."""
    return ratio(2 * hit, said + gold)


def macro_f1(sums: Floats) -> Floats:
    """Mean F1 over the labels that occur (in gold or prediction), from the sums of `counts`."""
    each = f1(sums[..., :_WIDTH], sums[..., _WIDTH : 2 * _WIDTH], sums[..., 2 * _WIDTH :])
    known = np.isfinite(each)
    return ratio(np.where(known, each, 0).sum(-1), known.sum(-1).astype(np.float64))


def micro_f1(sums: Floats) -> Floats:
    """F1 over all label decisions together."""
    hit, said, gold = (sums[..., n * _WIDTH : (n + 1) * _WIDTH].sum(-1) for n in range(3))
    return f1(hit, said, gold)


def per_label(table: Table) -> dict[str, dict[str, Figure]]:
    """Precision, recall and F1 of every label, each with a clustered interval."""
    made: dict[str, dict[str, Figure]] = {}
    for n, label in enumerate(LABELS):
        values = counts(table)[:, [n, _WIDTH + n, 2 * _WIDTH + n]]
        _, said, gold = values.sum(0)
        ways: dict[str, tuple[Callable[[Floats], Floats], float]] = {
            "precision": (lambda s: ratio(s[..., 0], s[..., 1]), said),
            "recall": (lambda s: ratio(s[..., 0], s[..., 2]), gold),
            "f1": (lambda s: f1(s[..., 0], s[..., 1], s[..., 2]), gold),
        }
        made[label] = {
            name: _figure(values, table, way, int(size)) for name, (way, size) in ways.items()
        }
    return made


def overall(table: Table) -> dict[str, Figure]:
    """Primary accuracy, exact set, micro- and macro-F1, out-of-scope recall."""
    n = len(table.right)
    exact = (table.gold == table.said).all(1)
    strangers = table.gold[:, -1]
    return {
        **brief(table),
        "exact_set": _share(exact, table),
        "micro_f1": _figure(counts(table), table, micro_f1, n),
        "out_of_scope_recall": proportion(
            int((table.said[:, -1] & strangers).sum()), int(strangers.sum())
        ),
    }


def brief(table: Table) -> dict[str, Figure]:
    """The two figures that a slice gets: primary accuracy and macro-F1."""
    return {
        "primary_accuracy": _share(table.right, table),
        "macro_f1": _figure(counts(table), table, macro_f1, len(table.right)),
    }


def confusion(table: Table) -> list[list[int]]:
    """Replies by gold primary (rows) and said primary (columns), in the order of `LABELS`."""
    matrix: Any = confusion_matrix(
        table.gold_primary, table.said_primary, labels=list(range(_WIDTH))
    )
    return [[int(cell) for cell in row] for row in matrix]


def _share(hits: Any, table: Table) -> Figure:
    values = np.column_stack([hits, np.ones(len(hits))]).astype(np.float64)
    return _figure(values, table, lambda s: ratio(s[..., 0], s[..., 1]), len(hits))


def _figure(values: Floats, table: Table, way: Callable[[Floats], Floats], size: int) -> Figure:
    value = float(way(values.sum(0)[None, :])[0])
    low, high = interval(values, table.groups, way)
    if size and value in (0.0, 1.0) and low == high:
        # No resample of all-right is ever wrong; the exact interval says what so few cases can show.
        low, high = clopper_pearson(int(value) * size, size)
    return figure(value, size, low, high)
