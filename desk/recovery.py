"""Finds messages whose process died between accepting and drafting them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

import sqlalchemy as sa

from desk.audit import record
from desk.context import SYSTEM, Desk
from desk.states import State
from desk.tables import cases


def drafting_nodes(desk: Desk) -> set[str]:
    """The processes that say they are drafting something."""
    query = sa.select(cases.c.node).where(cases.c.state == State.DRAFTING.value).distinct()
    with desk.db.read() as tx:
        return {str(node) for node in tx.execute(query).scalars() if node is not None}


def give_back(desk: Desk, nodes: Collection[str]) -> int:
    """Put what dead processes were drafting back to `received`; how many cases that were."""
    if not nodes:
        return 0
    at = desk.now()
    query = sa.select(cases.c.seq, cases.c.node).where(
        cases.c.state == State.DRAFTING.value, cases.c.node.in_(list(nodes))
    )
    with desk.db.write() as tx:
        rows = tx.execute(query.with_for_update(skip_locked=True)).all()
        if rows:
            tx.execute(
                cases.update().where(cases.c.seq.in_([row.seq for row in rows])),
                {"state": State.RECEIVED.value, "node": None},
            )
        for row in rows:
            detail = {"node": row.node}
            action = "given back: its process died"
            record(tx, row.seq, at, SYSTEM.name, action, State.DRAFTING, State.RECEIVED, detail)
    return len(rows)


def unread(desk: Desk, seconds: float, limit: int = 200) -> list[int]:
    """Messages accepted at least `seconds` ago that nobody has taken yet, oldest first."""
    query = (
        sa.select(cases.c.seq)
        .where(
            cases.c.state == State.RECEIVED.value,
            cases.c.changed_at <= desk.now() - timedelta(seconds=seconds),
        )
        .order_by(cases.c.seq)
        .limit(limit)
    )
    with desk.db.read() as tx:
        return list(tx.execute(query).scalars())
