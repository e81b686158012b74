"""Texts as word pieces, and the vectors that stand for the pieces.

The pieces and vectors are those of multilingual-e5-small (MIT), cut down to what our languages use
(`classifier.training.pretrained`). The vectors stay as they were published, four bits a value; the
layers above them are tuned to our questions, one network a purpose (`classifier.tuned`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from classifier.artefact import ArtefactError, load

PATH = Path(__file__).parent / "model" / "wordpieces.model"
KIND, VERSION = "wordpieces", 1
MOST = 384
"""Pieces read at once, the two marks included."""
BEGIN, END = 0, 2
BLOCK = 32  # values that share a scale
_CHARACTERS = 4_000

Floats = NDArray[np.float32]


class Pieces(NamedTuple):
    """`ids` with the begin and end marks; `spans`: half-open character spans of the pieces between them; `rest`:
    where the text goes on that did not fit, or its end."""

    ids: list[int]
    spans: list[tuple[int, int]]
    rest: int


class Wordpieces:
    """Cuts texts into pieces and looks their vectors up. Thread-safe."""

    def __init__(
        self,
        spelling: bytes,
        nibbles: NDArray[np.uint8],
        scales: NDArray[np.float16],
        sha256: str = "",
    ) -> None:
        """`spelling`: a SentencePiece model; `nibbles` (pieces, width / 2) and `scales` (pieces, width / 32)."""
        # One library, imported where it is first needed: it loads compiled code.
        try:
            from sentencepiece import SentencePieceProcessor
        except ImportError as error:
            raise ArtefactError(
                "sentencepiece is not installed: pip install sentencepiece"
            ) from error

        self._cutter: Any = SentencePieceProcessor(model_proto=spelling)
        self._nibbles, self._scales = nibbles, scales
        self.sha256 = sha256

    @property
    def size(self) -> int:
        """How many pieces there are."""
        return len(self._nibbles)

    def cut(self, text: str) -> Pieces:
        """The first pieces of a text, whatever its case: at most `MOST`. Never raises; linear in its length."""
        readable = text[:_CHARACTERS].encode("utf-8", "replace").decode()
        found = self._cutter.encode(readable, return_type="offset_mapping")
        ids = [int(i) for i in found["ids"][: MOST - 2]]
        spans = [(int(a), int(b)) for a, b in found["offsets"][: MOST - 2]]
        fitted = len(found["ids"]) <= MOST - 2
        rest = len(readable) if fitted else max(spans[-1][1], 1)
        return Pieces([BEGIN, *ids, END], spans, rest)

    def look_up(self, ids: Sequence[int]) -> Floats:
        """Shape (pieces, width), float32."""
        packed = self._nibbles[np.asarray(ids, dtype=np.int64)]
        packed = packed.reshape(len(packed), -1, BLOCK // 2)
        low = (packed & 15).astype(np.int8) - 8
        high = (packed >> 4).astype(np.int8) - 8
        scales = self._scales[np.asarray(ids, dtype=np.int64)].astype(np.float32)
        both = np.concatenate([low, high], axis=-1).astype(np.float32) * scales[..., None]
        vectors: Floats = both.reshape(len(packed), -1)
        return vectors


@cache
def load_wordpieces(path: Path = PATH) -> Wordpieces:
    """The shipped pieces. Raises `classifier.artefact.ArtefactError`."""
    file = load(path, kind=KIND, version=VERSION)
    arrays = file.arrays
    return Wordpieces(
        arrays["spelling"].tobytes(), arrays["nibbles"], arrays["scales"], file.sha256
    )
