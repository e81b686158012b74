"""The queue: filters, search, the order in which to work, and pages by keyset.

First what is sensitive, then by age (`rank`, then `seq`). Every state is read in that order from one
covering index and the streams are merged, so that the time does not grow with the cases stored.
"""

from __future__ import annotations

import base64
import binascii
import heapq
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict, Field

from desk.case import Case
from desk.cases import several
from desk.context import Desk
from desk.errors import not_found
from desk.states import OPEN, State
from desk.tables import cases
from desk.words import matching

Band = Literal["high", "medium", "low"]
_FEW = 2_000  # search hits


class Filter(BaseModel):
    """What to list; `None` and empty mean any. `states` default to what is open.

    `mine` is an actor's name: only what that person holds. `older_than`/`newer_than` bound the moment
    the client wrote. `text`: every word must begin some word of the message, sender or client.
    """

    model_config = ConfigDict(frozen=True)

    states: tuple[State, ...] = OPEN
    scenario: str | None = None
    confidence: Band | None = None
    needs_person: bool | None = None
    with_lead: bool | None = None
    mine: str | None = None
    older_than: datetime | None = None
    newer_than: datetime | None = None
    text: str | None = None
    cursor: str | None = None
    limit: int = Field(50, ge=1, le=200)


class Page(BaseModel):
    """One page of the queue; `next` is the cursor of the page after it, or None."""

    model_config = ConfigDict(frozen=True)

    items: list[Case]
    next: str | None


def page(desk: Desk, wanted: Filter) -> Page:
    """A page of cases. Raises 404 for a cursor that was not handed out."""
    after = _decode(wanted.cursor) if wanted.cursor else None
    with desk.db.read() as tx:
        conditions = _conditions(tx, wanted)
        if conditions is None:
            return Page(items=[], next=None)
        streams = [
            tx.execute(_stream(state, conditions, after, wanted.limit + 1)).all()
            for state in dict.fromkeys(wanted.states)
        ]
        keys = [(rank, seq) for rank, seq in heapq.merge(*(map(tuple, s) for s in streams))]
        shown = keys[: wanted.limit]
        items = several(tx, desk, [seq for _, seq in shown])
    return Page(items=items, next=_encode(*shown[-1]) if len(keys) > wanted.limit else None)


def counts(desk: Desk) -> dict[State, int]:
    """How many cases are in each state."""
    query = sa.select(cases.c.state, sa.func.count()).group_by(cases.c.state)
    with desk.db.read() as tx:
        found = {row[0]: row[1] for row in tx.execute(query)}
    return {state: found.get(state.value, 0) for state in State}


def open_counts(desk: Desk, mine: str | None = None) -> dict[str, int]:
    """Counts of what is open: `all`, `needs_person`, `with_lead`, `mine`, and each scenario's name."""
    state = cases.c.state.in_([s.value for s in OPEN])
    by = (cases.c.scenarios, cases.c.needs_person, cases.c.with_lead, cases.c.claimed_by)
    # Grouped in the order of the index `ix_cases_counts`, so that nothing is sorted.
    grouped = sa.select(*by, sa.func.count()).where(state).group_by(cases.c.state, *by)
    totals = {"all": 0, "needs_person": 0, "with_lead": 0, "mine": 0}
    with desk.db.read() as tx:
        rows = tx.execute(grouped).all()
    for scenarios, person, lead, holder, count in rows:
        totals["all"] += count
        totals["needs_person"] += count if person else 0
        totals["with_lead"] += count if lead else 0
        totals["mine"] += count if mine and holder == mine else 0
        for name in filter(None, scenarios.split("|")):
            totals[name] = totals.get(name, 0) + count
    return totals


def _conditions(tx: sa.Connection, wanted: Filter) -> list[Any] | None:
    found: list[Any] = []
    if wanted.scenario:
        place = sa.func.instr if tx.dialect.name == "sqlite" else sa.func.strpos  # faster than LIKE
        found.append(place(cases.c.scenarios, f"|{wanted.scenario}|") > 0)
    if wanted.confidence:
        found.append(cases.c.confidence == wanted.confidence)
    if wanted.needs_person is not None:
        found.append(cases.c.needs_person.is_(wanted.needs_person))
    if wanted.with_lead is not None:
        found.append(cases.c.with_lead.is_(wanted.with_lead))
    if wanted.mine:
        found.append(cases.c.claimed_by == wanted.mine)
    if wanted.older_than:
        found.append(cases.c.received_at < wanted.older_than)
    if wanted.newer_than:
        found.append(cases.c.received_at >= wanted.newer_than)
    if wanted.text:
        hits = matching(tx, wanted.text)
        if hits is None:
            return None
        few = tx.execute(sa.text(f"{hits} LIMIT {_FEW + 1}").bindparams(**hits.compile().params))
        seqs = list(few.scalars())
        # Few hits are looked up one by one; many are met soon on the way along the index.
        found.append(cases.c.seq.in_(seqs if len(seqs) <= _FEW else hits))
    return found


def _stream(
    state: State, conditions: list[Any], after: tuple[int, int] | None, limit: int
) -> sa.Select[int, int]:
    query = sa.select(cases.c.rank, cases.c.seq).where(cases.c.state == state.value, *conditions)
    if after:
        query = query.where(sa.tuple_(cases.c.rank, cases.c.seq) > after)
    return query.order_by(cases.c.rank, cases.c.seq).limit(limit)


def _encode(rank: int, seq: int) -> str:
    return base64.urlsafe_b64encode(f"{rank}.{seq}".encode()).decode().rstrip("=")


def _decode(cursor: str) -> tuple[int, int]:
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True)
        rank, seq = text.decode("ascii").split(".")
        found = (int(rank), int(seq))
    except (binascii.Error, ValueError):
        raise not_found("cursor") from None
    if not (0 <= found[0] < 2**31 and 0 <= found[1] < 2**62):
        raise not_found("cursor")
    return found
