"""`unsupported_fact`: every figure, date, name and number has to come from the account or a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from policy.account import Account
from policy.guard.days import days
from policy.guard.identifiers import identifiers
from policy.guard.known import Known, known
from policy.guard.money import money
from policy.guard.names import names


def unsupported(
    text: str, account: Account | None, on: date | None
) -> Iterator[tuple[int, int, str]]:
    """Spans of `text` that `account` on day `on` does not support, with reasons, in order of finding.

    Amounts compare by value and currency, dates by value. Where a date, amount and number overlap, the
    first finding stands.
    """
    facts = known(account, on)
    own, taken = bytearray(len(text)), bytearray(len(text))
    for start, end in _own(text, facts):
        own[start:end] = b"\1" * (end - start)
    for judge in (_by_paragraph, names):
        for start, end, reason in judge(text, facts):
            if all(own[start:end]) or any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            yield start, end, reason


_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\n))+")


def _by_paragraph(text: str, facts: Known) -> Iterator[tuple[int, int, str]]:
    for paragraph in _PARAGRAPH.finditer(text):
        for start, end, reason in _figures(paragraph[0], facts):
            yield start + paragraph.start(), end + paragraph.start(), reason


@lru_cache(maxsize=4096)
def _figures(paragraph: str, facts: Known) -> tuple[tuple[int, int, str], ...]:
    """The same paragraph comes back for the same account while a draft is edited and checked again."""
    return tuple(f for judge in (money, days, identifiers) for f in judge(paragraph, facts))


def _own(text: str, facts: Known) -> Iterator[tuple[int, int]]:
    """Where the account's own strings stand in the text: nothing inside them is a stranger."""
    for string in facts.strings:
        pattern = r"\s+".join(map(re.escape, string.split()))
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            yield found.span()
