"""Does a draft hold a figure, date or number that billing does not? Written apart from the guard.

The guard has its own reading of this; a second, cruder one that shares no code shows where the first
is blind. Everything billing knows is struck from the text; a digit that remains must be a clause's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from policy.account import Account
from policy.wording import LOCALES

# COL-0 30 days, DSP-1 23:59, DSP-2 14 days, UBO-3 3%, COL-4 balance of 0.
CLAUSE_NUMBERS = frozenset({"30", "23", "59", "14", "3", "0"})
_NUMBER = re.compile(r"\d(?:[\d.,'’\u00a0\u202f ]*\d)?")


def unsupported(text: str, account: Account, on: date) -> list[tuple[int, int]]:
    """Spans of `text` with numbers that are neither in the account nor in a clause."""
    struck = text
    for known in sorted(_texts(account), key=len, reverse=True):
        struck = struck.replace(known, " " * len(known))
    amounts = {_digits(a) for a in _amounts(account)}
    days = {str(d) for i in account.invoices if (d := i.days_overdue(on)) is not None}
    found = []
    for match in _NUMBER.finditer(struck):
        written = match.group()
        plain = re.sub(r"\D", "", written)
        if written in CLAUSE_NUMBERS or written in days or plain.rstrip("0") in amounts:
            continue
        # "23, 14" is two numbers in a row; each part has to be known by itself.
        parts = re.findall(r"\d+", written)
        if len(parts) > 1 and all(p in CLAUSE_NUMBERS | days for p in parts):
            continue
        found.append(match.span())
    return found


def _texts(account: Account) -> Iterator[str]:
    """Names and dates as a draft may write them."""
    for i in account.invoices:
        yield from (v for v in (i.number, i.freelancer, i.contract, i.kind) if v)
        if i.due_date:
            yield from _dates(i.due_date)
    if account.client_name:
        yield account.client_name
    if account.receipt.sent_on:
        yield from _dates(account.receipt.sent_on)


def _dates(day: date) -> Iterator[str]:
    yield day.isoformat()
    for locale in LOCALES.values():
        yield format_date(day, format="long", locale=locale)


def _amounts(account: Account) -> Iterator[Decimal]:
    known = (account.balance, account.listed_total(), account.receipt.amount)
    yield from (v for v in (*known, *(i.amount for i in account.invoices)) if v is not None)


def _digits(amount: Decimal) -> str:
    """`1240.50` -> `12405`: how currencies and locales group and pad does not matter."""
    return re.sub(r"\D", "", f"{amount:f}").rstrip("0")
