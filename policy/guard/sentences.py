"""Cuts a draft into what is judged: sentences, and windows of neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = re.compile(r"[.!?…]+[\"')\]]*(?=\s|$)|\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*•]|\d+[.)])[ \t])|\n")
_SHORT = re.compile(
    r"(?:^|[\s(\"'])(?:mr|mrs|ms|dr|prof|no|nr|n|inv|ref|approx|e\.?g|i\.?e|etc|vs|z\.b|bzw|ca|sr|sra|dra?|mme|"
    r"núm|num|pág|p\.ej|art|acct|amt|d\.h|usw|st|[A-Z])\.$",
    re.IGNORECASE,
)
_GERMAN_DAY = re.compile(
    r"(?<!\d)\d{1,2}\. (?:jan|feb|m[aä]r|apr|mai|jun|jul|aug|sep|okt|nov|dez)", re.IGNORECASE
)
_NEIGHBOURS = 3
_WIDE = 600  # characters of one judged piece: a sentence without an end is cut here


@dataclass(frozen=True)
class Piece:
    """A half-open span of the folded text."""

    start: int
    end: int


def sentences(text: str) -> list[Piece]:
    """Sentences in order, trimmed, none without a letter or digit. Linear time.

    A line break inside a running sentence (next line in lower case) does not end it.
    """
    found: list[Piece] = []
    start = 0
    for end in _END.finditer(text):
        if end[0] == "\n" and _runs_on(text, end.end()):
            continue
        if end[0] == "." and _GERMAN_DAY.match(text, _day_before(text, end.start())):
            continue
        if end[0] == "." and _SHORT.search(text[max(start, end.end() - 9) : end.end()]):
            following = text[end.end() : end.end() + 2].strip()
            if following and text[end.end() : end.end() + 1] != "\n":
                continue
        _add(text, start, end.end(), found)
        start = end.end()
    _add(text, start, len(text), found)
    return found


def _day_before(text: str, at: int) -> int:
    """Where the one or two digits before offset `at` begin."""
    while at > 0 and text[at - 1].isdecimal():
        at -= 1
    return at


def _runs_on(text: str, at: int) -> bool:
    following = text[at : at + 40].lstrip(" \t")
    before = text[max(0, at - 3) : at].rstrip()
    return (
        bool(following)
        and (following[0].islower() or following[0].isdigit())
        and before[-1:] != ":"
    )


def _add(text: str, start: int, end: int, found: list[Piece]) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    while end - start > _WIDE:
        cut = text.rfind(" ", start + _WIDE // 2, start + _WIDE)
        cut = cut if cut > 0 else start + _WIDE
        _keep(text, start, cut, found)
        start = cut
    _keep(text, start, end, found)


def _keep(text: str, start: int, end: int, found: list[Piece]) -> None:
    if any(c.isalnum() or c in "{}" for c in text[start:end]):
        found.append(Piece(start, end))


def windows(found: list[Piece]) -> list[Piece]:
    """Up to three neighbouring sentences of a paragraph, sliding: a grant may span full stops.

    A paragraph of fewer is one window; every sentence is in at least one.
    """
    last = max(1, len(found) - _NEIGHBOURS + 1)
    return [
        Piece(piece.start, found[min(n + _NEIGHBOURS, len(found)) - 1].end)
        for n, piece in enumerate(found[:last])
    ]
