"""Writes one more revision of a case's draft; earlier ones stay as they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from desk.change import Change
from desk.pipeline import Outcome
from desk.tables import drafts
from policy.account import Account


def add_revision(
    change: Change,
    origin: str,
    outcome: Outcome,
    account: Account | None,
    *,
    text: str | None = None,
    segments: Sequence[tuple[str, str, str]] | None = None,
    labels: Sequence[str] | None = None,
) -> int:
    """Store the next revision and return its number. `text` is needed only where it is an agent's."""
    revision = int(change.row["revision"]) + 1
    row = revision_row(
        change.row["seq"], revision, origin, change.actor.name, change.at, outcome, account
    )
    row |= {"labels": list(labels) if labels is not None else None}
    if text is not None:
        row |= {"text": text, "segments": [list(s) for s in segments or ()]}
    insert(change.tx, [row])
    return revision


def revision_row(
    seq: int,
    revision: int,
    origin: str,
    author: str,
    at: datetime,
    outcome: Outcome,
    account: Account | None,
) -> dict[str, Any]:
    """The row of one revision as the policy made it."""
    return {
        "case_seq": seq,
        "revision": revision,
        "origin": origin,
        "author": author,
        "made_at": at,
        "outcome": outcome.model_dump_json(),
        "account": account.model_dump_json() if account else None,
        "text": outcome.draft.body if outcome.draft else None,
        "segments": None,
        "labels": None,
    }


def insert(tx: sa.Connection, rows: list[dict[str, Any]]) -> None:
    """Insert revisions; the unique (case, revision) keeps a second first draft out."""
    tx.execute(drafts.insert(), rows)
