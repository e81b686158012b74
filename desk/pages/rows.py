"""The queue's rows: each case with the first of its client's words and what to know before opening it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from classifier.markup import is_html, to_text
from desk.case import Case
from desk.context import Actor, Desk
from desk.pages.answer import Hold, confirmations, hold
from desk.pages.words import SCENARIOS, SENSITIVE
from desk.tables import messages

_READ = 1_200
_SHOWN = 180
_QUOTE = re.compile(r"(?:^|\n)\s*(?:>|-{3,}|On .{5,80} wrote:).*", re.DOTALL)


@dataclass(frozen=True)
class Row:
    """One line of the list. `flags` are words, worst first."""

    case: Case
    who: str
    words: str
    scenarios: tuple[str, ...]
    band: str | None
    flags: tuple[tuple[str, str], ...]
    hold: Hold
    one_click: bool


def rows(desk: Desk, actor: Actor, found: Sequence[Case]) -> list[Row]:
    """The rows of one page of the queue."""
    first = opening_words(desk, [case.seq for case in found])
    return [_row(desk, actor, case, first.get(case.seq, "")) for case in found]


def opening_words(desk: Desk, seqs: Sequence[int]) -> dict[int, str]:
    """The first words of messages, by case number; only the head of each body is read."""
    if not seqs:
        return {}
    head = sa.func.substr(messages.c.body, 1, _READ)
    query = sa.select(messages.c.seq, head).where(messages.c.seq.in_(seqs))
    with desk.db.read() as tx:
        return {seq: _first(text) for seq, text in tx.execute(query)}


def _first(text: str) -> str:
    plain = to_text(text).text if is_html(text) else text
    own = _QUOTE.sub("", plain, count=1) or plain
    line = " ".join(own.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN].rsplit(" ", 1)[0] + "…"


def _row(desk: Desk, actor: Actor, case: Case, words: str) -> Row:
    read = case.outcome.classification if case.outcome else None
    low = read is not None and (read.abstained or read.confidence == "low")
    account = case.account
    return Row(
        case=case,
        who=(account.client_name if account else None)
        or case.sender
        or case.client_id
        or "Unknown",
        words=words,
        scenarios=tuple(read.scenarios) if read and not low else (),
        band=None if read is None else ("low" if low else read.confidence),
        flags=_flags(case),
        hold=hold(case, actor, desk.now()),
        one_click=case.text is not None and not confirmations(case),
    )


def _flags(case: Case) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    if case.outcome:
        facts = case.outcome.classification.facts
        found += [("sensitive", SENSITIVE.get(s, s)) for s in facts.sensitive]
        if facts.injection:
            found.append(("warn", "Instructs a machine"))
    if case.with_lead:
        found.append(("lead", "With a lead"))
    if case.needs_person and not case.sensitive:
        found.append(("person", "Needs a person"))
    if case.newer_id:
        found.append(("warn", "Client wrote again"))
    if case.edited:
        found.append(("quiet", "Edited"))
    return tuple(found)


def titles(labels: Sequence[str]) -> str:
    """Scenarios in plain words, in one line."""
    return ", ".join(SCENARIOS.get(label, label) for label in labels)
