"""Whose words stand where in an edited draft: what an agent kept keeps its origin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby

Run = tuple[str, str, str]
AGENT = "agent"
_TOKEN = re.compile(r"\s*\S+|\s+")
_EXACT = 4_000_000  # pairs of words; beyond, frequent words are ignored, or hostile texts take minutes


def runs(before: Sequence[Run], text: str) -> list[Run]:
    """Runs `(origin, source, text)` of an edited `text`, given those of the draft before it.

    Words that stand in both keep their origin, all others are the agent's. The texts joined are `text`.
    """
    old = [(origin, source, word) for origin, source, run in before for word in _TOKEN.findall(run)]
    new = _TOKEN.findall(text)
    made: list[Run] = []
    large = len(old) * len(new) > _EXACT
    matcher = SequenceMatcher(None, [word for _, _, word in old], new, autojunk=large)
    for tag, start, end, from_, to in matcher.get_opcodes():
        if tag == "equal":
            made += old[start:end]
        else:
            made += [(AGENT, AGENT, word) for word in new[from_:to]]
    return [
        (origin, source, "".join(word for _, _, word in group))
        for (origin, source), group in groupby(made, key=lambda run: run[:2])
    ]
