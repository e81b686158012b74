"""When nothing may be preselected, whatever the probabilities say; reasons in plain words.

Two kinds of doubt: no words to read, and words unlike all that training saw. The second asks how strange
the reply is, not how likely its label: probabilities rank mistakes, they do not know strangers.
"""

from __future__ import annotations

import re

import numpy as np

from classifier.document import Document
from classifier.targets import PRIMARY_COLUMNS
from classifier.views import Floats, Lexical

UNCLEAR = 0.34
"""Below this probability of the likeliest label the six are about a toss-up."""
FAMILIAR = {
    "en": 0.45, "vi": 0.4, "es": 0.4, "pt": 0.4, "fr": 0.4, "de": 0.4, "tl": 0.4, "it": 0.35, "nl": 0.35, "id": 0.35,
    "hi": 0.25, "pl": 0.18, "uk": 0.18, "ru": 0.18, "tr": 0.15, "ar": 0.15,
}  # fmt: skip
"""Least share of a reply's words that training must have seen, by detected language: inflection makes words new. A
language that the detector does not know is taken for one of these, and fails here. 99.9% of calibration rows pass.
See tests/test_classifier_gates.py for strangers."""
_UNSPACED = ("zh", "ja")  # no words to count
_ENOUGH = 5  # words; fewer say too little about how familiar a text is
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LINK = re.compile(r"\S*(?:://|@|www\.)\S*")


def reasons(
    document: Document, known: bool, lexical: Lexical, p: Floats, language: str | None
) -> tuple[str, ...]:
    """Why the classifier abstains on this reply; empty where it does not.

    `known`: whether any n-gram was known; `p`: a row of probabilities over the heads.
    """
    text = document.text
    if not text.strip():
        return ("The reply has no words of the client's own.",)
    if not _LETTER.search(text) and not any(c.isdigit() for c in text):
        return ("The reply has no words, only signs.",)
    found = []
    if not known:
        found.append("The classifier knows no word of this reply.")
    elif familiarity(document.read, lexical) < least(language):
        found.append("Most words of this reply are strange to the classifier.")
    if float(np.max(p[PRIMARY_COLUMNS])) < UNCLEAR:
        found.append("No situation is clearly likelier than the others.")
    if document.cleaned.truncated:
        found.append("The reply is longer than what is read.")
    return tuple(found)


def least(language: str | None) -> float:
    """The share of words that must be familiar in a language; one that we have no rows of is held like English."""
    return 0.0 if language in _UNSPACED else FAMILIAR.get(language or "en", FAMILIAR["en"])


def familiarity(text: str, lexical: Lexical) -> float:
    """Share of a text's words that training saw at least twice; 1 for a very short text."""
    words = _WORD.findall(_LINK.sub(" ", text.lower()))
    if len(words) < _ENOUGH:
        return 1.0
    vocabulary = lexical.words[0].vocabulary
    return sum(word in vocabulary for word in words) / len(words)
