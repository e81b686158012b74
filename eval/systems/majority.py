"""The crudest guess: always the training data's most frequent label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from classifier.classification import LABELS, Classification
from classifier.reply import Reply
from eval.case import Case


class Majority:
    """Says one label of every reply, with the training data's shares as probabilities."""

    def __init__(self, cases: Sequence[Case]) -> None:
        if not cases:
            raise ValueError("majority needs at least one labelled reply")
        primary: Counter[str] = Counter(c.primary for c in cases)
        held: Counter[str] = Counter(label for c in cases for label in c.scenarios)
        self._label = max(LABELS, key=lambda label: primary[label])
        self._shares = {label: held[label] / len(cases) for label in LABELS}

    def classify(self, replies: Sequence[Reply]) -> list[Classification]:
        """The same answer for each reply."""
        return [
            Classification(
                id=reply.id,
                scenarios=(self._label,),
                primary=self._label,
                probabilities=self._shares,
                confidence="low",
                abstained=False,
                model_version="majority",
            )
            for reply in replies
        ]
