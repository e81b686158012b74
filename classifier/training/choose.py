"""Chooses thresholds and bands from predictions that the model made on rows it had not seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from classifier.certainty import Certainty
from classifier.decision import Answer, Cut, Floats, group, support
from classifier.targets import PRIMARY_COLUMNS, SCENARIO_COLUMNS
from classifier.training.prepared import Prepared

GRID = np.round(np.arange(0.25, 0.71, 0.05), 2)
HIGH = 0.01
"""Observed error that `high` may have on held-out rows; the promise is 3%. The margin is for writers
whom nobody has seen: one such writer's rows had twice the error that was set."""
MEDIUM = 0.15
"""The same for `medium` and above together."""
_ENOUGH = 30
"""Rows that a cut must rest on."""
_VALIDATED = 20
"""Unseen rows that a language needs before any of its replies may be `high`."""


Part = tuple[Prepared, Floats, NDArray[np.bool_]]
"""Rows that the model had not seen, how certain it was of each, and whether it was right."""


def choose_cuts(parts: Sequence[Part]) -> dict[str, Cut]:
    """`parts`: out-of-fold training rows and calibration rows, taken together: the first are many but
    share their writers' manner, the second are few but by writers whom the model never read.
    """
    certainty = np.concatenate([c for _, c, _ in parts])
    right = np.concatenate([ok for _, _, ok in parts])
    foreign = np.concatenate([data.foreign for data, _, _ in parts])
    return {
        name: choose_cut(certainty[mask], right[mask])
        for name, mask in (("english", ~foreign), ("other", foreign))
    }


def validated_languages(parts: Sequence[Part], cuts: dict[str, Cut]) -> frozenset[str]:
    """Languages with at least 20 unseen rows of which at most one in twenty `high` was wrong.

    By the language as labelled; a row counts as `high` by its own group's cut.
    """
    seen: dict[str, int] = {}
    high: dict[str, int] = {}
    wrong: dict[str, int] = {}
    for data, certainty, right in parts:
        for row, foreign, c, ok in zip(data.rows, data.foreign, certainty, right, strict=True):
            code = row.language or "en"
            seen[code] = seen.get(code, 0) + 1
            if c >= cuts["other" if foreign else group(None)].high:
                high[code] = high.get(code, 0) + 1
                wrong[code] = wrong.get(code, 0) + (not ok)
    return frozenset(
        code
        for code, n in seen.items()
        if n >= _VALIDATED and wrong.get(code, 0) <= 0.05 * high.get(code, 0)
    )


def choose_thresholds(probabilities: Floats, answers: NDArray[np.bool_]) -> tuple[float, ...]:
    """Per scenario the threshold of best F1; ties go to the one nearest to one half."""
    supported = support(probabilities[:, SCENARIO_COLUMNS], probabilities[:, PRIMARY_COLUMNS])
    chosen = []
    for p, yes in zip(supported.T, answers[:, SCENARIO_COLUMNS].T, strict=True):
        scored = [(_f1(p >= t, yes), -abs(float(t) - 0.5), float(t)) for t in GRID]
        chosen.append(max(scored)[2])
    return tuple(chosen)


def _f1(said: NDArray[np.bool_], yes: NDArray[np.bool_]) -> float:
    both = float((said & yes).sum())
    return round(2 * both / max(float(said.sum() + yes.sum()), 1.0), 3)


def right_of(data: Prepared, said: Sequence[Answer]) -> NDArray[np.bool_]:
    """Whether each row's primary label was found."""
    pairs = zip(said, data.rows, strict=True)
    return np.array([a.primary == row.primary for a, row in pairs], dtype=np.bool_)


def fit_certainty(signs: Floats, right: NDArray[np.bool_]) -> Certainty:
    """From the signs of out-of-fold answers (see `classifier.certainty`)."""
    middle, scale = signs.mean(axis=0), signs.std(axis=0) + np.float32(1e-6)
    model = LogisticRegression(C=0.1, max_iter=1000).fit((signs - middle) / scale, right)
    weights = model.coef_[0] / scale
    bias = model.intercept_ - middle @ weights
    return Certainty(weights.astype(np.float32), bias.astype(np.float32))


def choose_cut(certainty: Floats, right: NDArray[np.bool_]) -> Cut:
    """The lowest certainties from which on the error stays within `HIGH` and `MEDIUM`."""
    return Cut(high=_cut(certainty, right, HIGH), medium=_cut(certainty, right, MEDIUM))


def _cut(certainty: Floats, right: NDArray[np.bool_], error: float) -> float:
    """In [0, 1]; above one where no cut with enough rows meets the bound."""
    order = np.argsort(-certainty, kind="stable")
    count = np.arange(1, len(order) + 1)
    rate = np.cumsum(~right[order]) / count
    fine = np.flatnonzero((rate <= error) & (count >= _ENOUGH))
    return float(round(float(certainty[order[fine[-1]]]), 6)) if len(fine) else 1.01
