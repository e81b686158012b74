"""The account's own words in a text, found and blanked: they are quoted from billing, not said by us.

A contract called "Refund 50% (March 3, 2024)" is no promise, no percentage and no date; an invoice number
next to an amount is not one long figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache

from policy.guard.known import Known
from policy.guard.text import fold
from policy.wording import LOCALES, day, money, zero

BLANK = "·"  # neither letter, digit nor separator; as long as what it hides
_TITLE, _ID, _PERSON = "\ue010", "\ue011", "\ue012"
_STANDS_FOR = {_TITLE: "Logo", _ID: "T-88231", _PERSON: "Ana"}
_EDGE, _AFTER = (
    r"(?<!\w)(?<!\d[.,' ])",
    r"(?!\w|[.,']\d| \d{3}(?!\d))",
)  # never a piece of a longer figure

_UNPREFIXED = r"(?<![^\W\d_]-)"  # invoice 88231 is not R-88231


@lru_cache(maxsize=256)
def _finder(strings: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all strings, longest first, blanks of any width."""
    parts = [
        (_UNPREFIXED if s.lstrip()[:1].isdecimal() else "") + r"\s+".join(map(re.escape, s.split()))
        for s in sorted(set(strings), key=len, reverse=True)
        if s.split()
    ]
    if not parts:
        return None
    return re.compile(rf"{_EDGE}(?:{'|'.join(parts)}){_AFTER}", re.IGNORECASE)


def own(text: str, strings: tuple[str, ...]) -> bytearray:
    """For each character of `text` whether it belongs to one of `strings`."""
    marks, finder = bytearray(len(text)), _finder(strings)
    for found in finder.finditer(text) if finder else ():
        marks[found.start() : found.end()] = b"\1" * len(found[0])
    return marks


def blanked(text: str, strings: tuple[str, ...]) -> str:
    """`text` with `strings` blanked, at the same length."""
    finder = _finder(strings)
    return finder.sub(lambda m: BLANK * len(m[0]), text) if finder else text


@lru_cache(maxsize=256)
def _figures(known: Known) -> re.Pattern[str]:
    """The account's amounts and dates exactly as a draft in any language writes them."""
    found: set[str] = set()
    for language in LOCALES:
        with suppress(Exception):  # a currency that no locale knows
            currency = known.currency or "USD"
            found.update(money(a, currency, language) for a in known.amounts)
            found.add(zero(currency, language))
        found.update(day(d, language) for d in known.dates)
    parts = map(re.escape, sorted((fold(f).text for f in found), key=len, reverse=True))
    return re.compile(rf"{_EDGE}(?:{'|'.join(parts)}){_AFTER}", re.IGNORECASE)


def shielded(text: str, known: Known) -> str:
    """`text` with everything blanked that a draft may quote from the account, at the same length."""
    quoted: Iterable[str] = (*known.strings, *known.short)
    text = blanked(text, tuple(quoted))
    return _figures(known).sub(lambda m: BLANK * len(m[0]), text) if known.currency else text


def _in_quotes(pattern: str) -> re.Pattern[str]:
    return re.compile(f'(?:(?<=")|(?<=" ))(?:{pattern})(?= ?")', re.IGNORECASE)


@lru_cache(maxsize=256)
def _said(known: Known) -> tuple[tuple[str, re.Pattern[str]], ...]:
    def any_of(strings: tuple[str, ...]) -> str:
        return "|".join(map(re.escape, sorted(set(strings), key=len, reverse=True)))

    found = []
    if known.contracts:
        found.append((_TITLE, _in_quotes(any_of(known.contracts))))
    if known.ids:
        found.append((_ID, re.compile(rf"(?<!\w)(?:{any_of(known.ids)})(?!\w)")))
    if known.persons:
        found.append((_PERSON, re.compile(rf"(?<!\w)(?:{any_of(known.persons)})(?!\w)")))
    return tuple(found)


def unquoted(text: str, known: Known) -> str:
    """`text` with quoted titles, invoice numbers and people's names blanked, for judging what is meant."""
    for mark, pattern in _said(known):
        text = pattern.sub(lambda m, mark=mark: mark * len(m[0]), text)  # type: ignore[misc]
    return text


_MARKED = re.compile(f"{_TITLE}+|{_ID}+|{_PERSON}+")


def spelled(text: str) -> str:
    """What `unquoted` blanked, as a sentence model can read it: the same words for every account."""
    return _MARKED.sub(lambda m: _STANDS_FOR[m[0][0]], text)
