"""How a case ends at the desk: approved, rejected, taken back, or re-queued for delivery."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desk import cases, outbox
from desk.billing import account_of
from desk.case import Case
from desk.change import Change, changing
from desk.claims import FREE, reason_text, require_lead
from desk.context import Actor, Desk
from desk.editing import change_versions
from desk.errors import Problem, conflict
from desk.guarding import violations_of
from desk.states import State


def approve(
    desk: Desk,
    case_id: str,
    actor: Actor,
    *,
    version: int | None = None,
    override: str | None = None,
) -> Case:
    """Let the live draft go out, with route, note and tags, after the undo window.

    The guard reads it again, against the account as it is now. Raises 422 `guarded` with the
    violations; a lead may give a written `override`, which the audit keeps. Raises 409 when another
    agent holds or decided it, when there is no draft, or when the account changed since it was made.
    """
    why = None if override is None else reason_text(override)
    before = cases.get(desk, case_id)
    violations, stale = [], False
    if before.text is not None:
        with desk.db.read() as tx:
            account = account_of(tx, before.seq)
        stale = account != before.account
        found = violations_of(desk, before.text, account, before.outcome)
        violations = [v.model_dump(mode="json") for v in found]
    with changing(desk, case_id, actor, version) as change:
        change.hold()
        if change.row["revision"] != before.revision:
            raise change.taken()
        if before.text is None or before.outcome is None:
            raise conflict("no-draft", "There is no draft: relabel the case, or write one.")
        if stale:
            raise conflict(
                "account-changed",
                "The account changed since this draft was made: relabel it, or save your text again.",
                version=change.row["version"],
            )
        if violations:
            if why is None:
                raise Problem(422, "guarded", "The draft breaks a rule.", violations=violations)
            require_lead(actor)
        detail: dict[str, Any] = {"revision": before.revision}
        if violations:
            detail |= {"override": why, "violations": [v["kind"] for v in violations]}
        outbox.put(change, before, overridden=why if violations else None)
        change.to(
            State.APPROVED,
            "approved",
            detail,
            change_versions(desk, before.outcome),
            **_decided(change),
        )
    return cases.get(desk, case_id)


def reject(
    desk: Desk, case_id: str, actor: Actor, reason: str, *, version: int | None = None
) -> Case:
    """End a case without an answer from here. Raises 409 as `approve`, 422 without a reason."""
    why = reason_text(reason)
    with changing(desk, case_id, actor, version) as change:
        change.hold()
        change.to(State.REJECTED, "rejected", {"reason": why}, **_decided(change))
    return cases.get(desk, case_id)


def undo(desk: Desk, case_id: str, actor: Actor) -> Case:
    """Take back one's own approval or rejection within the undo window (a lead: anyone's).

    The case is the actor's again. Raises 409 when it is too late or somebody else's.
    """
    with changing(desk, case_id, actor) as change:
        by, at = change.row["decided_by"], change.row["decided_at"]
        if change.state not in (State.APPROVED, State.REJECTED) or by is None:
            raise change.taken()
        if by != actor.name and not actor.leads:
            raise change.taken()
        late = change.at >= at + timedelta(seconds=desk.settings.undo)
        if late or (change.state is State.APPROVED and not outbox.cancel(change)):
            raise conflict("state", "It is too late to undo this.", by=by, state=change.state.value)
        change.to(State.CLAIMED, "undone", **_undecided(change))
    return cases.get(desk, case_id)


def reopen(desk: Desk, case_id: str, actor: Actor, reason: str) -> Case:
    """Take a rejected case (also automatic mail) up again, at any time. Raises 409 for other states."""
    why = reason_text(reason)
    with changing(desk, case_id, actor) as change:
        if change.state is not State.REJECTED:
            raise change.taken()
        change.to(State.CLAIMED, "reopened", {"reason": why}, **_undecided(change))
    return cases.get(desk, case_id)


def redeliver(desk: Desk, case_id: str, actor: Actor) -> Case:
    """Send a failed or held delivery again. Raises 409 when there is none."""
    with changing(desk, case_id, actor) as change:
        if change.state not in (State.FAILED, State.APPROVED) or not outbox.requeue(change):
            raise conflict(
                "state", "There is no failed or held delivery.", state=change.state.value
            )
        change.to(State.APPROVED, "delivery re-queued")
    return cases.get(desk, case_id)


def _decided(change: Change) -> dict[str, Any]:
    """The columns of a case that the actor ends now: nobody holds it any longer."""
    return {**FREE, "decided_by": change.actor.name, "decided_at": change.at}


def _undecided(change: Change) -> dict[str, Any]:
    """The columns of an ended case that is the actor's to decide again."""
    return {**change.lease(), "decided_by": None, "decided_at": None}
