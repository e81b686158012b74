"""Unicode folding: what looks the same becomes the same, what is invisible goes.

NFKC (Unicode Standard Annex 15) character by character, so that offsets survive, plus: one kind of
line break, quote and dash; no control, zero-width, bidirectional or tag characters (they hide text
from people and show it to models); lone surrogates become U+FFFD.
"""

import re
import unicodedata
from functools import lru_cache

from classifier.mapped import Builder, Mapped

_BREAK = re.compile(r"\r?\n")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_PLAIN = re.compile(r"[\n\x20-\x7e]*")
# What NFKC leaves alone and this module does not.
_ODD = re.compile(
    "[\x00-\x1f\x7f-\x9f\xab\xad\xb4\xbb`\u02b9-\u02bf\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2010-\u201f\u202a-\u202e\u2032-\u2037\u2060-\u206f\u2212\u2800\u3164\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffc\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_SAME = {ord(c): "'" for c in "‘’‚‛ʹʻʼʽ′´`"}
_SAME |= {ord(c): '"' for c in "“”„‟″«»"}
_SAME |= {ord(c): "-" for c in "‐‑‒–—―−"}
_SAME |= {ord(c): " " for c in "\t\xa0\u2800\u3164\u115f\u1160\ufffc"}
_SAME |= {ord(c): "\n" for c in "\v\f\x1c\x1d\x1e\x85\u2028\u2029"}
# A letter keeps this many marks. More is decoration, and sorting long runs of marks is quadratic.
_MARKS = 8
# U+FDFA alone unfolds to 18 characters: a cheap way to make a text explode.
_GROWTH = 4


def fold(source: Mapped) -> Mapped:
    """The folded text of `source`, with offsets into what `source` was made from. Linear time."""
    # One character for one: offsets stay as they are.
    text = _LONE_RETURN.sub("\n", source.text).translate(_SAME)
    source = Mapped(text, source.starts, source.ends)
    if _PLAIN.fullmatch(text):
        return source
    out = Builder()
    start = 0
    for line_break in _BREAK.finditer(text):
        _fold_line(source, start, line_break.start(), out)
        out.put("\n", source.starts[line_break.start()], source.ends[line_break.end() - 1])
        start = line_break.end()
    _fold_line(source, start, len(text), out)
    return out.build()


def _fold_line(source: Mapped, start: int, end: int, out: Builder) -> None:
    line = source.text[start:end]
    if line.isascii():
        if _ODD.search(line) is None:
            out.copy(source, start, end)
            return
    elif _ODD.search(line) is None and unicodedata.is_normalized("NFKC", line):
        out.copy(source, start, end)
        return
    at = start
    while at < end:
        following = at + 1
        while following < end and _is_mark(source.text[following]):
            following += 1
        folded = _fold_cluster(source.text[at : min(following, at + 1 + _MARKS)])
        out.put(folded, source.starts[at], source.ends[following - 1])
        at = following


@lru_cache(maxsize=8192)
def _is_mark(char: str) -> bool:
    """Whether `char` composes with the one before: accents, Hangul vowels, half-width voicing."""
    return (
        unicodedata.combining(char) != 0
        or "\u1161" <= char <= "\u11ff"
        or "\uffc2" <= char <= "\uffdc"
        or char in "\uff9e\uff9f\ufe0e\ufe0f"
    )


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    """One character with its marks, folded; empty when nothing visible is left."""
    visible = "".join(_visible(char) for char in cluster)
    folded = unicodedata.normalize("NFKC", visible)
    if len(folded) > _GROWTH * len(cluster):
        return visible
    if len(cluster) == 1 and folded.startswith(" ") and len(folded) > 1:
        return cluster  # a free-standing accent: NFKC would split it into a space and a mark
    return folded.translate(_SAME)


def _visible(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    category = unicodedata.category(char)
    if category in ("Cc", "Cf") or char == "\u034f" or _selector(char):
        return ""
    return " " if category in ("Zs", "Co") else char


def _selector(char: str) -> bool:
    """Variation selectors: they change a glyph's looks, and have carried hidden messages."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
