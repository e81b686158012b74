"""Sensitive matters that a person must see: trained heads and word lists, whichever is sure.

Recall comes first (a person looks); the lists carry languages and wordings that the corpus has few
rows of, the heads carry what no list foresees.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from classifier.targets import SENSITIVE

_FOLDER = Path(__file__).with_name("sensitive_words")
_NEVER = "never"
_READ = 6000  # characters
# Scripts that write no spaces: a word may begin anywhere.
_UNSPACED = frozenset({"zh", "ja"})


@cache
def _lists() -> dict[str, dict[str, str]]:
    found = {}
    for kind in SENSITIVE:
        words = yaml.safe_load((_FOLDER / f"{kind}.yaml").read_text("utf-8"))
        found[kind] = {code: _pattern(code, words[code]) for code in words}
    return found


def _pattern(code: str, words: list[str]) -> str:
    return ("" if code in _UNSPACED else r"\b") + "(?:" + "|".join(words) + ")"


@cache
def _compiled(kind: str, code: str) -> re.Pattern[str] | None:
    pattern = _lists()[kind].get(code)
    return re.compile(pattern) if pattern else None


def mentioned(text: str, language: str | None) -> tuple[str, ...]:
    """The kinds whose words stand in the text, English words in any language. Linear time."""
    text = text[:_READ].lower().replace("’", "'")
    codes = dict.fromkeys(("en", language or "en"))
    return tuple(kind for kind in SENSITIVE if any(_said(kind, code, text) for code in codes))


def _said(kind: str, code: str, text: str) -> bool:
    """Whether a list has a hit that stands in none of the look-alikes."""
    pattern = _compiled(kind, code)
    never = _compiled(kind, _NEVER)
    if pattern is None:
        return False
    spared: list[tuple[int, int]] | None = None
    for hit in pattern.finditer(text):
        if spared is None:
            spared = [m.span() for m in never.finditer(text)] if never else []
        if not any(start < hit.end() and hit.start() < end for start, end in spared):
            return True
    return False
