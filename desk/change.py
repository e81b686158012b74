"""One change of one case: locked, checked against version and holder, written with its audit rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from desk.audit import record
from desk.context import Actor, Desk
from desk.errors import ConflictKind, conflict, forbidden, not_found
from desk.states import State
from desk.tables import cases


@dataclass
class Change:
    """The open transaction, the case's row as it stands in it, who changes it and when."""

    desk: Desk
    tx: sa.Connection
    row: dict[str, Any]
    actor: Actor
    at: datetime

    @property
    def state(self) -> State:
        """Where the case stands now."""
        return State(self.row["state"])

    def to(
        self,
        after: State,
        action: str,
        detail: dict[str, Any] | None = None,
        under: dict[str, Any] | None = None,
        **values: Any,
    ) -> None:
        """Go to `after`, set `values`, count the version up and write the audit row."""
        record(
            self.tx,
            self.row["seq"],
            self.at,
            self.actor.name,
            action,
            self.state,
            after,
            detail,
            under,
        )
        new = {
            **values,
            "state": after.value,
            "version": self.row["version"] + 1,
            "changed_by": self.actor.name,
            "changed_at": self.at,
        }
        self.tx.execute(cases.update().where(cases.c.seq == self.row["seq"]), new)
        self.row.update(new)

    def lease(self) -> dict[str, Any]:
        """The columns of a claim that begins now."""
        seconds = self.desk.settings.lease
        return {
            "claimed_by": self.actor.name,
            "lease_until": self.at + timedelta(seconds=seconds),
        }

    def lengthen(self) -> None:
        """Let the holder's claim run anew: no new version, or an agent would lose against himself."""
        self.tx.execute(
            cases.update().where(cases.c.seq == self.row["seq"]),
            {"lease_until": self.lease()["lease_until"]},
        )

    def hold(self) -> None:
        """Make sure the actor holds the case: take it if it is free, or raise a 409 that names who does.

        Raises 403 where the case waits for a lead and the actor is none.
        """
        if self.row["with_lead"] and not self.actor.leads:
            raise forbidden("This case was handed to a lead.")
        if self.state is State.WAITING:
            self.to(State.CLAIMED, "claimed", **self.lease())
            return
        if self.state is not State.CLAIMED:
            raise self.taken()
        if self.row["claimed_by"] == self.actor.name:
            return
        if self.row["lease_until"] > self.at:
            raise self.taken()
        was = self.row["claimed_by"]
        self.to(State.CLAIMED, "taken over", {"from": was}, **self.lease())

    def taken(self) -> Exception:
        """The 409 for a case that is no longer the actor's to change: it says who has it, or did what."""
        version, state = self.row["version"], self.state
        if state is State.CLAIMED:
            by = self.row["claimed_by"]
            return conflict(
                "claimed", f"{by} holds this case.", by=by, version=version, state=state.value
            )
        by = self.row["decided_by"] or self.row["changed_by"]
        kind: ConflictKind = "superseded" if state is State.SUPERSEDED else "state"
        return conflict(
            kind, f"The case is {state.value} (by {by}).", by=by, version=version, state=state.value
        )


@contextmanager
def changing(
    desk: Desk, case_id: str, actor: Actor, version: int | None = None
) -> Iterator[Change]:
    """Lock a case for one change. With `version`, raises a 409 when someone changed it since.

    Raises 404 for an unknown case. Everything inside commits together or not at all.
    """
    with desk.db.write() as tx:
        found = tx.execute(sa.select(cases).where(cases.c.id == case_id).with_for_update())
        row = found.mappings().first()
        if row is None:
            raise not_found("case")
        change = Change(desk, tx, dict(row), actor, desk.now())
        if version is not None and row["version"] != version:
            if change.state not in (State.WAITING, State.CLAIMED):
                raise change.taken()
            by = row["changed_by"]
            raise conflict(
                "changed",
                f"{by} changed this case in the meantime.",
                by=by,
                version=row["version"],
                state=row["state"],
            )
        yield change
