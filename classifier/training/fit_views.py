"""Fits the views and scores rows that they have not seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from classifier.network import Network, Weights
from classifier.training.fit_network import Recipe, fit_network
from classifier.training.heads import fit_lexical
from classifier.training.prepared import Prepared
from classifier.views import Floats, Lexical, meaning

Tick = Callable[[str, int, int], None]
"""Called as tick(what, done, of): for a progress bar."""


@dataclass(frozen=True)
class Views:
    """The two fitted views."""

    lexical: Lexical
    network: Network

    def scores(self, data: Prepared) -> list[Floats]:
        """N-grams, whole reply, loudest sentence: each of shape (rows, heads)."""
        meant = meaning(data.documents, self.network)
        return [self.lexical.scores(data.texts)[0], meant.whole, meant.loudest]


def fit_views(data: Prepared, base: Network, recipe: Recipe, tick: Tick, name: str) -> Views:
    """Fit both views on all rows. Weights are rounded to the float16 that is shipped."""
    weights = fit_network(
        base.weights,
        base.table,
        data.ids,
        data.answers,
        recipe,
        lambda done, of: tick(name, done, of),
    )
    return Views(fit_lexical(data.texts, data.answers), replace(base, weights=_shipped(weights)))


def out_of_fold(
    data: Prepared, fold: NDArray[np.int64], base: Network, recipe: Recipe, tick: Tick
) -> list[Floats]:
    """Every row scored by views that were fitted without its fold."""
    out = [np.zeros(data.answers.shape, dtype=np.float32) for _ in range(3)]
    for k in range(int(fold.max()) + 1):
        seen, held = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        views = fit_views(data.take(seen), base, recipe, tick, f"fold {k + 1}")
        for whole, part in zip(out, views.scores(data.take(held)), strict=True):
            whole[held] = part
    return out


def _shipped(weights: Weights) -> Weights:
    return {name: w.astype(np.float16).astype(np.float32) for name, w in weights.items()}
