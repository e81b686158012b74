"""The text as a reader sees it, with the way back to the original: spans stay true.

Undone here: HTML tags and entities, full-width and other compatibility forms, invisible and direction
characters, look-alike letters of other alphabets inside Latin words, Turkish `ı` and `İ` (to `re.IGNORECASE` they
are `i`, to a table they are not), spaced-out letters. Linear time.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})\b[^<>]{0,400}>|<!--.{0,400}?-->", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_BREAKING = frozenset("br p div li ul ol tr td th table h1 h2 h3 h4 h5 h6 hr blockquote".split())  # noqa: SIM905
# Cyrillic and Greek letters that look like Latin ones.
_LOOKS = dict(
    zip(
        "аеорсухіјѕһԁԛԝьАВЕКМНОРСТУХІЈЅαεορυνικτχηΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdqwbABEKMHOPCTYXIJSaeopuviktxnABEZHIKMNOPTYX",
        strict=True,
    )
)
_FOREIGN = re.compile(f"[{''.join(_LOOKS)}]")
_WORD = re.compile(r"[^\W_]+")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .\-_*]){4,60}[^\W\d_](?![^\W_])")
_BLANK = re.compile(r" {3,}|\n{3,}")
_TYPED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "ı": "i",
        "İ": "I",
    }
)
_LEET = str.maketrans("013457@$!", "oieastasi")
_LEET_WORD = re.compile(
    r"(?<![\w@$!])(?=[\w@$!]*[A-Za-z]{2})(?=[\w@$!]*[013457@$!][A-Za-z])[A-Za-z][\w@$!]*[A-Za-z](?![\w@$!])"
)


@dataclass(frozen=True)
class Folded:
    """`text` as read. Character n stands for `[starts[n], ends[n])` of the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of the folded span `[start, end)`, which must not be empty."""
        return self.starts[start], max(self.ends[end - 1], self.starts[start])


def fold(original: str) -> Folded:
    """What a reader of `original` reads. Never raises; lone surrogates become U+FFFD."""
    text = original
    if not re.search(r"[<&\x00-\x08\x0b-\x1f\x7f]", text) and (
        text.isascii() or all(_visible(c) == c and c not in _LOOKS for c in set(text))
    ):
        return _despaced(text, range(len(text)), range(1, len(text) + 1))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(piece: str, start: int, end: int) -> None:
        for char in piece:
            out.append(char)
            starts.append(start)
            ends.append(end)

    def chars(piece: str, start: int, end: int | None = None) -> None:
        for at, char in enumerate(piece):
            where = start if end is not None else start + at
            put(_visible(char), where, end if end is not None else where + 1)

    at = 0
    for found in re.finditer(f"{_TAG.pattern}|{_ENTITY.pattern}", text, re.DOTALL):
        chars(text[at : found.start()], at)
        if found[0][0] == "&":
            chars(html.unescape(found[0]), found.start(), found.end())
        elif found[2] and found[2].lower() in _BREAKING:
            put("\n", found.start(), found.end())
        at = found.end()
    chars(text[at:], at)
    seen = "".join(out)
    if _FOREIGN.search(seen):
        seen = _WORD.sub(_latin, seen)
    return _despaced(seen, starts, ends)


@lru_cache(maxsize=8192)
def _visible(char: str) -> str:
    if char in "\n\t ":
        return "\n" if char == "\n" else " "
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    category = unicodedata.category(char)
    if char in "\r\v\f\x85\u2028\u2029":
        return "\n"
    if category in ("Cc", "Cf", "Mn", "Me") and not ("\u0300" <= char <= "\u036f"):
        return ""
    if category == "Zs" or char in "\u2800\u3164\u115f\u1160":
        return " "
    if "\u0300" <= char <= "\u036f":
        return ""  # a combining accent: rules and names compare without accents anyway
    folded = unicodedata.normalize("NFKC", char)
    return folded.translate(_TYPED) if len(folded) <= 4 else char


def _latin(word: re.Match[str]) -> str:
    """A word that mixes look-alikes with Latin letters, or consists of them, in Latin letters."""
    plain = "".join(_LOOKS.get(c, c) for c in word[0])
    return plain if plain.isascii() or any("a" <= c.lower() <= "z" for c in word[0]) else word[0]


def _despaced(text: str, starts: Sequence[int], ends: Sequence[int]) -> Folded:
    """`r e f u n d` is read as one word; a long blank as two characters."""
    if not _SPACED.search(text) and not _BLANK.search(text):
        return Folded(text, starts, ends)
    keep: list[int] = []
    at = 0
    for found in re.finditer(f"{_SPACED.pattern}|{_BLANK.pattern}", text):
        keep.extend(range(at, found.start()))
        if found[0].isspace():  # long blanks say no more than short ones, and cost more
            keep.extend((found.start(), found.start() + 1))
        else:
            keep.extend(range(found.start(), found.end(), 2))
        at = found.end()
    keep.extend(range(at, len(text)))
    return Folded(
        "".join(text[i] for i in keep), [starts[i] for i in keep], [ends[i] for i in keep]
    )


def plain(text: str) -> str:
    """Lower case without accents, character for character (`ß` is `s`), digits in words as letters."""
    text = _LEET_WORD.sub(lambda m: m[0].translate(_LEET), text)
    if text.isascii():
        return text.lower()
    return "".join(map(_base, text))


@lru_cache(maxsize=8192)
def _base(char: str) -> str:
    if char == "ß":
        return "s"
    return (unicodedata.normalize("NFKD", char)[:1].lower() or char)[:1]


def line_starts(text: str) -> list[int]:
    """Offsets at which lines begin."""
    return [0, *(m.end() for m in re.finditer("\n", text))]


def line_of(starts: Sequence[int], at: int) -> int:
    """The number of the line that holds offset `at`."""
    return bisect_right(starts, at) - 1
