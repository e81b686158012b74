"""The outbox: what an approval sends, written in the approval's own transaction.

Draft, route, note and tags are one payload, so they go out together or not at all. A delivery has the
states pending → sent | failed, or held where no target is set, or cancelled by an undo.
"""

from __future__ import annotations

import json
import secrets
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from desk.audit import record
from desk.case import Case, subject_line
from desk.change import Change
from desk.context import SYSTEM, Desk
from desk.states import State
from desk.tables import cases, outbox

NOWHERE = "none"
_AGAIN = timedelta(seconds=150)  # longer than any try takes


def put(change: Change, case: Case, overridden: str | None) -> None:
    """Write the delivery of an approved case; it is due when the undo window has passed."""
    target = change.desk.settings.delivery_url
    delivery = secrets.token_hex(16)
    row = {
        "id": delivery,
        "case_seq": case.seq,
        "target": "webhook" if target else NOWHERE,
        "payload": json.dumps(_payload(delivery, change, case, overridden), ensure_ascii=False),
        "state": "pending" if target else "held",
        "attempts": 0,
        "most": change.desk.settings.delivery_attempts,
        "due_at": change.at + timedelta(seconds=change.desk.settings.undo),
        "made_at": change.at,
    }
    change.tx.execute(outbox.insert(), row)


def _payload(delivery: str, change: Change, case: Case, overridden: str | None) -> dict[str, Any]:
    assert case.outcome is not None  # noqa: S101 - approve has seen to it
    assert case.text is not None  # noqa: S101
    draft = case.outcome.draft
    return {
        "delivery": delivery,
        "case": case.id,
        "message_id": case.message_id,
        "ticket": {"id": case.ticket_id, "url": case.ticket_url} if case.ticket_id else None,
        "client_id": case.client_id,
        "to": case.sender,
        "reply": {
            "subject": subject_line(case.outcome),
            "body": case.text,
            "language": draft.language if draft else "en",
        },
        "route": case.outcome.decision.route.model_dump(mode="json"),
        "approved": {
            "by": change.actor.name,
            "at": change.at.isoformat(),
            "override": overridden,
        },
    }


def cancel(change: Change) -> bool:
    """Call a delivery back; False when it was tried already."""
    done = change.tx.execute(
        outbox.update().where(
            outbox.c.case_seq == change.row["seq"],
            outbox.c.state.in_(["pending", "held"]),
            outbox.c.attempts == 0,
        ),
        {"state": "cancelled", "done_at": change.at},
    )
    return done.rowcount == 1


def requeue(change: Change) -> bool:
    """Make a failed or held delivery due now; False when there is none. Without a target it stays held."""
    target = change.desk.settings.delivery_url
    done = change.tx.execute(
        outbox.update()
        .where(outbox.c.case_seq == change.row["seq"], outbox.c.state.in_(["failed", "held"]))
        .values(
            {
                "state": "pending" if target else "held",
                "target": "webhook" if target else NOWHERE,
                # Tries go on counting: the engine takes every (delivery, try) once.
                "most": outbox.c.attempts + change.desk.settings.delivery_attempts,
                "due_at": change.at,
                "enqueued_at": None,
                "error": None,
                "done_at": None,
            }
        )
    )
    return done.rowcount == 1


def due(desk: Desk, limit: int = 100) -> list[tuple[str, int]]:
    """Deliveries to be tried now, as `(id, try)`, marked so that the next look leaves them out.

    One that was handed out a while ago without an end comes again: its process died.
    """
    at = desk.now()
    ready = sa.and_(
        outbox.c.state == "pending",
        outbox.c.due_at <= at,
        sa.or_(outbox.c.enqueued_at.is_(None), outbox.c.enqueued_at < at - _AGAIN),
    )
    query = sa.select(outbox.c.id, outbox.c.attempts).where(ready).order_by(outbox.c.due_at)
    with desk.db.read() as tx:  # an empty outbox costs no write lock
        if tx.execute(query.limit(1)).first() is None:
            return []
    with desk.db.write() as tx:
        rows = tx.execute(query.limit(limit).with_for_update(skip_locked=True)).all()
        ids = [row.id for row in rows]
        tx.execute(outbox.update().where(outbox.c.id.in_(ids)), {"enqueued_at": at})
    return [(row.id, row.attempts + 1) for row in rows]


def begin(desk: Desk, delivery: str, attempt: int) -> str | None:
    """Count a try before it is made and return the payload; None when it is not this try's turn.

    A try that was counted before and comes again never ended: it is written down as failed.
    """
    with desk.db.write() as tx:
        if _locked(tx, delivery) is None:
            return None
        row = tx.execute(sa.select(outbox).where(outbox.c.id == delivery)).mappings().one()
        if row["state"] != "pending" or row["due_at"] > desk.now() or row["attempts"] > attempt:
            return None
        if row["attempts"] < attempt:
            tx.execute(outbox.update().where(outbox.c.id == delivery), {"attempts": attempt})
            return str(row["payload"])
    finish(desk, delivery, attempt, "its process died during this try", False)
    return None


def finish(desk: Desk, delivery: str, attempt: int, error: str | None, final: bool) -> bool:
    """Write down how a try went: sent, tried again later, or failed for people to see (True)."""
    at = desk.now()
    with desk.db.write() as tx:
        case = _locked(tx, delivery)
        now = tx.execute(sa.select(outbox).where(outbox.c.id == delivery)).mappings().first()
        if case is None or now is None or now["state"] != "pending" or now["attempts"] != attempt:
            return False  # another try has already decided
        over = error is not None and (final or attempt >= now["most"])
        values: dict[str, Any] = {"error": error}
        if error is None or over:
            values |= {"state": "failed" if over else "sent", "done_at": at}
            _settle(tx, case, State.FAILED if over else State.DELIVERED, at, delivery, error)
        else:
            values |= {
                "due_at": at
                + _pause(desk, attempt + desk.settings.delivery_attempts - now["most"]),
                "enqueued_at": None,
            }
        tx.execute(outbox.update().where(outbox.c.id == delivery), values)
        return over


def _locked(tx: sa.Connection, delivery: str) -> dict[str, Any] | None:
    """The delivery's case, locked first, as every other change does it."""
    query = sa.select(cases).where(
        cases.c.seq == sa.select(outbox.c.case_seq).where(outbox.c.id == delivery).scalar_subquery()
    )
    row = tx.execute(query.with_for_update()).mappings().first()
    return dict(row) if row else None


def _settle(
    tx: sa.Connection,
    case: dict[str, Any],
    after: State,
    at: datetime,
    delivery: str,
    error: str | None,
) -> None:
    detail = {"delivery": delivery, "error": error}
    before = State(case["state"])
    record(tx, case["seq"], at, SYSTEM.name, after.value, before, after, detail)
    tx.execute(
        cases.update().where(cases.c.seq == case["seq"]),
        {
            "state": after.value,
            "version": case["version"] + 1,
            "changed_by": SYSTEM.name,
            "changed_at": at,
        },
    )


def _pause(desk: Desk, attempt: int) -> timedelta:
    return timedelta(seconds=min(3600.0, desk.settings.delivery_backoff * 2 ** (attempt - 1)))
