"""The audit trail: every change of a case, by whom, when, what, and under which versions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict

from desk.db import Database
from desk.pipeline import Outcome
from desk.states import State, require
from desk.tables import cases, transitions


class Entry(BaseModel):
    """One audit row. `before` is None for the first; `detail` never holds a client's words."""

    model_config = ConfigDict(frozen=True)

    seq: int
    at: datetime
    actor: str
    action: str
    before: State | None
    after: State
    detail: dict[str, Any]
    versions: dict[str, Any]


def versions(outcome: Outcome | None, prompt: str = "") -> dict[str, Any]:
    """Versions of policy, macros, prompt and model behind an outcome; empty without one."""
    if outcome is None:
        return {}
    return {
        "policy": outcome.decision.policy_version,
        "macros": outcome.draft.macro_versions if outcome.draft else {},
        "prompt": prompt,
        "model": outcome.classification.model_version,
    }


def record(
    tx: sa.Connection,
    seq: int,
    at: datetime,
    actor: str,
    action: str,
    before: State | None,
    after: State,
    detail: dict[str, Any] | None = None,
    under: dict[str, Any] | None = None,
) -> None:
    """Write one audit row inside the caller's transaction. Raises a 409 for a barred transition."""
    if before is not None:
        require(before, after)
    tx.execute(
        transitions.insert(),
        {
            "case_seq": seq,
            "at": at,
            "actor": actor,
            "action": action,
            "before": before.value if before else None,
            "after": after.value,
            "detail": detail or {},
            "versions": under or {},
        },
    )


def trail(db: Database, case_id: str) -> list[Entry]:
    """A case's audit rows, oldest first; empty for an unknown case."""
    query = (
        sa.select(transitions)
        .join(cases, cases.c.seq == transitions.c.case_seq)
        .where(cases.c.id == case_id)
        .order_by(transitions.c.seq)
    )
    with db.read() as tx:
        return [Entry.model_validate(dict(row)) for row in tx.execute(query).mappings()]


def last_change(db: Database) -> int:
    """A number that grows with every change of any case; for cheap live updates."""
    with db.read() as tx:
        return tx.execute(sa.select(sa.func.max(transitions.c.seq))).scalar() or 0
