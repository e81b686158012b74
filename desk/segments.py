"""Whose words stand where in an edited draft: what an agent kept keeps its origin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, groupby

Run = tuple[str, str, str]
AGENT = "agent"
_TOKEN = re.compile(r"\s*\S+|\s+")
_EXACT = (
    4_000_000  # pairs of words; beyond, frequent words are ignored, or hostile texts take minutes
)


def runs(before: Sequence[Run], text: str) -> list[Run]:
    """Runs `(origin, source, text)` of an edited `text`, given those of the draft before it.

    Words that stand in both keep their origin, all others are the agent's. The texts joined are `text`.
    """
    old, new = _TOKEN.findall("".join(run for _, _, run in before)), _TOKEN.findall(text)
    starts = list(accumulate(map(len, old), initial=0))
    large = len(old) * len(new) > _EXACT
    made: list[Run] = []
    for tag, start, end, from_, to in SequenceMatcher(None, old, new, large).get_opcodes():
        if tag == "equal":
            made += _cut(before, starts[start], starts[end])
        elif from_ < to:
            made.append((AGENT, AGENT, "".join(new[from_:to])))
    return [
        (origin, source, "".join(run for _, _, run in group))
        for (origin, source), group in groupby(made, key=lambda run: run[:2])
    ]


def _cut(before: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """The characters `start` to `end` of the joined runs, still as runs."""
    at = 0
    for origin, source, run in before:
        piece = run[max(start - at, 0) : max(end - at, 0)]
        if piece:
            yield origin, source, piece
        at += len(run)
