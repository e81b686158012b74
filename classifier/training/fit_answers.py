"""From the views' scores to answers: fusion, thresholds, certainty and bands, all on unseen rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.certainty import signs
from classifier.decision import Answer, Rules, answers
from classifier.model_file import Answering, Model
from classifier.training.choose import (
    choose_cuts,
    choose_sensitive,
    choose_thresholds,
    fit_certainty,
    right_of,
    validated_languages,
)
from classifier.training.fit_fusion import fit_fusion
from classifier.training.fit_views import Views
from classifier.training.folds import folds
from classifier.training.prepared import Prepared
from classifier.views import Floats

FOLDS = 5


@dataclass(frozen=True)
class Judged:
    """Rows that the model had not seen, and how it did on them."""

    name: str
    data: Prepared
    probabilities: Floats
    said: tuple[Answer, ...]
    certainty: Floats
    right: NDArray[np.bool_]


def fit_answers(held: Prepared, views: Views) -> tuple[Model, Judged]:
    """`held`: the calibration rows, by writers of whom the views read no word.

    What is fitted to them (a few hundred weights) is judged on them across folds of personas: each row by
    a fusion and a certainty that did not see it. Only thresholds and cuts, a dozen figures, see them all.
    """
    words, network, lists = views.scores(held)
    fold = folds(held.rows, FOLDS)
    p = _across([words, network, lists], held, fold)
    thresholds = choose_thresholds(p, held.answers)
    said = answers(p, thresholds)
    right = right_of(held, said)
    doubts = signs(said, p, [words, network], held.foreign)
    certainty = np.zeros(len(held), dtype=np.float32)
    for k in range(FOLDS):
        out = fold == k
        certainty[out] = fit_certainty(doubts[~out], right[~out]).of(doubts[out])
    cuts = choose_cuts(held, certainty, right)
    rules = Rules(
        thresholds,
        cuts,
        validated_languages(held, certainty, right, cuts),
        choose_sensitive(p, held.answers),
    )
    fused = fit_fusion([words, network, lists], held.foreign, held.answers)
    model = Model(
        views.lexical,
        Answering(fused, fit_certainty(doubts, right)),
        _plain(words, lists, held, fold, rules),
        rules,
    )
    return model, Judged("calibration", held, p, tuple(said), certainty, right)


def _plain(
    words: Floats, lists: Floats, held: Prepared, fold: NDArray[np.int64], rules: Rules
) -> Answering:
    """What serves without the network, under the same rules: its probabilities are calibrated as well."""
    p = _across([words, lists], held, fold)
    said = answers(p, rules.thresholds)
    doubts = signs(said, p, [words], held.foreign)
    fusion = fit_fusion([words, lists], held.foreign, held.answers)
    return Answering(fusion, fit_certainty(doubts, right_of(held, said)))


def _across(inputs: Sequence[Floats], held: Prepared, fold: NDArray[np.int64]) -> Floats:
    """Each row's probabilities by a fusion that did not see its persona."""
    p = np.zeros(held.answers.shape, dtype=np.float32)
    for k in range(FOLDS):
        seen, out = fold != k, fold == k
        fusion = fit_fusion([x[seen] for x in inputs], held.foreign[seen], held.answers[seen])
        p[out] = fusion.probabilities([x[out] for x in inputs], held.foreign[out])
    return p
