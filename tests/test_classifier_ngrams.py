"""The n-gram transform gives what scikit-learn gives, to float32 precision."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from classifier.ngrams import Ngrams

TEXTS = [
    "We are not able to set up a payment plan.",
    "No podemos dividir el saldo, ¿de acuerdo?",
    "Wir können die Summe nicht stückeln; größer geht's nicht.",
    "Nous ne pouvons pas échelonner le paiement.",
    "Não há parcelamento. Não há parcelamento.",
    "a b c  dd\teee\n\nx",
]
SETTINGS = [
    {"analyzer": "word", "ngram_range": (1, 2), "sublinear_tf": True},
    {"analyzer": "word", "ngram_range": (2, 3), "token_pattern": r"(?u)\b\w+\b"},
    {
        "analyzer": "char_wb",
        "ngram_range": (2, 5),
        "sublinear_tf": True,
        "strip_accents": "unicode",
    },
    {"analyzer": "char_wb", "ngram_range": (1, 4)},
]
FITTED = [TfidfVectorizer(dtype=np.float32, **s).fit(TEXTS) for s in SETTINGS]


@pytest.mark.parametrize("theirs", FITTED)
@settings(max_examples=60, deadline=None)
@given(text=st.one_of(st.text(max_size=60), st.sampled_from(TEXTS).map(lambda t: t[3:] + t[:9])))
def test_same_rows_as_scikit_learn(theirs, text):
    ours = Ngrams.fitted(theirs).transform([text, *TEXTS]).dense()
    assert np.allclose(ours, theirs.transform([text, *TEXTS]).toarray(), atol=1e-6)


@pytest.mark.parametrize("theirs", FITTED)
def test_packing_keeps_every_term(theirs):
    ours = Ngrams.fitted(theirs)
    again = Ngrams.unpack("x", *ours.pack("x"))
    assert again.vocabulary == ours.vocabulary
    assert np.array_equal(again.transform(TEXTS).dense(), ours.transform(TEXTS).dense())


def test_a_text_without_a_known_term_is_an_empty_row():
    rows = Ngrams.fitted(FITTED[0]).transform(["", "qqq zzz", TEXTS[0]])
    assert rows.known().tolist() == [False, False, True]
    weights = np.ones((rows.width, 2))
    assert rows.dot(weights)[:2].tolist() == [[0, 0], [0, 0]]


def test_settings_that_are_not_served_are_refused():
    with pytest.raises(ValueError, match="norm"):
        Ngrams.fitted(TfidfVectorizer(norm="l1").fit(TEXTS))
    with pytest.raises(ValueError, match="analyzer"):
        Ngrams.fitted(TfidfVectorizer(analyzer="char").fit(TEXTS))
