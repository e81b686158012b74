"""Labelled rows with all that is computed once for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.corpus import Row
from classifier.document import Document, document
from classifier.facts.language import language
from classifier.targets import targets


@dataclass(frozen=True)
class Prepared:
    """`texts` is what models read; `languages` as detected (what serving will know), never as labelled, and
    `foreign` their group; `answers` of shape (rows, heads)."""

    rows: tuple[Row, ...]
    documents: tuple[Document, ...]
    texts: tuple[str, ...]
    languages: tuple[str | None, ...]
    answers: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def foreign(self) -> NDArray[np.bool_]:
        """Shape (rows,): whether a reply is in another language than English."""
        return np.array([code not in (None, "en") for code in self.languages], dtype=np.bool_)

    def take(self, index: NDArray[np.int64]) -> Prepared:
        """The rows at some places."""
        return Prepared(
            rows=tuple(self.rows[i] for i in index),
            documents=tuple(self.documents[i] for i in index),
            texts=tuple(self.texts[i] for i in index),
            languages=tuple(self.languages[i] for i in index),
            answers=self.answers[index],
        )


def prepare(rows: Sequence[Row]) -> Prepared:
    """Clean and label rows."""
    documents = tuple(document(row.reply()) for row in rows)
    texts = tuple(d.read for d in documents)
    return Prepared(
        rows=tuple(rows),
        documents=documents,
        texts=texts,
        languages=tuple(language(text) for text in texts),
        answers=targets(rows),
    )
