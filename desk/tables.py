"""The tables about cases. Those about people and keys are in `desk.tables_people`.

`cases` is narrow and indexed for the queue; the long texts live in `messages` (never changed after they
are written) and `drafts` (one row a revision, never changed either).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(sa.TypeDecorator[datetime]):
    """An aware moment, in UTC; SQLite keeps it as text that sorts."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")  # SQLite counts up only INTEGER keys


def _case() -> sa.ForeignKey:
    return sa.ForeignKey("cases.seq", ondelete="CASCADE")


def _seq() -> sa.Column[int]:
    return sa.Column("seq", BigId, primary_key=True, autoincrement=True)


messages = sa.Table(
    "messages",
    metadata,
    _seq(),
    sa.Column("message_id", sa.Text, nullable=False, unique=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("sender", sa.Text),
    sa.Column("headers", sa.JSON, nullable=False),
    sa.Column("client_id", sa.Text, index=True),
    sa.Column("account", sa.Text),  # as given with the message
    sa.Column("ticket_id", sa.Text),
    sa.Column("ticket_url", sa.Text),
    sa.Column("accepted_by", sa.Text, nullable=False),
    sa.Column("accepted_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

attachments = sa.Table(
    "attachments",
    metadata,
    _seq(),
    sa.Column("message_seq", sa.ForeignKey("messages.seq", ondelete="CASCADE"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("content_type", sa.Text),
    sa.Column("size", sa.Integer),
    sa.Column("content", sa.LargeBinary),
    sa.UniqueConstraint("message_seq", "position"),
)

cases = sa.Table(
    "cases",
    metadata,
    sa.Column("seq", BigId, sa.ForeignKey("messages.seq"), primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("rank", sa.Integer, nullable=False),
    sa.Column("scenarios", sa.Text, nullable=False),  # "|a|b|", so that one can be found inside
    sa.Column("confidence", sa.Text, nullable=False),
    sa.Column("needs_person", sa.Boolean, nullable=False),
    sa.Column("sensitive", sa.Boolean, nullable=False),
    sa.Column("received_at", Utc, nullable=False),  # when the client wrote, as far as known
    sa.Column("revision", sa.Integer, nullable=False),  # of the live draft; 0 before there is one
    sa.Column("edited", sa.Boolean, nullable=False),
    sa.Column("with_lead", sa.Boolean, nullable=False),
    sa.Column("claimed_by", sa.Text),
    sa.Column("lease_until", Utc),
    sa.Column("decided_by", sa.Text),  # who approved or rejected it
    sa.Column("decided_at", Utc),
    sa.Column("changed_by", sa.Text, nullable=False),
    sa.Column("changed_at", Utc, nullable=False),
    sa.Column("thread", sa.Text),  # client and ticket; a newer message of the same supersedes
    sa.Column("newer_id", sa.Text),  # the newer message's case, where this one was edited and kept
    sa.Column("node", sa.Text),  # the process that is drafting it
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Index("ix_cases_queue", "state", "rank", "seq", "confidence", "scenarios", "received_at"),
    sa.Index("ix_cases_thread", "thread", "seq"),
    sa.Index("ix_cases_claimed", "claimed_by", "state", "rank", "seq"),
    sa.Index("ix_cases_changed", "changed_at"),
    sa.Index("ix_cases_counts", "state", "scenarios", "needs_person", "with_lead", "claimed_by"),
)

drafts = sa.Table(
    "drafts",
    metadata,
    _seq(),
    sa.Column("case_seq", BigId, _case(), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("origin", sa.Text, nullable=False),  # baseline | opinion | relabel | edit
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("made_at", Utc, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),  # desk.pipeline.Outcome as JSON
    sa.Column("account", sa.Text),  # the account that its figures come from
    sa.Column("text", sa.Text),  # the body as it would be sent; NULL where there is none
    sa.Column("segments", sa.JSON),  # [[origin, source, text], …] of an edited body
    sa.Column("labels", sa.JSON),  # an agent's scenarios, where one relabelled
    sa.UniqueConstraint("case_seq", "revision"),
)

transitions = sa.Table(
    "transitions",
    metadata,
    _seq(),
    sa.Column("case_seq", BigId, _case(), nullable=False, index=True),
    sa.Column("at", Utc, nullable=False, index=True),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text, nullable=False),
    sa.Column("detail", sa.JSON, nullable=False),
    sa.Column("versions", sa.JSON, nullable=False),
    sqlite_autoincrement=True,
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("case_seq", BigId, _case(), nullable=False),
    sa.Column("target", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),  # pending | held | sent | failed | cancelled
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("most", sa.Integer, nullable=False),  # tries until a person has to look
    sa.Column("due_at", Utc, nullable=False),
    sa.Column("enqueued_at", Utc),
    sa.Column("error", sa.Text),
    sa.Column("made_at", Utc, nullable=False),
    sa.Column("done_at", Utc),
    sa.Index("ix_outbox_due", "state", "due_at"),
    sa.Index(
        "uq_outbox_live",
        "case_seq",
        unique=True,
        sqlite_where=sa.text("state <> 'cancelled'"),
        postgresql_where=sa.text("state <> 'cancelled'"),
    ),
)

opinions = sa.Table(
    "opinions",
    metadata,
    sa.Column("case_seq", BigId, _case(), primary_key=True, autoincrement=False),
    sa.Column("state", sa.Text, nullable=False),  # pending | done | failed
    sa.Column("enqueued_at", Utc),
    sa.Column("made_at", Utc, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("error", sa.Text),
    sa.Index("ix_opinions_state", "state", "made_at"),
)
