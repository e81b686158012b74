"""The sentence model behind the guard: does this sentence concede something, and what?

A kernel machine over the multilingual encoder and the cues (`classifier.cues`) plus a linear one over word
n-grams, fitted together; where the encoder is not installed, a linear model over character n-grams and
cues. Served with numpy alone from one checked file.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.artefact import ArtefactError, load
from classifier.cues import WIDTH, cues, halves
from classifier.encoder import Encoder, load_encoder
from classifier.ngrams import Ngrams

PATH = Path(__file__).parent / "model" / "concession.npz"
KIND, VERSION = "concession", 2
# Weights of the parts of a feature row (whole, asserted, denied, cues); chosen with the model.
_WHOLE, _ASSERTED, _DENIED, _CUED = 2.0, 1.4, 1.0, 0.6
KEPT = 384  # directions of the encoder's 512 that tell our sentences apart
COLUMNS = 3 * KEPT + WIDTH
_CACHED = 32_768
_NEAR = 0.8
"""Kinds whose margin stays this far below the loudest are silent: an agent reads one reason, not ten."""
_CHUNK = 512


def features(
    texts: Sequence[str], encoder: Encoder, directions: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Shape (n, COLUMNS): the encoder's vectors of the whole, of what it asserts and denies, and the cues.

    `directions` (512, KEPT) turns the encoder's vectors.
    """
    asserted, denied = zip(*map(halves, texts), strict=True) if texts else ((), ())
    parts = (
        encoder.encode(texts) @ directions * _WHOLE,
        _encoded(asserted, encoder) @ directions * _ASSERTED,
        _encoded(denied, encoder) @ directions * _DENIED,
        cues(texts) * _CUED,
    )
    return np.ascontiguousarray(np.hstack(parts), dtype=np.float32)


def _encoded(texts: Sequence[str], encoder: Encoder) -> NDArray[np.float32]:
    """Zeros for an empty text: nothing asserted, or nothing denied, is a sign of its own."""
    present = np.array([bool(t) for t in texts], dtype=np.float32).reshape(len(texts), 1)
    return encoder.encode(texts) * present


def quantized(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows in one byte a value, and the factor of each column."""
    factor = np.maximum(np.abs(rows).max(axis=0), 1e-6) / 127
    return np.rint(rows / factor).astype(np.int8), factor.astype(np.float32)


class Concession:
    """Sentences -> per kind a score from 0 to 1 whose threshold is 0.5 (`policy.guard.SentenceModel`).

    Scores are remembered per sentence (the latest 32,768); safe to share between threads.
    """

    def __init__(
        self, arrays: Mapping[str, NDArray[Any]], meta: Mapping[str, Any], encoder: Encoder | None
    ) -> None:
        self.kinds: tuple[str, ...] = tuple(meta["kinds"])
        self.encoder = encoder
        self._thresholds = meta["thresholds"]["encoder" if encoder else "plain"]
        self._gamma = float(meta["gamma"])
        self._directions = arrays["directions"].astype(np.float32)
        self._support = arrays["support"].astype(np.float32) * arrays["factor"]
        self._norms = np.einsum("ij,ij->i", self._support, self._support)
        self._dual = arrays["dual"].astype(np.float32)
        self._bias = arrays["bias"]
        self._words = Ngrams.unpack("words", arrays, meta["words"])
        self._spoken = arrays["spoken"].astype(np.float32)
        self._grams = Ngrams.unpack("grams", arrays, meta["grams"])
        self._weights, self._offset = arrays["weights"].astype(np.float32), arrays["offset"]
        self._seen: OrderedDict[str, dict[str, float]] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, sentences: Sequence[str]) -> list[dict[str, float]]:
        """One mapping a sentence, in order."""
        with self._lock:
            known = {s: self._seen[s] for s in sentences if s in self._seen}
        new = [s for s in dict.fromkeys(sentences) if s not in known]
        for at in range(0, len(new), _CHUNK):
            part = new[at : at + _CHUNK]
            for sentence, row in zip(part, self._scores(part), strict=True):
                known[sentence] = dict(zip(self.kinds, map(float, row), strict=True))
        with self._lock:
            for sentence in new:
                self._seen[sentence] = known[sentence]
            while len(self._seen) > _CACHED:
                self._seen.popitem(last=False)
        return [dict(known[s]) for s in sentences]

    def margins(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Shape (n, kinds): how strongly each kind speaks, before thresholds.

        The last output of either model says "any kind"; it counts for each.
        """
        if self.encoder is None:
            grams = self._grams.transform(sentences)
            width = grams.width
            raw = grams.dot(self._weights[:width]) + cues(sentences) @ self._weights[width:]
            raw += self._offset
        else:
            rows = features(sentences, self.encoder, self._directions)
            far = (
                np.einsum("ij,ij->i", rows, rows)[:, None]
                + self._norms
                - 2 * rows @ self._support.T
            )
            raw = np.exp(-self._gamma * np.maximum(far, 0)) @ self._dual + self._bias
            raw = raw + self._words.transform(sentences).dot(self._spoken)
        return np.asarray(raw[:, :-1] + raw[:, -1:], dtype=np.float32)

    def _scores(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        margins = self.margins(sentences).astype(np.float64)
        scores = 1 / (1 + np.exp(-np.clip(3 * (margins - np.array(self._thresholds)), -30, 30)))
        loud = margins >= margins.max(axis=1, keepdims=True, initial=-np.inf) - _NEAR
        return np.asarray(np.where(loud, scores, 0.0))


@cache
def load_concession(path: Path = PATH) -> Concession:
    """The shipped model. Raises `ArtefactError` when the file is missing, damaged or of another version."""
    artefact = load(path, kind=KIND, version=VERSION)
    if artefact.meta["columns"] != COLUMNS:
        raise ArtefactError(
            f"{path}: trained with other cues. Train it again with `arrears train`."
        )
    return Concession(artefact.arrays, artefact.meta, load_encoder())
