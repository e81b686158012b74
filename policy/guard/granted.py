"""The sentences of a decision's own macros: where what the decision grants may be said, word for word."""

from __future__ import annotations

import re
from functools import lru_cache

from policy.law import load_law
from policy.model import Decision

_VALUE = re.compile(r"\{\{.*?\}\}")
_LOGIC = re.compile(r"\{%.*?%\}")
_STOP = re.compile(r"(?<=[.!?])\s+")
_LONGEST = 60  # characters that one account value may take


@lru_cache(maxsize=64)
def _patterns(macros: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    found = []
    for language in load_law().macros.values():
        for name in macros:
            macro = language.get(name)
            for sentence in _STOP.split(_LOGIC.sub("", macro.body).strip()) if macro else ():
                parts = [
                    r"\s+".join(map(re.escape, p.split(" ")))
                    for p in _VALUE.split(" ".join(sentence.split()))
                ]
                found.append(re.compile(rf"[^\n]{{1,{_LONGEST}}}?".join(parts), re.IGNORECASE))
    return tuple(found)


def allows(sentence: str, kind: str, decision: Decision | None) -> bool:
    """Whether `sentence` may say `kind`: the decision grants it and the words are its macros' own."""
    if decision is None or kind not in decision.granted:
        return False
    text = " ".join(sentence.split())
    return any(p.fullmatch(text) for p in _patterns(decision.macros))
