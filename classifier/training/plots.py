"""The model card's plots. matplotlib is a development dependency: imported here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from classifier.training.fit_answers import Judged
from classifier.training.measures import BINS, risk_coverage

_NO_DATE = {"Software": None, "Creation Time": None}  # the same figures give the same file


def reliability(path: Path, judged: Sequence[Judged]) -> None:
    """Stated certainty against the share that was right, with the number of rows in each bin."""
    figure, axes = _figure("stated certainty", "share right")
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    for one in judged:
        place = np.minimum((one.certainty * BINS).astype(int), BINS - 1)
        bins = [k for k in range(BINS) if (place == k).sum() >= 5]
        x = [float(one.certainty[place == k].mean()) for k in bins]
        y = [float(one.right[place == k].mean()) for k in bins]
        axes.plot(x, y, marker="o", label=f"{one.name} (n = {len(one.data)})")
        for k, a, b in zip(bins, x, y, strict=True):
            axes.annotate(str(int((place == k).sum())), (a, b), fontsize=6, color="0.4")
    _save(figure, axes, path)


def coverage(path: Path, judged: Sequence[Judged]) -> None:
    """Error among the surest share of replies."""
    figure, axes = _figure("share of replies taken, surest first", "error among them")
    axes.axhline(0.03, color="0.7", linewidth=1)
    for one in judged:
        x, y = risk_coverage(one.certainty, one.right)
        axes.plot(x, y, label=one.name)
    _save(figure, axes, path)


def learning(path: Path, rows: Sequence[int], curves: dict[str, list[float]]) -> None:
    """Accuracy on the calibration rows against training rows."""
    figure, axes = _figure("training rows", "primary scenario right, calibration rows")
    for name, values in curves.items():
        axes.plot(rows, values, marker="o", label=name)
    axes.set_xscale("log", base=2)
    axes.set_xticks(list(rows), [str(n) for n in rows])
    _save(figure, axes, path)


def _figure(x: str, y: str) -> tuple[Any, Any]:
    from matplotlib.figure import Figure  # no pyplot: no global state, no display

    figure = Figure(figsize=(5.2, 3.6), dpi=110, layout="constrained")
    axes = figure.subplots()
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.grid(alpha=0.3)
    return figure, axes


def _save(figure: Any, axes: Any, path: Path) -> None:
    axes.legend(fontsize=8)
    figure.savefig(path, metadata=_NO_DATE)
