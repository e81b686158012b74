"""Figures for a lead: how often a draft is approved as it is, edited, relabelled or rejected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from classifier.classification import LABELS
from desk.context import Desk
from desk.pages.span import Span
from desk.states import State
from desk.tables import cases, drafts, transitions

MOST = 20_000  # decided cases that are looked at; the newest
_SENT = {State.APPROVED.value, State.DELIVERED.value, State.FAILED.value}


@dataclass
class Rate:
    """Decided cases of one kind. `clean`: approved exactly as drafted."""

    name: str
    decided: int = 0
    approved: int = 0
    clean: int = 0
    edited: int = 0
    relabelled: int = 0
    rejected: int = 0

    def share(self, count: int) -> float:
        """`count` of the decided ones."""
        return count / self.decided if self.decided else 0.0


@dataclass(frozen=True)
class Decided:
    """A decided case: what the machine read, what people did, which macros went out."""

    scenarios: tuple[str, ...]
    approved: bool
    edited: bool
    relabelled: bool
    macros: tuple[str, ...] = field(default=())


def decided(desk: Desk, span: Span) -> list[Decided]:
    """The cases that people decided in `span`, newest first."""
    acts = (
        sa.select(transitions.c.case_seq, transitions.c.action, transitions.c.detail)
        .where(transitions.c.at >= span.since, transitions.c.action == "relabelled")
        .order_by(transitions.c.seq.desc())
    )
    sent = sa.select(transitions.c.case_seq, transitions.c.versions).where(
        transitions.c.at >= span.since, transitions.c.action == "approved"
    )
    touched = (
        sa.select(drafts.c.case_seq)
        .where(drafts.c.origin == "edit", drafts.c.made_at >= span.since)
        .distinct()
    )
    query = (
        sa.select(cases.c.seq, cases.c.state, cases.c.scenarios)
        .where(cases.c.decided_at >= span.since, cases.c.decided_by != "desk")
        .order_by(cases.c.decided_at.desc())
        .limit(MOST)
    )
    with desk.db.read() as tx:
        first = {seq: detail.get("from", []) for seq, _, detail in tx.execute(acts)}
        macros = {seq: under.get("macros", {}) for seq, under in tx.execute(sent)}
        edited = set(tx.execute(touched).scalars())
        return [
            Decided(
                scenarios=tuple(first.get(seq) or filter(None, scenarios.split("|"))),
                approved=state in _SENT,
                edited=seq in edited,
                relabelled=seq in first,
                macros=tuple(macros.get(seq, {})) if state in _SENT else (),
            )
            for seq, state, scenarios in tx.execute(query)
        ]


def by_scenario(found: Iterable[Decided]) -> list[Rate]:
    """One line a scenario that the machine read; a case with two counts in both."""
    rates = {label: Rate(label) for label in LABELS}
    for one in found:
        for label in one.scenarios:
            if label in rates:
                _count(rates[label], one)
    return [rate for rate in rates.values() if rate.decided]


def by_macro(found: Iterable[Decided]) -> list[Rate]:
    """One line a macro that went out; greeting and closing are in every draft and left out."""
    rates: dict[str, Rate] = {}
    order: Counter[str] = Counter()
    for one in found:
        for name in one.macros:
            if name not in ("greeting", "closing"):
                order[name] += 1
                _count(rates.setdefault(name, Rate(name)), one)
    return [rates[name] for name, _ in order.most_common()]


def _count(rate: Rate, one: Decided) -> None:
    rate.decided += 1
    rate.approved += one.approved
    rate.rejected += not one.approved
    rate.edited += one.edited
    rate.relabelled += one.relabelled
    rate.clean += one.approved and not one.edited and not one.relabelled
