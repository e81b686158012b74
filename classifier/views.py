"""Two readings of a reply as numbers, each with a linear head per question of `classifier.targets`.

`Lexical` sees words and letters and is strong where there was much training text; `Semantic` sees
meaning in about fifty languages. They are fused late (`classifier.fusion`): never concatenated, so
that either may be absent. Measured in `classifier/model/README.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from classifier.document import Document
from classifier.ngrams import Ngrams

Floats = NDArray[np.float32]


class SentenceEncoder(Protocol):
    """Texts -> unit vectors; `classifier.encoder.Encoder` or a test double."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Shape (n, width)."""
        ...


@dataclass(frozen=True)
class Heads:
    """`weights` of shape (features, heads) and `bias` of shape (heads,), float32."""

    weights: Floats
    bias: Floats


@dataclass(frozen=True)
class Lexical:
    """N-gram blocks side by side under one set of heads."""

    blocks: tuple[Ngrams, ...]
    heads: Heads

    def scores(self, texts: Sequence[str]) -> tuple[Floats, NDArray[np.bool_]]:
        """Scores of shape (n, heads), and whether each text holds any known n-gram."""
        total = np.tile(self.heads.bias, (len(texts), 1))
        known = np.zeros(len(texts), dtype=np.bool_)
        start = 0
        for block in self.blocks:
            rows = block.transform(texts)
            total += rows.dot(self.heads.weights[start : start + rows.width])
            known |= rows.known()
            start += rows.width
        return total, known


@dataclass(frozen=True)
class Encoded:
    """`whole`: a vector a reply, (n, width). `sentences`: one a sentence, reply by reply;
    `starts[i]:starts[i+1]` are those of reply i."""

    whole: Floats
    sentences: Floats
    starts: NDArray[np.int64]

    def features(self) -> Floats:
        """Shape (n, 2 * width): the whole reply beside the mean of its sentences."""
        mean = np.zeros_like(self.whole)
        for i, (start, end) in enumerate(zip(self.starts, self.starts[1:], strict=False)):
            if end > start:
                mean[i] = self.sentences[start:end].mean(axis=0)
        return np.hstack([self.whole, mean])


def encode(documents: Sequence[Document], encoder: SentenceEncoder) -> Encoded:
    """Every reply and every sentence once, in one call."""
    whole = [document.read or " " for document in documents]
    parts = [document.sentences()[:MAX_SENTENCES] for document in documents]
    vectors = encoder.encode([*whole, *(sentence for part in parts for sentence in part)])
    starts = np.cumsum([0, *map(len, parts)], dtype=np.int64)
    return Encoded(vectors[: len(whole)], vectors[len(whole) :], starts)


MAX_SENTENCES = 60
"""Of one reply; a longer one says what it wants before, and time stays bounded."""


@dataclass(frozen=True)
class Semantic:
    """Heads over `Encoded.features`."""

    heads: Heads

    def scores(self, encoded: Encoded) -> Floats:
        """Shape (n, heads)."""
        total: Floats = encoded.features() @ self.heads.weights + self.heads.bias
        return total
