"""The sentence model as the guard sees it: handed in by the caller, trusted in nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from policy.guard.kinds import KINDS

SentenceModel = Callable[[Sequence[str]], Sequence[Mapping[str, float]]]
"""For each sentence, in order: kind -> score from 0 to 1. A score of 0.5 or more objects.

The model owns its thresholds (0.5 is each kind's own), so the law holds no figures of a model. Kinds that
are missing are not objected to.
"""
OBJECTS = 0.5
CLEARS = 0.018
"""Below this score of every kind the model overrules a rule: log-odds of 4 under what objects. On an author whom
training never read that spares most of the rules' false alarms and costs no recall."""


class GuardUnavailable(Exception):  # noqa: N818 - a state, named as the callers speak of it
    """The text could not be judged; callers withhold it."""


def judge(model: SentenceModel, texts: Sequence[str]) -> list[dict[str, float]]:
    """For each text the model's scores by kind.

    Raises `GuardUnavailable` when the model fails or answers anything but a score per kind and text.
    """
    try:
        answers = list(model(texts))
        if len(answers) != len(texts):
            raise ValueError(f"{len(answers)} answers for {len(texts)} sentences")
        found = []
        for answer in answers:
            scores = {str(kind): float(score) for kind, score in answer.items()}
            odd = {
                k: s
                for k, s in scores.items()
                if k not in KINDS or not 0 <= s <= 1 or math.isnan(s)
            }
            if odd:
                raise ValueError(f"not scores of known kinds: {odd}")
            found.append(scores)
    except Exception as error:
        raise GuardUnavailable(f"The sentence model failed: {error}") from error
    return found
