"""Figures of the model card: how right, how calibrated, how safe what is preselected."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

from classifier.classification import LABELS
from classifier.decision import Rules, band, group
from classifier.training.fit_answers import Judged

Bools = NDArray[np.bool_]
Reals = NDArray[np.floating]
BINS = 10


def upper_bound(errors: int, n: int, confidence: float = 0.95) -> float:
    """One-sided Clopper-Pearson bound on an error rate; 1 where nothing was seen."""
    if errors >= n:
        return 1.0
    return float(beta.ppf(confidence, errors + 1, n - errors))


def labels_of(judged: Judged) -> tuple[Bools, Bools]:
    """True and predicted labels, both of shape (rows, 6)."""
    true = [[label in row.scenarios for label in LABELS] for row in judged.data.rows]
    said = [[label in a.scenarios for label in LABELS] for a in judged.said]
    return np.array(true, dtype=np.bool_), np.array(said, dtype=np.bool_)


def precision_recall(true: Bools, said: Bools) -> tuple[float, float, float]:
    """Precision, recall and F1 of one label; zero where undefined."""
    hit = float((true & said).sum())
    precision = hit / max(float(said.sum()), 1.0)
    recall = hit / max(float(true.sum()), 1.0)
    return precision, recall, 2 * hit / max(float(true.sum() + said.sum()), 1.0)


def macro_f1(true: Bools, said: Bools) -> float:
    """Mean F1 over the labels that occur."""
    columns = [k for k in range(true.shape[1]) if true[:, k].any()]
    return float(np.mean([precision_recall(true[:, k], said[:, k])[2] for k in columns]))


def brier(certainty: Reals, right: Bools) -> float:
    """Mean squared difference of certainty and outcome."""
    return float(np.mean((certainty - right) ** 2))


def calibration_error(certainty: Reals, right: Bools) -> float:
    """Expected calibration error over ten bins of equal width."""
    place = np.minimum((certainty * BINS).astype(int), BINS - 1)
    gaps = [
        float((place == k).mean())
        * abs(float(certainty[place == k].mean() - right[place == k].mean()))
        for k in range(BINS)
        if (place == k).any()
    ]
    return float(sum(gaps))


def interval(certainty: Reals, right: Bools, rounds: int = 400) -> tuple[float, float]:
    """95% bootstrap interval of the calibration error (a fixed seed: the card is reproducible)."""
    rng = np.random.default_rng(0)
    drawn = []
    for _ in range(rounds):
        at = rng.integers(len(right), size=len(right))
        drawn.append(calibration_error(certainty[at], right[at]))
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def risk_coverage(certainty: Reals, right: Bools) -> tuple[Reals, Reals]:
    """Coverage and error when the surest rows are taken first."""
    order = np.argsort(-certainty, kind="stable")
    count = np.arange(1, len(order) + 1)
    return count / len(order), np.cumsum(~right[order]) / count


def error_at(certainty: Reals, right: Bools, coverage: float) -> float:
    """Error among the surest share of rows."""
    _, error = risk_coverage(certainty, right)
    return float(error[max(round(coverage * len(right)) - 1, 0)])


def area(certainty: Reals, right: Bools) -> float:
    """Area under the risk-coverage curve: lower is better, in both accuracy and ranking."""
    return float(risk_coverage(certainty, right)[1].mean())


def is_high(judged: Judged, rules: Rules) -> Bools:
    """Which rows fall in the band `high`, by the detected language group."""
    cuts = [rules.cuts["other" if foreign else group(None)] for foreign in judged.data.foreign]
    pairs = zip(judged.certainty, cuts, strict=True)
    return np.array([band(float(c), cut) == "high" for c, cut in pairs], dtype=np.bool_)


def groups(judged: Judged) -> dict[str, Bools]:
    """Everyday English, hard English and other languages, by the rows' own labels."""
    english = np.array([row.language in ("en", None) for row in judged.data.rows])
    hard = np.array([row.difficulty == "hard" for row in judged.data.rows])
    return {
        "everyday English": english & ~hard,
        "hard English": english & hard,
        "other languages": ~english,
        "all": np.ones(len(english), dtype=np.bool_),
    }
