"""Figures for a lead: what came in and went out each day, and how long the open cases wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from desk.context import Desk
from desk.pages.span import Span
from desk.states import OPEN, UNREAD
from desk.tables import cases, transitions

KINDS = {"accepted": "came in", "approved": "approved", "rejected": "rejected"}
WAITS = (
    ("Under a day", timedelta(0), timedelta(days=1)),
    ("1 to 3 days", timedelta(days=1), timedelta(days=3)),
    ("3 to 7 days", timedelta(days=3), timedelta(days=7)),
    ("Over 7 days", timedelta(days=7), timedelta(days=36_500)),
)


@dataclass(frozen=True)
class Day:
    """One day's counts."""

    date: str
    accepted: int
    approved: int
    rejected: int


def throughput(desk: Desk, span: Span) -> list[Day]:
    """Counts by day, in UTC; days without anything included."""
    # SQLite stores UTC as text; PostgreSQL would otherwise cut days in the session's time zone.
    at = transitions.c.at if desk.db.sqlite else sa.func.timezone("UTC", transitions.c.at)
    date = sa.cast(sa.func.date(at), sa.String)
    query = (
        sa.select(date, transitions.c.action, sa.func.count())
        .where(transitions.c.at >= span.since, transitions.c.action.in_(list(KINDS)))
        .group_by(date, transitions.c.action)
    )
    with desk.db.read() as tx:
        found = {(day, action): count for day, action, count in tx.execute(query)}
    return [Day(day, *(found.get((day, kind), 0) for kind in KINDS)) for day in span.dates()]


@dataclass(frozen=True)
class Wait:
    """How many open cases wait that long."""

    title: str
    count: int


def waiting(desk: Desk, now: datetime) -> list[Wait]:
    """Open and unread cases by the age of the client's message."""
    states = [state.value for state in (*OPEN, *UNREAD)]
    query = sa.select(
        *(sa.func.count(sa.case((_between(now, least, most), 1))) for _, least, most in WAITS)
    ).where(cases.c.state.in_(states))
    with desk.db.read() as tx:
        counts = tx.execute(query).one()
    return [Wait(title, count) for (title, _, _), count in zip(WAITS, counts, strict=True)]


def _between(now: datetime, least: timedelta, most: timedelta) -> sa.ColumnElement[bool]:
    newest = sa.true() if not least else cases.c.received_at <= now - least
    return sa.and_(newest, cases.c.received_at > now - most)
