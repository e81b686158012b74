"""`unsupported_fact`: every figure, date, name and number has to come from the account or a clause."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from policy.guard.counts import counts
from policy.guard.days import days
from policy.guard.identifiers import identifiers
from policy.guard.known import Known
from policy.guard.money import money
from policy.guard.names import names
from policy.guard.shield import own, shielded
from policy.guard.titles import titles

Finding = tuple[int, int, str]


class Reader(NamedTuple):
    """What a paragraph cannot tell of itself: the text's language, and whether the writer signs in it."""

    german: bool
    signed: int  # offset in the paragraph from which names are the writer's own


@lru_cache(maxsize=16_384)
def unsupported(paragraph: str, facts: Known, reader: Reader) -> tuple[Finding, ...]:
    """Spans of `paragraph` that `facts` do not support, with reasons, in order of finding.

    Amounts compare by value and currency, dates by value. Where a date, amount and number overlap, the
    first finding stands. Most paragraphs of our drafts come again and again.
    """
    found = list(_figures(paragraph, facts))
    if found:  # read again without what the account itself says: "no. 7, 2026" may stand in a title
        found = list(_figures(shielded(paragraph, facts), facts))
    found += counts(paragraph, facts)  # unshielded: it reads whose invoices are meant
    found += names(paragraph, facts, german=reader.german, signed=reader.signed)
    found += titles(paragraph, facts)
    if not found:
        return ()
    mine, taken = own(paragraph, facts.strings), bytearray(len(paragraph))
    kept = []
    for start, end, reason in found:
        if all(mine[start:end]) or any(taken[start:end]):
            continue
        taken[start:end] = b"\1" * (end - start)
        kept.append((start, end, reason))
    return tuple(kept)


def _figures(paragraph: str, facts: Known) -> Iterator[Finding]:
    for judge in (money, days, identifiers):
        yield from judge(paragraph, facts)
