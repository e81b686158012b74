"""A newer message of the same client and ticket: the draft before it is dropped, or flagged if edited.

A message that is still being read keeps its place until its draft exists, so that every accepted
message has exactly one.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from desk.audit import record
from desk.states import OPEN, State
from desk.tables import cases

_OPEN = [state.value for state in OPEN]
# A case that another process is drafting is locked too: by the time it is ours, it may be open.
_LOCKED = [*_OPEN, State.DRAFTING.value]


def supersede_older(
    tx: sa.Connection, seq: int, case_id: str, thread: str | None, wrote: datetime, at: datetime
) -> None:
    """Retire the open cases of `thread` that are older than the message written at `wrote`."""
    if thread is None:
        return
    older = tx.execute(
        sa.select(cases)
        .where(
            cases.c.thread == thread,
            cases.c.seq != seq,
            cases.c.received_at <= wrote,
            cases.c.state.in_(_LOCKED),
        )
        .order_by(cases.c.seq)
        .with_for_update()
    ).mappings()
    for case in older.all():
        if case["state"] in _OPEN and case["newer_id"] != case_id:
            retire(tx, dict(case), case_id, at)


def newer_than(tx: sa.Connection, case: dict[str, Any]) -> str | None:
    """The id of the newest message after `case` in its thread, if there is one."""
    if case["thread"] is None:
        return None
    later = sa.or_(
        cases.c.received_at > case["received_at"],
        sa.and_(cases.c.received_at == case["received_at"], cases.c.seq > case["seq"]),
    )
    query = (
        sa.select(cases.c.id)
        .where(cases.c.thread == case["thread"], cases.c.seq != case["seq"], later)
        .order_by(cases.c.received_at.desc(), cases.c.seq.desc())
        .limit(1)
    )
    found: str | None = tx.execute(query).scalar()
    return found


def retire(tx: sa.Connection, case: dict[str, Any], newer: str, at: datetime) -> None:
    """Supersede one open case, or flag it where an agent's own words would be lost."""
    before = State(case["state"])
    values: dict[str, Any] = {
        "version": case["version"] + 1,
        "newer_id": newer,
        "changed_by": "desk",
        "changed_at": at,
    }
    if case["edited"]:
        action, after = "flagged: the client wrote again", before
    else:
        action, after = "superseded: the client wrote again", State.SUPERSEDED
        values |= {"state": after.value, "claimed_by": None, "lease_until": None}
    tx.execute(cases.update().where(cases.c.seq == case["seq"]), values)
    record(tx, case["seq"], at, "desk", action, before, after, {"newer": newer})
