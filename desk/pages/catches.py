"""Figures for a lead: what the guard caught, and where readings differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa

from desk.context import Desk
from desk.pages.span import Span
from desk.pipeline import Outcome
from desk.tables import drafts, transitions

MOST = 2_000


@dataclass(frozen=True)
class Caught:
    """How often one kind was found in agents' edits, and let through by a lead."""

    kind: str
    found: int
    overridden: int


@dataclass(frozen=True)
class Pair:
    """Two readings that differ, how often."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    count: int


def caught(desk: Desk, span: Span) -> list[Caught]:
    """The guard's catches by kind, the most frequent first."""
    query = sa.select(transitions.c.action, transitions.c.detail).where(
        transitions.c.at >= span.since, transitions.c.action.in_(["edited", "approved"])
    )
    found: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    with desk.db.read() as tx:
        for action, detail in tx.execute(query):
            kinds = detail.get("violations") or []
            (found if action == "edited" else passed).update(kinds)
    kinds = Counter(found) + Counter(passed)
    return [Caught(kind, found[kind], passed[kind]) for kind, _ in kinds.most_common()]


def corrections(desk: Desk, span: Span) -> list[Pair]:
    """What the machine read and what agents made of it, the most frequent first."""
    query = sa.select(transitions.c.detail).where(
        transitions.c.at >= span.since, transitions.c.action == "relabelled"
    )
    with desk.db.read() as tx:
        pairs = Counter(
            (tuple(d.get("from", ())), tuple(d.get("to", ()))) for d in tx.execute(query).scalars()
        )
    return _pairs(Counter({p: n for p, n in pairs.items() if set(p[0]) != set(p[1])}))


def opinions(desk: Desk, span: Span) -> list[Pair]:
    """Where the baseline and the model read differently, in the newest second opinions."""
    query = (
        sa.select(drafts.c.outcome)
        .where(drafts.c.origin == "opinion", drafts.c.made_at >= span.since)
        .order_by(drafts.c.seq.desc())
        .limit(MOST)
    )
    pairs: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    with desk.db.read() as tx:
        for text in tx.execute(query).scalars():
            said = {
                o.source: tuple(o.scenarios)
                for o in Outcome.model_validate_json(text).classification.opinions
            }
            one, other = said.get("baseline"), said.get("llm")
            if one is not None and other is not None and set(one) != set(other):
                pairs[one, other] += 1
    return _pairs(pairs)


def _pairs(counted: Counter[tuple[tuple[str, ...], tuple[str, ...]]]) -> list[Pair]:
    return [Pair(one, other, n) for (one, other), n in counted.most_common(15)]
