"""The sentence model behind the guard: does this text concede something, and what?

A network tuned to sentences that agents and drafting models write (`classifier.tuned`), asked about eleven
kinds and about "any of them"; trained by `classifier.train_concession`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from classifier.tuned import Tuned, load_tuned
from classifier.wordpieces import Floats
from policy.guard.kinds import KINDS
from policy.guard.memory import Memory

PATH = Path(__file__).parent / "model" / "guard.model"
MEANINGS = tuple(kind for kind in KINDS if kind != "unsupported_fact")
"""What the model is asked; facts are judged by rules alone."""
HEADS = (*MEANINGS, "any")
NEAR = 3.0
"""Kinds whose log-odds stay this far below the loudest are silent: an agent reads one reason, not ten."""
_CACHED = 32_768


class Concession:
    """Texts -> per kind a score from 0 to 1 whose threshold is 0.5 (`policy.guard.SentenceModel`).

    Scores are remembered per text (the latest 32,768); safe to share between threads.
    """

    def __init__(self, network: Tuned, threshold: float) -> None:
        """`threshold`: the margin from which a kind is objected to."""
        self._network = network
        self._threshold = threshold
        self._seen: Memory[dict[str, float]] = Memory(_CACHED)

    def __call__(self, sentences: Sequence[str]) -> list[dict[str, float]]:
        """One mapping a text, in order."""
        known = {s: scores for s in sentences if (scores := self._seen.get(s)) is not None}
        new = [s for s in dict.fromkeys(sentences) if s not in known]
        for sentence, row in zip(new, self._scores(new), strict=True):
            known[sentence] = dict(zip(MEANINGS, map(float, row), strict=True))
            self._seen.put(sentence, known[sentence])
        return [dict(known[s]) for s in sentences]

    def _scores(self, sentences: Sequence[str]) -> Floats:
        raised = margins(self._network.scores(sentences)) - self._threshold
        scores = 1 / (1 + np.exp(-np.clip(raised, -30, 30)))
        loudest = raised.max(axis=1, keepdims=True, initial=-np.inf)
        shown: Floats = np.where(raised >= loudest - NEAR, scores, 0.0).astype(np.float32)
        return shown


def margins(scores: Floats) -> Floats:
    """Shape (texts, kinds): how strongly each kind speaks. "Any" counts for each."""
    both: Floats = scores[:, :-1] + scores[:, -1:]
    return both


@cache
def load_concession(path: Path = PATH) -> Concession:
    """The shipped model. Raises `ArtefactError` when the file is missing, damaged or of another version."""
    network, meta = load_tuned(path, HEADS)
    return Concession(network, float(meta["threshold"]))
