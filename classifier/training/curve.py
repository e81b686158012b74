"""The learning curve: what fewer rows would have given, hence what more might buy."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier.decision import answers
from classifier.model_file import Model
from classifier.training.choose import right_of
from classifier.training.fit_views import Tick, fit_views
from classifier.training.prepared import Prepared
from classifier.training.recipe import Recipe

SHARES = (0.25, 0.5)


def learning_curve(
    data: Prepared, held: Prepared, model: Model, pieces: Path, recipe: Recipe, tick: Tick
) -> tuple[list[int], list[NDArray[np.bool_]]]:
    """Rows, and which calibration rows each amount gets right.

    Personas are taken in a fixed random order, so each amount holds the one before. The fusion is the
    final model's throughout: this shows what the views gain, and is a little kind to the small ones.
    `pieces`: the word pieces' file.
    """
    order = np.array(sorted(range(len(data)), key=lambda i: _rank(data.rows[i].split_group)))
    sizes, found = [], []
    for share in SHARES:
        part = data.take(np.sort(order[: int(share * len(data))]))
        with tempfile.TemporaryDirectory() as place:
            shutil.copy(pieces, place)
            name = f"learning curve, {len(part)} rows"
            views = fit_views(part, Path(place) / "replies.model", recipe, tick, name)
        p = model.fused.fusion.probabilities(views.scores(held), held.foreign)
        sizes.append(len(part))
        found.append(right_of(held, answers(p, model.rules.thresholds)))
    return sizes, found


def outlook(rows: Sequence[int], accuracy: Sequence[float]) -> str:
    """A sentence on what the next thousand rows would buy, from the last doubling."""
    gain = 100 * (accuracy[-1] - accuracy[-2])
    next_thousand = gain * float(np.log2((rows[-1] + 1000) / rows[-1]))
    return (
        f"Doubling the rows from {rows[-2]:,} to {rows[-1]:,} moved the accuracy by {gain:+.1f} points; at "
        f"that pace (per doubling) the next thousand rows would buy about {next_thousand:.1f} points."
    )


def _rank(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
