"""Fits the n-gram view. Single-threaded and in a fixed order: reproducible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from classifier.concepts import concept_text
from classifier.ngrams import Ngrams
from classifier.views import Heads, Lexical, quantise, restore

Matrix = Any  # scipy's sparse matrices have no usable types


def vectorizers() -> list[TfidfVectorizer]:
    """Words and word pairs; characters inside words, for typos, inflection and spellings."""
    return [
        TfidfVectorizer(
            ngram_range=(1, 2),
            min_df=2,
            sublinear_tf=True,
            dtype=np.float32,
            token_pattern=r"(?u)\b\w+\b",  # noqa: S106 (a pattern, not a secret)
        ),
        TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True, dtype=np.float32
        ),
    ]


def concept_vectorizer() -> TfidfVectorizer:
    """Concept tokens are words already."""
    return TfidfVectorizer(
        token_pattern=r"\S+",  # noqa: S106 (a pattern, not a secret)
        min_df=3,
        sublinear_tf=True,
        dtype=np.float32,
    )


def fit_lexical(texts: Sequence[str], answers: NDArray[np.bool_]) -> Lexical:
    """Vectorisers and one linear SVM a question (C = .5; scikit-learn's default of 1 is no better)."""
    fitted = [vectorizer.fit(texts) for vectorizer in vectorizers()]
    meant = [concept_text(text) for text in texts]
    concepts = concept_vectorizer().fit(meant)
    parts = [vectorizer.transform(texts) for vectorizer in fitted]
    matrix = sparse.hstack([*parts, concepts.transform(meant)]).tocsr()
    heads = _heads(matrix, answers, lambda: LinearSVC(C=0.5, random_state=0))
    words = tuple(Ngrams.fitted(vectorizer) for vectorizer in fitted)
    return Lexical(words, Ngrams.fitted(concepts), heads)


def _heads(matrix: Matrix, answers: NDArray[np.bool_], estimator: Any) -> Heads:
    weights = np.zeros((matrix.shape[1], answers.shape[1]), dtype=np.float32)
    bias = np.zeros(answers.shape[1], dtype=np.float32)
    for head in range(answers.shape[1]):
        yes = answers[:, head]
        if yes.all() or not yes.any():  # nothing to learn: certain, one way or the other
            bias[head] = 1.0 if yes.all() else -1.0
            continue
        model = estimator().fit(matrix, yes)
        weights[:, head] = model.coef_[0]
        bias[head] = model.intercept_[0]
    # Rounded as it is stored, so that training sees what serving will use.
    return Heads(restore(*quantise(weights)), bias)
