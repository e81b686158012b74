"""Cuts a client's words into sentences, in any language and with or without punctuation."""

import re
from itertools import pairwise

_END = re.compile(
    r"[.!?؟।॥۔‽]+[\"')\]]*(?=\s|$)"
    r"|[。！？｡]+[\"'」』)]*"
    r"|[\u2600-\u27bf\U0001f300-\U0001faff]+(?=\s|$)"
    r"|\n+"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|no|nr|inv|ref|approx|e\.?g|i\.?e|etc|vs|z\.b|bzw|ca|sr|"
    r"sra|m|mme|"
    r"núm|pág|p\.ej|art|acct|amt|[a-z])\.$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[-*•·–]|\d{1,2}[.)]|[a-z]\))\s")
_WORD = re.compile(r"\S+")
# Spoken and typed without punctuation: about two long sentences' worth at a time.
_LONG = 45
_WINDOW = 30
# Scripts without spaces between words.
_LONG_CHARS = 240
_WINDOW_CHARS = 80
_WRAP = range(50, 101)


def split(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of a cleaned text, trimmed, in order, never empty.

    Ends: terminal punctuation of Latin, CJK, Arabic and Indic scripts, line breaks (but not those
    of a program that wraps at a fixed width), list items, emoji. A stretch of more than 45 words
    without any of these is cut into windows of about 30. Spans without a letter or digit are kept
    only if they hold a symbol (an emoji is an answer). Linear time.
    """
    spans: list[tuple[int, int]] = []
    widest = _wrap_width(text)
    start = 0
    for end in _END.finditer(text):
        if end[0][0] == "\n":
            if end[0] == "\n" and _wrapped(text, end.start(), widest):
                continue
        elif end[0] == "." and _abbreviated(text, start, end.end()):
            continue
        _add(text, start, end.end(), spans)
        start = end.end()
    _add(text, start, len(text), spans)
    return spans


def _wrap_width(text: str) -> int:
    """The width at which a program wrapped the lines; 0 when none did."""
    widest = max(map(len, text.split("\n")))
    return widest if widest in _WRAP else 0


def _wrapped(text: str, at: int, widest: int) -> bool:
    """Whether the line break at `at` only means that the next word did not fit."""
    if not widest:
        return False
    line_start = text.rfind("\n", max(0, at - 101), at) + 1
    rest = text[at + 1 : at + 102]
    word = _WORD.match(rest)
    if word is None or _BULLET.match(rest):
        return False
    return at - line_start + 1 + len(word[0]) > widest


def _abbreviated(text: str, start: int, end: int) -> bool:
    if _ABBREVIATION.search(text[max(start, end - 12) : end]):
        return True
    # "1." opens a list item.
    return end - start <= 3 and text[start : end - 1].strip().isdigit()


def _add(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if not any(c.isalnum() or ord(c) > 0x2000 for c in text[start:end]):
        return
    words = [m.span() for m in _WORD.finditer(text, start, end)]
    if len(words) > _LONG:
        parts = round(len(words) / _WINDOW)
        cuts = [len(words) * k // parts for k in range(parts + 1)]
        spans.extend((words[a][0], words[b - 1][1]) for a, b in pairwise(cuts))
    elif end - start > _LONG_CHARS and len(words) < (end - start) / 20:
        spans.extend((at, min(at + _WINDOW_CHARS, end)) for at in range(start, end, _WINDOW_CHARS))
    else:
        spans.append((start, end))
