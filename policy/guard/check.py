"""The guard: text + account (+ decision) -> violations. Rules here, meaning from the model handed in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy.account import Account
from policy.guard.facts import Reader, unsupported
from policy.guard.kinds import KINDS, REASONS
from policy.guard.known import Known, known
from policy.guard.meaning import Paragraph, meanings
from policy.guard.model import SentenceModel
from policy.guard.names import is_german, signature
from policy.guard.route import passed_on
from policy.guard.text import Folded, fold
from policy.law import load_law
from policy.model import Decision, Violation

LONGEST = 20_000  # characters; an answer has a few thousand, and a model reads every window of it
Finding = tuple[str, int, int, str]
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\n))+")


def check(
    text: str,
    account: Account | None,
    decision: Decision | None = None,
    *,
    sentence_model: SentenceModel | None = None,
) -> tuple[Violation, ...]:
    """Whatever in `text` must not reach the client, in order of appearance; empty when it may be sent.

    Spans are offsets into `text`. Facts must come from `account`; `None` supports none. `decision` gives
    the day, what is granted, and the route that the words must agree with; without one nothing is granted.
    Without `sentence_model` only rules judge. A text of more than 20,000 characters is one violation.
    Raises `GuardUnavailable` when the model fails: the caller must withhold the text.
    """
    if len(text) > LONGEST:
        reason = f"The text has more than {LONGEST:,} characters, too many to judge. Shorten it."
        return (Violation(kind="internal_leak", start=0, end=len(text), reason=reason),)
    folded = fold(text)
    facts = known(account, decision.on if decision else None)
    parts = [Paragraph(m.start(), m[0]) for m in _PARAGRAPH.finditer(folded.text)]
    found: dict[tuple[str, int, int], Violation] = {}
    for kind, start, end, reason in (
        *_facts(folded, parts, facts),
        *_meanings(parts, facts, decision, sentence_model),
        *_route(parts, decision),
    ):
        first, last = folded.span(start, end)
        found.setdefault(
            (kind, first, last), Violation(kind=kind, start=first, end=last, reason=reason)
        )
    return tuple(sorted(found.values(), key=lambda v: (v.start, v.end, KINDS.index(v.kind))))


def _facts(folded: Folded, parts: list[Paragraph], facts: Known) -> Iterator[Finding]:
    capitals, closing = is_german(folded.text), signature(folded.text)
    for at, paragraph in parts:
        reader = Reader(capitals, min(max(closing - at, 0), len(paragraph)))
        for start, end, reason in unsupported(paragraph, facts, reader):
            yield "unsupported_fact", start + at, end + at, reason


def _meanings(
    parts: list[Paragraph], facts: Known, decision: Decision | None, model: SentenceModel | None
) -> Iterator[Finding]:
    for part, found in zip(parts, meanings(parts, facts, decision, model), strict=True):
        for kind, start, end in found:
            yield kind, start + part.start, end + part.start, REASONS[kind]


def _route(parts: list[Paragraph], decision: Decision | None) -> Iterator[Finding]:
    if decision is None or decision.route.group == load_law().routes.agency_payment:
        return
    for at, paragraph in parts:
        for start, end in passed_on(paragraph):
            reason = f"Says it went to Payment Operations; the ticket's route is {decision.route.group} (COL-5)."
            yield "agency_payment_confirmed", start + at, end + at, reason
