"""Turns words of many languages into shared concept tokens, for the n-gram view.

A client who writes "raty", "cuotas" or "分期" wants the same thing. With the concepts as tokens, the
rows of one language teach the others. The words stand in `concepts.yaml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import yaml

_FILE = Path(__file__).with_suffix(".yaml")
_READ = 3000  # characters of a reply
_MONEY = re.compile(
    r"(?:[$€£₹₽₴¥₺]|\b(?:usd|eur|gbp|inr|php|rs|us)\b\.?)\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£₹₽₴¥₺元円]|"
    r"usd|eur|euro|dollar|dolar|bucks|quid|pounds|pesos|rupe|zł|zl|tl\b|k\b|дол|грн|руб|دولار|ドル|美元|美金)"
)
_PERCENT = re.compile(r"\d\s?%|per ?cent\b|por ciento|prozent|procent|باليمئة|पर्सेंट")
_DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2}[./-]\d{1,2}\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\b\d{1,2} (?:de )?(?:jan|feb|mar|apr|may|jun|"
    r"jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|fev|mai|out|set|dez|gen|mag|giu|lug|ott)|tomorrow|next (?:week|month)|"
    r"\d+\s?(?:日|号|號|月)|(?:lunes|martes|miercoles|jueves|viernes|montag|dienstag|mittwoch|donnerstag|freitag|lundi|"
    r"mardi|mercredi|jeudi|vendredi|luned|marted|venerd|segunda|terca|quarta|quinta|sexta)"
)
_SENTENCE = re.compile(r"[.!?\n。！？।؟]+")
_NUMBERS = (("money", _MONEY), ("percent", _PERCENT), ("date", _DATE))


def folded(text: str) -> str:
    """Lower case without accents, where the script has both."""
    text = text.lower().replace("’", "'")
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    kept = (c for c in plain if not "\u0300" <= c <= "\u036f")
    return (
        unicodedata.normalize("NFC", "".join(kept))
        .replace("ł", "l")
        .replace("ı", "i")
        .replace("đ", "d")
    )


@cache
def _entries() -> tuple[dict[str, tuple[str, ...]], int]:
    """Entry -> its concepts, and the longest entry's length."""
    raw = yaml.safe_load(_FILE.read_text("utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for concept, words in raw.items():
        for word in words:
            key = folded(str(word))
            if concept not in found.get(key, ()):
                found[key] = (*found.get(key, ()), concept)
    return found, max(map(len, found))


@cache
def _prefixes() -> frozenset[str]:
    """Every beginning of an entry: where none goes on, the search stops."""
    entries, _ = _entries()
    return frozenset(key[:n] for key in entries for n in range(1, len(key) + 1))


def concepts(sentence: str) -> list[str]:
    """The concepts of one sentence, in order of their words; a concept twice in a row counts once."""
    text = folded(sentence)
    hits = [(m.start(), name) for name, pattern in _NUMBERS for m in pattern.finditer(text)]
    entries, prefixes = _entries()[0], _prefixes()
    for start in _starts(text):
        end = start + 1
        while end <= len(text) and text[start:end] in prefixes:
            key = text[start:end]
            hits += [(start, name) for name in entries.get(key, ())]
            if end == len(text) or not text[end].isalnum():
                hits += [(start, name) for name in entries.get(key + "$", ())]
            end += 1
    found = [name for _, name in sorted(hits)]
    return [name for at, name in enumerate(found) if at == 0 or found[at - 1] != name]


def _starts(text: str) -> Iterator[int]:
    """Where a word may begin: after a non-letter; anywhere in scripts without spaces."""
    for at, c in enumerate(text):
        if c.isalnum() and (at == 0 or not text[at - 1].isalnum() or "\u3040" <= c <= "\u9fff"):
            yield at


def concept_text(text: str) -> str:
    """The concepts as words: alone, in neighbouring pairs, and in pairs that share a sentence."""
    out: list[str] = []
    for sentence in _SENTENCE.split(text[:_READ]):
        found = concepts(sentence)
        out += found
        out += [f"{a}>{b}" for a, b in pairwise(found)]
        out += _pairs(found)
    return " ".join(out)


def _pairs(found: Sequence[str]) -> list[str]:
    return [f"{a}&{b}" for a, b in combinations(sorted(set(found)), 2)]
