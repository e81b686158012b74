"""Takes a message in: one short transaction, before anything that may fail or take time."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from desk.audit import record
from desk.context import Actor, Desk
from desk.errors import conflict, invalid
from desk.incoming import Incoming
from desk.states import State
from desk.tables import attachments, cases, messages
from desk.tables_people import idempotency
from desk.threads import supersede_older
from desk.words import index_words


@dataclass(frozen=True)
class Accepted:
    """`seq` and `id` name the case; `new` is False for a redelivery or a repeated key."""

    seq: int
    id: str
    new: bool


def accept(desk: Desk, incoming: Incoming, actor: Actor) -> Accepted:
    """Store a message and open its case, or find the one it already has.

    Raises 422 when the Idempotency-Key was used for another request, 409 when the message id was
    used for other words.
    """
    try:
        return _accept(desk, incoming, actor)
    except IntegrityError:  # the same message came through another process in between
        return _accept(desk, incoming, actor)


def _accept(desk: Desk, incoming: Incoming, actor: Actor) -> Accepted:
    at = desk.now()
    with desk.db.write() as tx:
        known = _by_key(tx, incoming, actor) or _by_message(tx, incoming)
        if known is None:
            case_id = secrets.token_hex(12)
            seq = _store(tx, incoming, actor, at, case_id)
            index_words(tx, seq, incoming)
            supersede_older(tx, seq, case_id, incoming.thread(), incoming.received_at or at, at)
            known = Accepted(seq, case_id, True)
        if incoming.key:
            _remember(tx, incoming, actor, at, known.seq)
    return known


def _by_key(tx: sa.Connection, incoming: Incoming, actor: Actor) -> Accepted | None:
    if not incoming.key:
        return None
    row = tx.execute(
        sa.select(idempotency.c.digest, cases.c.seq, cases.c.id)
        .join(cases, cases.c.seq == idempotency.c.case_seq)
        .where(idempotency.c.owner == actor.name, idempotency.c.key == incoming.key)
    ).first()
    if row is None:
        return None
    if row.digest != incoming.key_digest:
        raise invalid(
            "This Idempotency-Key was used for another request.", "Idempotency-Key", "key-reused"
        )
    return Accepted(row.seq, row.id, False)


def _by_message(tx: sa.Connection, incoming: Incoming) -> Accepted | None:
    row = tx.execute(
        sa.select(messages.c.digest, cases.c.seq, cases.c.id)
        .join(cases, cases.c.seq == messages.c.seq)
        .where(messages.c.message_id == incoming.reply.id)
    ).first()
    if row is None:
        return None
    if row.digest != incoming.digest():
        raise conflict("changed", "This message id was used for a message with other words.")
    return Accepted(row.seq, row.id, False)


def _remember(tx: sa.Connection, incoming: Incoming, actor: Actor, at: datetime, seq: int) -> None:
    here = sa.select(idempotency.c.key).where(
        idempotency.c.owner == actor.name, idempotency.c.key == incoming.key
    )
    if tx.execute(here).first() is None:
        tx.execute(
            idempotency.insert(),
            {
                "owner": actor.name,
                "key": incoming.key,
                "digest": incoming.key_digest,
                "case_seq": seq,
                "made_at": at,
            },
        )


def _store(tx: sa.Connection, incoming: Incoming, actor: Actor, at: datetime, case_id: str) -> int:
    reply, account = incoming.reply, incoming.account
    row: dict[str, Any] = {
        "message_id": reply.id,
        "digest": incoming.digest(),
        "subject": reply.subject,
        "body": reply.body,
        "sender": reply.sender,
        "headers": dict(reply.headers),
        "client_id": incoming.client,
        "account": account.model_dump_json() if account else None,
        "ticket_id": incoming.ticket_id,
        "ticket_url": incoming.ticket_url,
        "accepted_by": actor.name,
        "accepted_at": at,
    }
    seq = int(tx.execute(messages.insert().returning(messages.c.seq), row).scalar_one())
    tx.execute(
        cases.insert(),
        {
            "seq": seq,
            "id": case_id,
            "state": State.RECEIVED.value,
            "version": 1,
            "rank": 5,
            "scenarios": "",
            "confidence": "",
            "needs_person": False,
            "sensitive": False,
            "received_at": incoming.received_at or at,
            "revision": 0,
            "edited": False,
            "with_lead": False,
            "changed_by": actor.name,
            "changed_at": at,
            "thread": incoming.thread(),
            "attempts": 0,
        },
    )
    if reply.attachments:
        tx.execute(attachments.insert(), _files(incoming, seq))
    record(tx, seq, at, actor.name, "accepted", None, State.RECEIVED)
    return seq


def _files(incoming: Incoming, seq: int) -> list[dict[str, Any]]:
    contents = [u.content for u in incoming.uploads]
    contents += [None] * (len(incoming.reply.attachments) - len(contents))
    return [
        {
            "message_seq": seq,
            "position": n,
            "name": file.name,
            "content_type": file.content_type,
            "size": None if content is None else len(content),
            "content": content,
        }
        for n, (file, content) in enumerate(zip(incoming.reply.attachments, contents, strict=True))
    ]
