"""Policy's own sentences: what a macro says word for word needs no judging, and what a decision grants may be
said in its own macro's words only.

Values may differ from the macro's, as long as they look like a sum of money; whether the account holds
that sum is judged elsewhere (`policy.guard.facts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy.guard.sentences import sentences
from policy.law import load_law
from policy.macro import Macro
from policy.model import Decision

GRANTING = "extension-receipt-verified"
"""The one macro that gives something; its words stand only where a decision grants."""
_VALUE = re.compile(r"\{\{.*?\}\}")
_LOGIC = re.compile(r"\{%")
_LONGEST = 28  # characters of a granted macro's value: the longest date
# A figure with at most one short word, as in "US$ 1,240.50" or "KWD 3.125": no room for a sentence.
_MONEY = r"(?:[^\W\d_]{1,4})?\W{0,3}\d[\d.,' \u00a0\u202f]{0,20}\W{0,3}(?:[^\W\d_]{1,4})?"


@lru_cache(maxsize=64)
def _granted(macros: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    languages = load_law().macros.values()
    found = [m for language in languages for name in macros if (m := language.get(name))]
    return tuple(_patterns(found, rf"[^\n]{{1,{_LONGEST}}}?"))


@lru_cache(maxsize=1)
def _always() -> tuple[re.Pattern[str], ...]:
    languages = load_law().macros.values()
    return tuple(
        _patterns([m for la in languages for m in la.values() if m.name != GRANTING], _MONEY)
    )


def _patterns(macros: list[Macro], value: str) -> Iterator[re.Pattern[str]]:
    """One pattern a sentence that holds words of its own; lines made by loops are facts, not words."""
    for macro in macros:
        for text in (macro.opening, macro.also, macro.body):
            for piece in sentences(text):
                said = " ".join(text[piece.start : piece.end].split())
                if _LOGIC.search(said) or len(_VALUE.sub("", said).split()) < 4:
                    continue
                parts = [r"\s+".join(map(re.escape, p.split(" "))) for p in _VALUE.split(said)]
                yield re.compile(value.join(parts), re.IGNORECASE)


@lru_cache(maxsize=4096)
def own(text: str) -> bool:
    """Whether a sentence, its spaces single, says what a macro says word for word."""
    return any(p.fullmatch(text) for p in _always())


def allows(sentence: str, kind: str, decision: Decision | None) -> bool:
    """Whether `sentence` may stand as it is: a macro's own words, or what the decision grants in its words."""
    text = " ".join(sentence.split())
    if own(text):
        return True
    if decision is None or not decision.granted:
        return False
    return any(p.fullmatch(text) for p in _granted(decision.macros))
