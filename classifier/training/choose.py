"""Chooses thresholds and bands from predictions that the model made on rows it had not seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from classifier.certainty import Certainty
from classifier.decision import Answer, Cut, Floats, group, support
from classifier.facts.gather import loudness
from classifier.targets import PRIMARY_COLUMNS, SCENARIO_COLUMNS, SENSITIVE_COLUMNS
from classifier.training.prepared import Prepared

GRID = np.round(np.arange(0.25, 0.71, 0.05), 2)
HIGH = 0.018
"""Observed error that `high` may have on calibration rows, half of which are hard; the promise is 3% on everyday
replies. The margin is for writers whom nobody has seen."""
MEDIUM = 0.15
"""The same for `medium` and above together."""
_ENOUGH = 30
"""Rows that a cut must rest on."""
_VALIDATED = 20
"""Unseen rows that a language needs before any of its replies may be `high`."""


SENSITIVE_ALARMS = 0.033
"""Share of rows without a sensitive matter that may be reported as having one; the promise is 4%."""


def choose_cuts(held: Prepared, certainty: Floats, right: NDArray[np.bool_]) -> dict[str, Cut]:
    """By language group, from rows that the model had not seen."""
    foreign = held.foreign
    return {
        name: choose_cut(certainty[mask], right[mask])
        for name, mask in (("english", ~foreign), ("other", foreign))
    }


def choose_sensitive(probabilities: Floats, answers: NDArray[np.bool_]) -> float:
    """The loudness from which a sensitive matter is reported: as low as the false alarms allow."""
    none = ~answers[:, SENSITIVE_COLUMNS].any(axis=1)
    loudest = loudness(probabilities)[none]
    return float(round(float(np.quantile(loudest, 1 - SENSITIVE_ALARMS, method="higher")), 4))


def validated_languages(
    held: Prepared, certainty: Floats, right: NDArray[np.bool_], cuts: dict[str, Cut]
) -> frozenset[str]:
    """Languages with at least 20 unseen rows of which at most one `high` was wrong, or one in twenty.

    By the language as labelled; a row counts as `high` by its own group's cut.
    """
    seen: dict[str, int] = {}
    high: dict[str, int] = {}
    wrong: dict[str, int] = {}
    for row, foreign, c, ok in zip(held.rows, held.foreign, certainty, right, strict=True):
        code = row.language or "en"
        seen[code] = seen.get(code, 0) + 1
        if c >= cuts["other" if foreign else group(None)].high:
            high[code] = high.get(code, 0) + 1
            wrong[code] = wrong.get(code, 0) + (not ok)
    return frozenset(
        code
        for code, n in seen.items()
        if n >= _VALIDATED and wrong.get(code, 0) <= max(1, 0.05 * high.get(code, 0))
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
    """From the signs of answers to unseen rows (see `classifier.certainty`)."""
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
