"""Fits the n-gram view. Single-threaded and in a fixed order: reproducible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from classifier.ngrams import Ngrams
from classifier.views import Floats, Heads, Lexical

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


def fit_lexical(texts: Sequence[str], answers: NDArray[np.bool_]) -> Lexical:
    """Vectorisers and one linear SVM a question (C = .5; scikit-learn's default of 1 is no better)."""
    fitted = [vectorizer.fit(texts) for vectorizer in vectorizers()]
    matrix = sparse.hstack([vectorizer.transform(texts) for vectorizer in fitted]).tocsr()
    heads = _heads(matrix, answers, lambda: LinearSVC(C=0.5, random_state=0))
    return Lexical(tuple(Ngrams.fitted(vectorizer) for vectorizer in fitted), heads)


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
    return Heads(_shipped(weights), bias)


def _shipped(weights: Floats) -> Floats:
    """Rounded to the float16 that is stored, so that training sees what serving will use."""
    return weights.astype(np.float16).astype(np.float32)
