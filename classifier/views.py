"""Readings of a reply as numbers, one column a question of `classifier.targets`.

`Lexical` sees words and letters; `classifier.network` sees meaning, in about fifty languages: of the
whole reply, and of the one sentence that speaks most for an answer. They are fused late
(`classifier.fusion`), never concatenated, so that the n-grams can serve alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.concepts import concept_text
from classifier.document import Document
from classifier.network import Network
from classifier.ngrams import Ngrams

Floats = NDArray[np.float32]
MAX_SENTENCES = 60
"""Of one reply; a longer one says what it wants before, and time stays bounded."""


@dataclass(frozen=True)
class Heads:
    """`weights` of shape (features, heads) and `bias` of shape (heads,), float32."""

    weights: Floats
    bias: Floats


def quantise(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Weights as one byte each and a scale a head: half the file, and no answer changes."""
    scale = np.maximum(np.abs(weights).max(axis=0, initial=0.0), 1e-9) / 127
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)


def restore(packed: NDArray[np.int8], scale: Floats) -> Floats:
    """The inverse of `quantise`, up to rounding."""
    weights: Floats = packed.astype(np.float32) * scale
    return weights


@dataclass(frozen=True)
class Lexical:
    """N-gram blocks side by side under one set of heads: `words` read the text, `concepts` what
    `classifier.concepts` makes of it."""

    words: tuple[Ngrams, ...]
    concepts: Ngrams
    heads: Heads

    def scores(self, texts: Sequence[str]) -> tuple[Floats, NDArray[np.bool_]]:
        """Scores of shape (n, heads), and whether each text holds any known n-gram."""
        total = np.tile(self.heads.bias, (len(texts), 1))
        known = np.zeros(len(texts), dtype=np.bool_)
        start = 0
        for block in self.words:
            rows = block.transform(texts)
            total += rows.dot(self.heads.weights[start : start + rows.width])
            known |= rows.known()
            start += rows.width
        rows = self.concepts.transform([concept_text(text) for text in texts])
        total += rows.dot(self.heads.weights[start:])
        return total, known | rows.known()


@dataclass(frozen=True)
class Meaning:
    """The network's scores: `whole` (n, heads), `loudest` (n, heads: each head's best sentence), and
    per reply those of its sentences, (sentences, heads)."""

    whole: Floats
    loudest: Floats
    sentences: tuple[Floats, ...]


def meaning(documents: Sequence[Document], network: Network) -> Meaning:
    """Every reply and every sentence once, in one call; a reply of one sentence counts once."""
    parts = [document.sentences()[:MAX_SENTENCES] for document in documents]
    texts = [document.read or " " for document in documents]
    wanted = dict.fromkeys([*texts, *(sentence for part in parts for sentence in part)])
    place = {text: i for i, text in enumerate(wanted)}
    scores = network.scores(list(wanted))
    whole = scores[[place[text] for text in texts]]
    sentences = tuple(
        scores[[place[s] for s in part]] if part else whole[i : i + 1]
        for i, part in enumerate(parts)
    )
    loudest = np.stack([part.max(axis=0) for part in sentences])
    return Meaning(whole, loudest, sentences)
