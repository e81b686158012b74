"""Words of many languages become the same tokens."""

import pytest

from classifier.concepts import concept_text, concepts


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Could I pay in instalments?", "parts"), ("¿Puedo pagar en cuotas?", "parts"),
        ("mozna na raty?", "parts"), ("taksitle ödeyebilir miyim", "parts"), ("可以分期吗", "parts"),
        ("分割で払えますか", "parts"), ("किस्त में दे सकता हूँ?", "parts"), ("hulugan po", "parts"),
        ("Paid True Accord", "agency"), ("催收公司", "agency"), ("рассрочка есть?", "parts"),
        ("Ich habe die Karte geändert", "card"), ("bitte warten Sie", "wait"),
        ("$120.50 today", "money"), ("50% now", "percent"), ("by the 15th", "date"),
    ],
)  # fmt: skip
def test_same_meaning_same_token(text: str, concept: str) -> None:
    assert concept in concepts(text)


def test_words_are_matched_from_their_beginning() -> None:
    assert "card" not in concepts("a discarded idea")
    assert "paid" not in concepts("unpaid")


def test_pairs_within_a_sentence_only() -> None:
    words = concept_text("I paid the collectors. Which invoice is this?").split()
    assert "agency&paid" in words
    assert "paid>agency" in words
    assert not any("what_for" in word and "agency" in word for word in words)
    assert concept_text("") == ""
