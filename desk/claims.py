"""Claims: a timed hold on a case, so that two agents do not write the same answer."""

from __future__ import annotations

from collections.abc import Mapping

from desk import cases, queue
from desk.case import Case
from desk.change import changing
from desk.context import Actor, Desk
from desk.errors import Problem, conflict, forbidden, invalid
from desk.states import State

MAX_REASON = 2_000
FREE: Mapping[str, None] = {"claimed_by": None, "lease_until": None}
"""The columns of a case that nobody holds; `Change.lease` has those of one that is held."""


def claim(
    desk: Desk, case_id: str, actor: Actor, *, version: int | None = None, force: bool = False
) -> Case:
    """Hold a case for `settings.lease` seconds; again by the holder renews it.

    Takes over a claim that ran out; `force` lets a lead take over one that did not. Raises 409 that
    names the holder, 403 for a case that was handed to a lead.
    """
    with changing(desk, case_id, actor, version) as change:
        held = change.state is State.CLAIMED
        if held and change.row["claimed_by"] == actor.name:
            change.lengthen()
        elif held and force and actor.leads:
            was = change.row["claimed_by"]
            change.to(State.CLAIMED, "taken over by a lead", {"from": was}, **change.lease())
        else:
            change.hold()
    return cases.get(desk, case_id)


def renew(desk: Desk, case_id: str, actor: Actor) -> Case:
    """Lengthen a claim while its holder works; no audit row, no new version. Raises 409 when lost."""
    with changing(desk, case_id, actor) as change:
        if change.state is not State.CLAIMED or change.row["claimed_by"] != actor.name:
            raise change.taken()
        change.lengthen()
    return cases.get(desk, case_id)


def release(desk: Desk, case_id: str, actor: Actor, *, version: int | None = None) -> Case:
    """Put a claimed case back into the queue. Only its holder or a lead may; raises 409 otherwise."""
    with changing(desk, case_id, actor, version) as change:
        if change.state is not State.CLAIMED:
            raise conflict(
                "state",
                f"Nobody holds this case; it is {change.state.value}.",
                by=change.row["changed_by"],
                version=change.row["version"],
                state=change.state.value,
            )
        if change.row["claimed_by"] != actor.name and not actor.leads:
            raise change.taken()
        change.to(State.WAITING, "released", **FREE)
    return cases.get(desk, case_id)


def hand_to_lead(
    desk: Desk, case_id: str, actor: Actor, reason: str, *, version: int | None = None
) -> Case:
    """Put a case back for leads only, with a reason. Raises 409 as `claim` does."""
    why = reason_text(reason)
    with changing(desk, case_id, actor, version) as change:
        change.hold()
        change.to(
            State.WAITING,
            "handed to a lead",
            {"reason": why},
            with_lead=True,
            rank=0,
            **FREE,
        )
    return cases.get(desk, case_id)


def take_next(desk: Desk, actor: Actor, wanted: queue.Filter | None = None) -> Case | None:
    """Claim the first waiting case that fits, or None when there is none that the actor may take."""
    wanted = (wanted or queue.Filter()).model_copy(
        update={"states": (State.WAITING,), "limit": 20, "cursor": None}
    )
    if not actor.leads:
        wanted = wanted.model_copy(update={"with_lead": False})
    for case in queue.page(desk, wanted).items:
        try:
            return claim(desk, case.id, actor)
        except Problem as problem:  # another agent was faster: the next one then
            if problem.status not in (403, 409):
                raise
    return None


def reason_text(reason: str) -> str:
    """A written reason, trimmed. Raises 422 when it is empty or too long."""
    why = reason.strip()
    if not why or len(why) > MAX_REASON:
        raise invalid(f"Give a reason of 1 to {MAX_REASON} characters.", "reason")
    return why


def require_lead(actor: Actor) -> None:
    """Raise 403 unless the actor is a lead or an admin."""
    if not actor.leads:
        raise forbidden("Only a lead may do this.")
