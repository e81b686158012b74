"""Tunes the network on labelled replies: Adam, a warm start from the package's weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.network import Batch, Floats, Table, Weights, forward
from classifier.targets import PRIMARY_COLUMNS
from classifier.training.backward import backward

HEAD = ("head_w", "head_b", "token_w")


@dataclass(frozen=True)
class Recipe:
    """How to train. `rate` is for the package's layers, `head_rate` for the new ones."""

    epochs: int = 5
    batch: int = 16
    rate: float = 2e-4
    head_rate: float = 2e-3
    decay: float = 1e-3
    dropout: float = 0.1
    smoothing: float = 0.05
    clip: float = 1.0
    seed: int = 0


class Adam:
    """Adam with decoupled weight decay (Loshchilov and Hutter, 2019) over named arrays, in place."""

    def __init__(self, weights: Weights, decay: float) -> None:
        self.weights = weights
        self.decay = decay
        self.mean = {name: np.zeros_like(value) for name, value in weights.items()}
        self.square = {name: np.zeros_like(value) for name, value in weights.items()}
        self.steps = 0

    def step(self, gradients: Weights, rate: Callable[[str], float]) -> None:
        """Move every weight by its own rate."""
        self.steps += 1
        fix1, fix2 = 1 - 0.9**self.steps, 1 - 0.999**self.steps
        for name, gradient in gradients.items():
            mean, square, value = self.mean[name], self.square[name], self.weights[name]
            mean += np.float32(0.1) * (gradient - mean)
            square += np.float32(0.001) * (gradient * gradient - square)
            speed = np.float32(rate(name))
            value *= np.float32(1) - speed * np.float32(self.decay)
            value -= speed / np.float32(fix1) * mean / (np.sqrt(square / np.float32(fix2)) + 1e-8)


def fit_network(
    start: Weights,
    table: Table,
    ids: Sequence[Sequence[int]],
    answers: NDArray[np.bool_],
    recipe: Recipe | None = None,
    tick: Callable[[int, int], None] | None = None,
) -> Weights:
    """Tuned weights. `ids`: tokens a reply; `answers`: (replies, heads); `tick(done, of)` in steps."""
    recipe = recipe or Recipe()
    rng = np.random.default_rng(recipe.seed)
    weights = {name: value.copy() for name, value in start.items()} | _head(answers.shape[1])
    adam = Adam(weights, recipe.decay)
    wanted = answers.astype(np.float32)
    per_epoch = max(len(ids) // recipe.batch, 1)
    total = per_epoch * recipe.epochs
    done = 0
    for _ in range(recipe.epochs):
        order = rng.permutation(len(ids))
        for part in np.array_split(order, per_epoch):
            warm = min(1.0, (done + 1) / 60) * (1 - done / total)
            gradients = _gradients(
                weights, table, [ids[i] for i in part], wanted[part], recipe, rng
            )
            adam.step(gradients, _rates(recipe, warm))
            done += 1
            if tick:
                tick(done, total)
    return weights


def _rates(recipe: Recipe, factor: float) -> Callable[[str], float]:
    return lambda name: factor * (recipe.head_rate if name in HEAD else recipe.rate)


def _head(heads: int) -> Weights:
    """New layers start at zero: the first step decides their direction, no seed does."""
    return {
        "head_w": np.zeros((512, heads), dtype=np.float32),
        "head_b": np.zeros(heads, dtype=np.float32),
        "token_w": np.zeros((1280, heads), dtype=np.float32),
    }


def _gradients(
    weights: Weights,
    table: Table,
    ids: Sequence[Sequence[int]],
    wanted: Floats,
    recipe: Recipe,
    rng: np.random.Generator,
) -> Weights:
    batch = Batch.of(ids)
    masks = {
        "pooled": _mask((len(ids), 512), recipe.dropout, rng),
        "token": _mask((len(batch.ids), 1280), recipe.dropout, rng),
    }
    scores, by_token, tape = forward(weights, batch, table, masks)
    gradients = backward(weights, batch, tape, by_token, _error(scores, wanted, recipe), masks)
    norm = float(np.sqrt(sum(float(np.vdot(g, g)) for g in gradients.values())))
    if norm > recipe.clip:
        for gradient in gradients.values():
            gradient *= np.float32(recipe.clip / norm)
    return gradients


def _mask(shape: tuple[int, int], rate: float, rng: np.random.Generator) -> Floats:
    kept = rng.random(shape, dtype=np.float32) >= rate
    return kept.astype(np.float32) / np.float32(1 - rate)


def _error(scores: Floats, wanted: Floats, recipe: Recipe) -> Floats:
    """Slope of the loss: cross-entropy a yes-or-no head, one over the primary labels together."""
    error = 1.0 / (1.0 + np.exp(-scores)) - wanted
    primary = scores[:, PRIMARY_COLUMNS]
    odds = np.exp(primary - primary.max(axis=1, keepdims=True))
    sure = wanted[:, PRIMARY_COLUMNS]
    smooth = sure * (1 - recipe.smoothing) + recipe.smoothing / sure.shape[1]
    error[:, PRIMARY_COLUMNS] = odds / odds.sum(axis=1, keepdims=True) - smooth
    return (error / len(scores)).astype(np.float32)
