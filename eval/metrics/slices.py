"""The same figures for parts of the data: kinds of reply, languages, lengths, difficulty, writers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from classifier.text import clean
from eval.case import Case
from eval.metrics.labels import brief
from eval.metrics.table import Bools, Table

_LENGTHS = ((15, "up to 15 words"), (70, "16-70 words"), (150, "71-150 words"))
_LONG = "over 150 words"
HIGH = 2  # the code of the band in `Table.band`
SMALLEST = 5
"""Slices below this many replies are folded into "others": a figure on three replies says nothing."""


def length(case: Case) -> str:
    """The length class of the client's own words, without history and signature."""
    words = len(clean(case.body, case.subject).text.split())
    return next((name for top, name in _LENGTHS if words <= top), _LONG)


def kind(case: Case) -> str:
    """How hard a reply is to read, and in which language: what a promise is made for."""
    if case.language not in (None, "en"):
        return "other languages"
    return f"{case.difficulty or 'other'} English"


def slices(cases: Sequence[Case], table: Table) -> dict[str, dict[str, dict[str, Any]]]:
    """`{axis: {value: {"n", "primary_accuracy", "macro_f1", "high_coverage", "high_wrong"}}}` for each axis
    with any value."""
    axes = {
        "kind": [kind(c) for c in cases],
        "language": [c.language or "none" for c in cases],
        "length": [length(c) for c in cases],
        "difficulty": [c.difficulty or "not given" for c in cases],
        "labels": ["one label" if len(c.scenarios) == 1 else "several labels" for c in cases],
        "author": [c.author or "not given" for c in cases],
    }
    return {axis: _axis(values, table) for axis, values in axes.items()}


def _axis(values: Sequence[str], table: Table) -> dict[str, dict[str, Any]]:
    sizes = Counter(values)
    named = [v if sizes[v] >= SMALLEST else "others" for v in values]
    made = {}
    for value in sorted(set(named), key=lambda v: (v == "others", -named.count(v), v)):
        rows: Bools = np.array([v == value for v in named], bool)
        part = table.pick(rows)
        high = part.band == HIGH
        made[value] = {
            "n": int(rows.sum()),
            **brief(part),
            "high_coverage": round(float(high.mean()), 6),
            "high_wrong": int((high & ~part.right).sum()),
        }
    return made
