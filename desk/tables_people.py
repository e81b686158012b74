"""The tables about accounts, people, keys and what is remembered of requests."""

from __future__ import annotations

import sqlalchemy as sa

from desk.tables import BigId, Utc, metadata

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("client_id", sa.Text, primary_key=True),
    sa.Column("data", sa.Text, nullable=False),  # policy.account.Account as JSON
    sa.Column("changed_by", sa.Text, nullable=False),
    sa.Column("changed_at", Utc, nullable=False),
)

api_keys = sa.Table(
    "api_keys",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False, unique=True),
    sa.Column("made_at", Utc, nullable=False),
    sa.Column("revoked_at", Utc),
)

users = sa.Table(
    "users",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("made_at", Utc, nullable=False),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("user", sa.ForeignKey("users.name", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("csrf", sa.Text, nullable=False),
    sa.Column("made_at", Utc, nullable=False),
    sa.Column("until", Utc, nullable=False, index=True),
)

login_failures = sa.Table(
    "login_failures",
    metadata,
    sa.Column("subject", sa.Text, primary_key=True),  # "user:NAME" or "from:ADDRESS"
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_at", Utc, nullable=False),
)

idempotency = sa.Table(
    "idempotency",
    metadata,
    sa.Column("owner", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("case_seq", BigId, sa.ForeignKey("cases.seq", ondelete="CASCADE"), nullable=False),
    sa.Column("made_at", Utc, nullable=False, index=True),
)
