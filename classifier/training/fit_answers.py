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
    choose_thresholds,
    fit_certainty,
    right_of,
    validated_languages,
)
from classifier.training.fit_fusion import fit_fusion
from classifier.training.fit_views import Views
from classifier.training.prepared import Prepared
from classifier.views import Floats


@dataclass(frozen=True)
class Judged:
    """Rows that the model had not seen, and how it did on them."""

    name: str
    data: Prepared
    probabilities: Floats
    said: tuple[Answer, ...]
    certainty: Floats
    right: NDArray[np.bool_]


def fit_answers(
    data: Prepared, scores: Sequence[Floats], held: Prepared, views: Views
) -> tuple[Model, list[Judged]]:
    """`scores`: out-of-fold scores of the training rows `data`; `held`: the calibration rows.

    Returns the model, and its answers to both kinds of unseen rows. The answers to training rows
    come from a fusion that saw the same (out-of-fold) scores: a few hundred weights against
    thousands of rows, so they are a little kind; the calibration rows' are not.
    """
    held_scores = views.scores(held)
    thresholds: tuple[float, ...] = ()
    parts: list[Answering] = []
    judged: list[Judged] = []
    for count in (len(scores), 1):
        fusion = fit_fusion(list(scores[:count]), data.foreign, data.answers)
        own = fusion.probabilities(list(scores[:count]), data.foreign)
        unseen = fusion.probabilities(held_scores[:count], held.foreign)
        # The same thresholds serve with and without the network: probabilities are calibrated.
        thresholds = thresholds or choose_thresholds(
            np.vstack([own, unseen]), np.vstack([data.answers, held.answers])
        )
        said = answers(own, thresholds)
        right = right_of(data, said)
        certainty = fit_certainty(signs(said, own, scores[:count], data.foreign), right)
        parts.append(Answering(fusion, certainty))
        if judged:
            continue
        for name, part, p, part_scores in (
            ("out of fold", data, own, list(scores)),
            ("calibration", held, unseen, held_scores),
        ):
            found = answers(p, thresholds)
            sure = certainty.of(signs(found, p, part_scores, part.foreign))
            judged.append(Judged(name, part, p, tuple(found), sure, right_of(part, found)))
    cuts = choose_cuts([(j.data, j.certainty, j.right) for j in judged])
    validated = validated_languages([(j.data, j.certainty, j.right) for j in judged], cuts)
    model = Model(views.lexical, parts[0], parts[1], Rules(thresholds, cuts, validated))
    return model, judged
