"""What an account lets a draft say: its names, figures and days, ready to compare with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from policy.account import Account
from policy.guard.text import fold, plain

# The clauses' own figures: 30 and 14 days, 5 daily attempts (COL-0, DSP-2, CHG-1), 3% (UBO-3).
DAYS = frozenset({30, 14, 5})
PERCENT = frozenset({Decimal(3), Decimal(100)})
_NAME_PARTS = re.compile(r"[^\W\d_]+")
# Letters that no accent can be taken off, and the digraphs of those who have no such key.
_BARE = str.maketrans("łøđðıæœ", "loddiao")
_SPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"}
)


@dataclass(frozen=True)
class Known:
    """Everything that billing and the decision's day support. Without an account nothing is."""

    currency: str | None
    amounts: frozenset[Decimal]
    dates: frozenset[date]
    overdue: frozenset[int] | None  # None: the day is not known, any count may be right
    numbers: frozenset[str]
    strings: tuple[str, ...]
    short: tuple[str, ...]  # of one or two characters, such as the freelancer "Li" or invoice "7"
    contracts: tuple[str, ...]  # titles as they are written; so the next two
    ids: tuple[str, ...]
    persons: tuple[str, ...]
    titles: frozenset[str]
    people: frozenset[str]  # the words of names, however an umlaut or ß in them is spelled
    freelancers: frozenset[str]  # those of freelancers alone
    invoices: frozenset[int]  # how many there are: all, or those that ask for money
    wholes: frozenset[Decimal]  # amounts that stand for all invoices together


def known(account: Account | None, on: date | None) -> Known:
    """What may be said of `account` on day `on`."""
    try:
        return _known(account, on)
    except TypeError:  # an account that was built without validation cannot be remembered
        return _known.__wrapped__(account, on)


@lru_cache(maxsize=1024)
def _known(account: Account | None, on: date | None) -> Known:
    if account is None:
        none: frozenset[str] = frozenset()
        nothing = frozenset({Decimal(0)})
        return Known(
            None, nothing, frozenset(), frozenset(), none, (), (), (), (), (),
            none, none, none, frozenset(), frozenset(),
        )  # fmt: skip
    invoices, receipt = account.invoices, account.receipt
    amounts = {Decimal(0), account.balance, account.listed_total(), receipt.amount}
    amounts |= {i.amount for i in invoices}
    dates = {i.due_date for i in invoices} | {receipt.sent_on, on}
    overdue = (
        None
        if on is None
        else frozenset(late for i in invoices if (late := i.days_overdue(on)) is not None)
    )
    freelancers = _read(*(i.freelancer for i in invoices))
    people = [*_read(account.client_name), *freelancers]
    owed = [i for i in invoices if i.amount is None or i.amount > 0]
    titles = _read(*(t for i in invoices for t in (i.contract, i.kind)))
    numbers = _read(account.client_id, *(i.number for i in invoices))
    strings = {*people, *titles, *numbers}
    return Known(
        currency=account.currency,
        amounts=frozenset(abs(a) for a in amounts if a is not None),
        dates=frozenset(d for d in dates if d is not None),
        overdue=overdue,
        numbers=frozenset(key(n) for n in numbers)
        | frozenset(d for n in numbers if len(d := digits(n)) > 2),
        strings=tuple(sorted((s for s in strings if len(s) > 2), key=lambda s: (-len(s), s))),
        short=tuple(sorted(s for s in strings if len(s) < 3)),
        contracts=tuple(titles),
        ids=tuple(n for n in numbers if len(digits(n)) > 2),
        persons=tuple(p for p in people if len(p) > 2),
        titles=frozenset(words(t) for t in titles),
        people=frozenset(w for p in people for w in spellings(p)),
        freelancers=frozenset(w for p in freelancers for w in spellings(p)),
        invoices=frozenset({len(invoices), len(owed)}) - {0},
        wholes=frozenset(a for a in (account.balance, account.listed_total()) if a),
    )


def _read(*values: str | None) -> list[str]:
    """The account's strings as the guard reads them in a text."""
    return [read for v in values if v and (read := " ".join(fold(v).text.split()))]


def name_words(text: str) -> list[str]:
    """The words of a name in lower case, a letter for a letter: without accents, `ø` is `o`, `ß` is `s`."""
    return _NAME_PARTS.findall(plain(text).translate(_BARE))


def spellings(name: str) -> set[str]:
    """The words of `name` as people type them: Jürgen, Jurgen, Juergen; Weiß, Weiss. Billing may hold any."""
    found = {*name_words(name), *name_words(name.lower().translate(_SPELLED))}
    for digraph, letter in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"), ("ss", "s")):
        found |= {w.replace(digraph, letter) for w in found}
    return found


def key(text: str) -> str:
    """An identifier without case, spaces and punctuation."""
    return "".join(c for c in plain(text) if c.isalnum())


def digits(text: str) -> str:
    """The digits of `text`."""
    return "".join(c for c in text if c.isdecimal())


def words(text: str) -> str:
    """The words of `text` in lower case, single-spaced, without accents and punctuation."""
    return " ".join(re.findall(r"\w+", plain(text).translate(_BARE)))
