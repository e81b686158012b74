"""Reads one case, its message, its files and its earlier drafts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from classifier.reply import Attachment, Reply
from desk.case import Case, Row, from_row
from desk.context import Desk
from desk.errors import not_found
from desk.pipeline import Outcome
from desk.states import State
from desk.tables import attachments, cases, drafts, messages, outbox

COLUMNS = sa.select(
    cases,
    messages.c.message_id,
    messages.c.accepted_at,
    messages.c.subject,
    messages.c.sender,
    messages.c.client_id,
    messages.c.ticket_id,
    messages.c.ticket_url,
    drafts.c.origin,
    drafts.c.labels,
    drafts.c.outcome,
    drafts.c.account.label("used_account"),
    drafts.c.text,
    drafts.c.segments,
    *(
        outbox.c[name].label(f"delivery_{name}")
        for name in ("id", "target", "state", "attempts", "due_at", "error")
    ),
).select_from(
    cases.join(messages, messages.c.seq == cases.c.seq)
    .outerjoin(
        drafts,
        sa.and_(drafts.c.case_seq == cases.c.seq, drafts.c.revision == cases.c.revision),
    )
    .outerjoin(outbox, sa.and_(outbox.c.case_seq == cases.c.seq, outbox.c.state != "cancelled"))
)


@dataclass(frozen=True)
class Revision:
    """One draft of a case: `origin` is baseline | opinion | relabel | edit, `author` who made it."""

    revision: int
    origin: str
    author: str
    made_at: datetime
    text: str | None
    outcome: Outcome


def get(desk: Desk, case_id: str) -> Case:
    """One case. Raises 404."""
    with desk.db.read() as tx:
        row = tx.execute(COLUMNS.where(cases.c.id == case_id)).mappings().first()
    if row is None:
        raise not_found("case")
    return view(desk, dict(row))


def by_message(desk: Desk, message_id: str) -> Case | None:
    """The case of a client message id, if it was accepted."""
    with desk.db.read() as tx:
        row = tx.execute(COLUMNS.where(messages.c.message_id == message_id)).mappings().first()
    return view(desk, dict(row)) if row else None


def several(tx: sa.Connection, desk: Desk, seqs: Iterable[int]) -> list[Case]:
    """The cases with these numbers, in the order given."""
    wanted = list(seqs)
    rows = tx.execute(COLUMNS.where(cases.c.seq.in_(wanted))).mappings()
    found = {row["seq"]: dict(row) for row in rows}
    return [view(desk, found[seq]) for seq in wanted if seq in found]


def view(desk: Desk, row: Row) -> Case:
    """A `Case` from a row of `COLUMNS`; an approval can be undone only before anything was tried."""
    until = None
    if row["state"] in (State.APPROVED.value, State.REJECTED.value) and row["decided_at"]:
        until = row["decided_at"] + timedelta(seconds=desk.settings.undo)
        if desk.now() >= until or row["delivery_attempts"]:
            until = None
    return from_row(row, until)


def reply(desk: Desk, case_id: str) -> Reply:
    """The client's message as it came. Raises 404."""
    with desk.db.read() as tx:
        seq = tx.execute(sa.select(cases.c.seq).where(cases.c.id == case_id)).scalar()
        if seq is None:
            raise not_found("case")
        return load_replies(tx, [seq])[seq]


def load_replies(tx: sa.Connection, seqs: list[int]) -> dict[int, Reply]:
    """Messages by case number."""
    files: dict[int, list[Attachment]] = {}
    names = sa.select(
        attachments.c.message_seq, attachments.c.name, attachments.c.content_type
    ).where(attachments.c.message_seq.in_(seqs))
    for file in tx.execute(names.order_by(attachments.c.message_seq, attachments.c.position)):
        one = Attachment(name=file.name, content_type=file.content_type)
        files.setdefault(file.message_seq, []).append(one)
    rows = tx.execute(sa.select(messages).where(messages.c.seq.in_(seqs))).mappings()
    return {row["seq"]: _reply(dict(row), tuple(files.get(row["seq"], ()))) for row in rows}


def _reply(row: dict[str, Any], files: tuple[Attachment, ...]) -> Reply:
    return Reply(
        id=row["message_id"],
        subject=row["subject"],
        body=row["body"],
        attachments=files,
        headers=row["headers"],
        sender=row["sender"],
    )


@dataclass(frozen=True)
class File:
    """One attachment. `content` is None where only its name was given; `size` in bytes."""

    position: int
    name: str
    content_type: str | None
    size: int | None
    content: bytes | None = None


def files(desk: Desk, case_id: str) -> list[File]:
    """A case's attachments without their content."""
    wanted = (attachments.c.position, attachments.c.name, attachments.c.content_type)
    query = (
        sa.select(*wanted, attachments.c.size)
        .join(cases, cases.c.seq == attachments.c.message_seq)
        .where(cases.c.id == case_id)
        .order_by(attachments.c.position)
    )
    with desk.db.read() as tx:
        return [File(*row) for row in tx.execute(query)]


def file(desk: Desk, case_id: str, position: int) -> File:
    """One attachment with its content, for a download. Raises 404, also where no content was sent."""
    query = (
        sa.select(attachments)
        .join(cases, cases.c.seq == attachments.c.message_seq)
        .where(cases.c.id == case_id, attachments.c.position == position)
    )
    with desk.db.read() as tx:
        row = tx.execute(query).mappings().first()
    if row is None or row["content"] is None:
        raise not_found("attachment")
    return File(position, row["name"], row["content_type"], row["size"], row["content"])


def revisions(desk: Desk, case_id: str) -> list[Revision]:
    """Every draft of a case, oldest first: the machine's own reading is the first."""
    query = (
        sa.select(drafts)
        .join(cases, cases.c.seq == drafts.c.case_seq)
        .where(cases.c.id == case_id)
        .order_by(drafts.c.revision)
    )
    with desk.db.read() as tx:
        return [
            Revision(
                row["revision"],
                row["origin"],
                row["author"],
                row["made_at"],
                row["text"],
                Outcome.model_validate_json(row["outcome"]),
            )
            for row in tx.execute(query).mappings()
        ]


def earlier(desk: Desk, case: Case, limit: int = 20) -> list[Case]:
    """Other cases of the same client, newest first."""
    if not case.client_id:
        return []
    query = (
        sa.select(messages.c.seq)
        .where(messages.c.client_id == case.client_id, messages.c.seq != case.seq)
        .order_by(messages.c.seq.desc())
        .limit(limit)
    )
    with desk.db.read() as tx:
        return several(tx, desk, tx.execute(query).scalars())
