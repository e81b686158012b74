"""`unsupported_fact`: every figure, date, name and number has to come from the account or a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from policy.account import Account
from policy.guard.days import days
from policy.guard.identifiers import identifiers
from policy.guard.known import Known, known
from policy.guard.money import money
from policy.guard.names import names


def unsupported(text: str, account: Account | None, on: date | None) -> Iterator[tuple[int, int, str]]:
    """Spans of `text` that `account` on day `on` does not support, with reasons, in order of finding.

    Amounts compare by value and currency, dates by value. Where a date, amount and number overlap, the
    first finding stands.
    """
    facts = known(account, on)
    own = list(_own(text, facts))
    taken: list[tuple[int, int]] = []
    for judge in (money, days, identifiers, names):
        for start, end, reason in judge(text, facts):
            if any(a <= start and end <= b for a, b in own) or any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            yield start, end, reason


def _own(text: str, facts: Known) -> Iterator[tuple[int, int]]:
    """Where the account's own strings stand in the text: nothing inside them is a stranger."""
    for string in facts.strings:
        pattern = r"\s+".join(map(re.escape, string.split()))
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            yield found.span()
