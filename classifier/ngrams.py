"""Word and character n-grams weighted by TF-IDF, without scikit-learn.

The exact transform of a fitted `TfidfVectorizer` (analyser `word` or `char_wb`, lower-cased,
L2-normed), served from its vocabulary and idf alone: importing scikit-learn costs over a second
of cold start.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Analyzer = Literal["word", "char_wb"]
WORD = r"(?u)\b\w\w+\b"  # scikit-learn's own default
_SERVED: dict[str, tuple[Any, ...]] = {
    "analyzer": ("word", "char_wb"),
    "strip_accents": (None, "unicode"),
    "lowercase": (True,),
    "norm": ("l2",),
    "use_idf": (True,),
    "binary": (False,),
    "stop_words": (None,),
    "preprocessor": (None,),
    "tokenizer": (None,),
}


@dataclass(frozen=True)
class Rows:
    """A sparse float32 matrix by rows: row r is `values[starts[r]:starts[r+1]]` at `columns[…]`."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    values: NDArray[np.float32]
    width: int

    def __len__(self) -> int:
        return len(self.starts) - 1

    def known(self) -> NDArray[np.bool_]:
        """Shape (n,): whether a text holds a known n-gram. Without one, scores are the prior."""
        return np.diff(self.starts) > 0

    def dot(self, weights: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
        """`weights` of shape (width, k) -> scores of shape (n, k)."""
        out = np.zeros((len(self), weights.shape[1]), dtype=np.float32)
        for row, (start, end) in enumerate(zip(self.starts, self.starts[1:], strict=False)):
            if end > start:
                out[row] = self.values[start:end] @ weights[self.columns[start:end]]
        return out

    def dense(self) -> NDArray[np.float32]:
        """The whole matrix, shape (n, width). For tests and small data."""
        out = np.zeros((len(self), self.width), dtype=np.float32)
        rows = np.repeat(np.arange(len(self)), np.diff(self.starts))
        out[rows, self.columns] = self.values
        return out


@dataclass(frozen=True)
class Ngrams:
    """One fitted vectoriser. `lengths` is the inclusive n-gram range; `idf` a weight a column."""

    analyzer: Analyzer
    lengths: tuple[int, int]
    vocabulary: Mapping[str, int]
    idf: NDArray[np.float32]
    sublinear: bool = False
    strip_accents: bool = False
    token_pattern: str = WORD

    @classmethod
    def fitted(cls, vectorizer: Any) -> Ngrams:
        """From a fitted scikit-learn `TfidfVectorizer`. Raises `ValueError` for other options."""
        settings = vectorizer.get_params()
        odd = {
            name: settings[name] for name, served in _SERVED.items() if settings[name] not in served
        }
        if odd:
            raise ValueError(f"these vectoriser settings are not served: {odd}")
        return cls(
            analyzer=settings["analyzer"],
            lengths=tuple(settings["ngram_range"]),
            vocabulary={term: int(column) for term, column in vectorizer.vocabulary_.items()},
            idf=np.asarray(vectorizer.idf_, dtype=np.float32),
            sublinear=bool(settings["sublinear_tf"]),
            strip_accents=settings["strip_accents"] == "unicode",
            token_pattern=settings["token_pattern"],
        )

    def pack(self, prefix: str) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
        """Arrays (named `prefix/…`) and JSON metadata, for `classifier.artefact`."""
        terms = sorted(self.vocabulary, key=self.vocabulary.__getitem__)
        packed = np.frombuffer("\n".join(terms).encode("utf-8", "surrogatepass"), dtype=np.uint8)
        meta = {
            "analyzer": self.analyzer,
            "lengths": list(self.lengths),
            "sublinear": self.sublinear,
            "strip_accents": self.strip_accents,
            "token_pattern": self.token_pattern,
        }
        return {f"{prefix}/terms": packed, f"{prefix}/idf": self.idf}, meta

    @classmethod
    def unpack(
        cls, prefix: str, arrays: Mapping[str, NDArray[Any]], meta: Mapping[str, Any]
    ) -> Ngrams:
        """The inverse of `pack`. Raises `ValueError` when terms and weights do not match."""
        terms = arrays[f"{prefix}/terms"].tobytes().decode("utf-8", "surrogatepass").split("\n")
        idf = arrays[f"{prefix}/idf"]
        if len(terms) != len(idf):
            raise ValueError(f"{prefix}: {len(terms)} terms but {len(idf)} weights")
        low, high = meta["lengths"]
        return cls(
            analyzer=meta["analyzer"],
            lengths=(low, high),
            vocabulary={term: column for column, term in enumerate(terms)},
            idf=idf,
            sublinear=meta["sublinear"],
            strip_accents=meta["strip_accents"],
            token_pattern=meta["token_pattern"],
        )

    def terms(self, text: str) -> Iterator[str]:
        """Every n-gram of one text, repeated as often as it occurs."""
        text = text.lower()
        if self.strip_accents:
            text = _without_accents(text)
        low, high = self.lengths
        if self.analyzer == "word":
            return _word_ngrams(re.findall(self.token_pattern, text), low, high)
        return _char_ngrams(text, low, high)

    def transform(self, texts: Sequence[str]) -> Rows:
        """Texts -> unit rows of width `len(idf)`; empty for a text without a known n-gram."""
        starts = np.zeros(len(texts) + 1, dtype=np.int64)
        columns: list[NDArray[np.int32]] = []
        values: list[NDArray[np.float32]] = []
        for row, text in enumerate(texts):
            hits = map(self.vocabulary.get, self.terms(text))
            counts = Counter(column for column in hits if column is not None)
            found = np.array(sorted(counts), dtype=np.int32)
            tf = np.array([counts[c] for c in found], dtype=np.float32)
            if self.sublinear:
                tf = np.log(tf) + np.float32(1.0)
            weighted = tf * self.idf[found]
            norm = float(np.sqrt(np.dot(weighted, weighted)))
            columns.append(found)
            values.append((weighted / norm if norm else weighted).astype(np.float32))
            starts[row + 1] = starts[row] + len(found)
        return Rows(
            starts,
            np.concatenate([np.zeros(0, np.int32), *columns]),
            np.concatenate([np.zeros(0, np.float32), *values]),
            len(self.idf),
        )


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _word_ngrams(tokens: Sequence[str], low: int, high: int) -> Iterator[str]:
    for n in range(low, min(high, len(tokens)) + 1):
        for at in range(len(tokens) - n + 1):
            yield " ".join(tokens[at : at + n])


def _char_ngrams(text: str, low: int, high: int) -> Iterator[str]:
    """Inside words padded with one space on each side; a word shorter than n counts once, whole."""
    for word in text.split():
        padded = f" {word} "
        for n in range(low, high + 1):
            for at in range(max(len(padded) - n, 0) + 1):
                yield padded[at : at + n]
            if len(padded) <= n:
                break
