"""Readings of a reply as numbers, one column a question of `classifier.targets`.

`Lexical` sees words and letters; `classifier.tuned` sees meaning, in many languages; `listed` tells
which sensitive matters' words stand in the text. They are fused late (`classifier.fusion`), never
concatenated, so that the first and the last can serve without the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.concepts import concept_text
from classifier.document import Document
from classifier.facts.sensitive import mentioned
from classifier.ngrams import Ngrams
from classifier.targets import HEADS, SENSITIVE, SENSITIVE_COLUMNS
from classifier.tuned import Reading, Tuned

Floats = NDArray[np.float32]
MAX_SENTENCES = 60
"""Of one reply; a longer one says what it wants before, and time stays bounded."""
_UNREAD = -9.0
"""What a sentence says that the network did not get to."""


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


def listed(texts: Sequence[str], languages: Sequence[str | None]) -> Floats:
    """Shape (n, heads): 1 where the words of a sensitive matter stand in the text, 0 elsewhere."""
    out = np.zeros((len(texts), len(HEADS)), dtype=np.float32)
    for row, text, language in zip(out, texts, languages, strict=True):
        kinds = mentioned(text, language)
        row[SENSITIVE_COLUMNS] = [*(kind in kinds for kind in SENSITIVE), bool(kinds)]
    return out


@dataclass(frozen=True)
class Meaning:
    """The network's scores: `whole` (n, heads) and, per reply, what each of its sentences says alone,
    (sentences, heads)."""

    whole: Floats
    sentences: tuple[Floats, ...]


def meaning(documents: Sequence[Document], network: Tuned) -> Meaning:
    """Every reply read once; a sentence says what its loudest word piece says."""
    whole = np.zeros((len(documents), len(HEADS)), dtype=np.float32)
    sentences = []
    for row, document in zip(whole, documents, strict=True):
        reading = network.read(document.read or " ")
        row[:] = reading.scores
        sentences.append(_by_sentence(document, reading))
    return Meaning(whole, tuple(sentences))


def _by_sentence(document: Document, reading: Reading) -> Floats:
    spans = document.read_spans()[:MAX_SENTENCES]
    out = np.full((len(spans), len(HEADS)), _UNREAD, dtype=np.float32)
    ends = np.array([end for _, end in reading.spans], dtype=np.int64)
    for row, (start, end) in zip(out, spans, strict=True):
        inside = (ends > start) & (ends <= end)
        if inside.any():
            row[:] = reading.tokens[inside].max(axis=0)
    return out
