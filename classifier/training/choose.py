"""Chooses thresholds and bands from predictions that the model made on rows it had not seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from classifier.decision import Answer, Cut, Floats, Rules, answer
from classifier.targets import PRIMARY_COLUMNS, SCENARIO_COLUMNS

GRID = np.round(np.arange(0.25, 0.71, 0.05), 2)


def choose_thresholds(probabilities: Floats, answers: NDArray[np.bool_]) -> tuple[float, ...]:
    """Per scenario the threshold of best F1; ties go to the one nearest to one half."""
    chosen = []
    for column in range(*SCENARIO_COLUMNS.indices(probabilities.shape[1])):
        p, yes = probabilities[:, column], answers[:, column]
        scored = [(_f1(p >= t, yes), -abs(t - 0.5), float(t)) for t in GRID]
        chosen.append(max(scored)[2])
    return tuple(chosen)


def _f1(said: NDArray[np.bool_], yes: NDArray[np.bool_]) -> float:
    both = float((said & yes).sum())
    return round(2 * both / max(float(said.sum() + yes.sum()), 1.0), 4)


def answers_of(probabilities: Floats, rules: Rules) -> list[Answer]:
    """The labels for each row of probabilities."""
    return [answer(row[SCENARIO_COLUMNS], row[PRIMARY_COLUMNS], rules) for row in probabilities]


def choose_cut(
    certainty: NDArray[np.float64], right: NDArray[np.bool_], high: float, medium: float
) -> Cut:
    """The lowest certainty above which the error stays within `high`, and within `medium`.

    Rows of equal certainty stay together. Where nothing meets the bound the cut is above one.
    """
    return Cut(high=_cut(certainty, right, high), medium=_cut(certainty, right, medium))


def _cut(certainty: NDArray[np.float64], right: NDArray[np.bool_], error: float) -> float:
    order = np.argsort(-certainty, kind="stable")
    wrong = np.cumsum(~right[order])
    rate = wrong / np.arange(1, len(order) + 1)
    fine = np.flatnonzero((rate <= error) & (np.arange(1, len(order) + 1) >= 20))
    return float(np.ceil(certainty[order[fine[-1]]] * 1e4) / 1e4) if len(fine) else 1.01
