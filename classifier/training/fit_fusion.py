"""Fits the late fusion on scores of unseen rows (see `classifier.fusion`)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from classifier.fusion import Floats, Fusion, inputs
from classifier.targets import (
    HEADS,
    PRIMARY_COLUMNS,
    SCENARIO_COLUMNS,
)

STRENGTH = 0.05
"""Inverse regularisation on standardised inputs; flat between .02 and .2."""


def fit_fusion(
    views: list[Floats],
    foreign: NDArray[np.bool_],
    answers: NDArray[np.bool_],
    strength: float = STRENGTH,
) -> Fusion:
    """From scores of rows that the views had not seen, the language group and the true answers of the same rows."""
    matrix = inputs(views, foreign)
    scale = matrix.std(axis=0) + 1e-6
    middle = matrix.mean(axis=0)
    scaled = (matrix - middle) / scale
    weights = np.zeros((matrix.shape[1], len(HEADS)), dtype=np.float64)
    bias = np.zeros(len(HEADS))
    labels = np.zeros(matrix.shape[1], dtype=np.bool_)
    for head in range(len(HEADS)):
        if head in range(*PRIMARY_COLUMNS.indices(len(HEADS))):
            continue
        used = _inputs_of(head, len(views))
        yes = answers[:, head]
        if yes.all() or not yes.any():
            bias[head] = 10.0 if yes.all() else -10.0
            continue
        model = LogisticRegression(C=strength, max_iter=1000).fit(scaled[:, used], yes)
        weights[used, head] = model.coef_[0]
        bias[head] = model.intercept_[0]
    labels = _inputs_of(0, len(views))
    primary = answers[:, PRIMARY_COLUMNS].argmax(axis=1)
    model = LogisticRegression(C=strength, max_iter=1000).fit(scaled[:, labels], primary)
    for row, label in enumerate(model.classes_):
        weights[labels, PRIMARY_COLUMNS.start + label] = model.coef_[row]
        bias[PRIMARY_COLUMNS.start + label] = model.intercept_[row]
    weights /= scale[:, None]
    bias -= middle @ weights
    return Fusion(weights.astype(np.float32), bias.astype(np.float32))


def _inputs_of(head: int, views: int) -> NDArray[np.bool_]:
    """Which inputs an answer may use: scenarios see all labels' scores, a fact only its own."""
    labels = np.zeros(len(HEADS), dtype=np.bool_)
    if head < PRIMARY_COLUMNS.stop:
        labels[SCENARIO_COLUMNS] = labels[PRIMARY_COLUMNS] = True
    else:
        labels[head] = True
    return np.concatenate([np.tile(labels, 2 * views), [True]])
