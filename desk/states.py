"""The states of a case and every transition that is allowed: one table, nothing beside it."""

from __future__ import annotations

from enum import StrEnum

from desk.errors import conflict


class State(StrEnum):
    """Where a case stands.

    `received`: stored, not read yet · `drafting`: being read · `waiting`: in the queue · `claimed`: an
    agent holds it · `approved`: on its way, or held where no target is set · `delivered`: the helpdesk
    took it · `failed`: it could not be delivered, a person has to look · `rejected`: no answer is sent
    from here · `superseded`: the client wrote again.
    """

    RECEIVED = "received"
    DRAFTING = "drafting"
    WAITING = "waiting"
    CLAIMED = "claimed"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"
    DELIVERED = "delivered"
    FAILED = "failed"


ALLOWED: dict[State, dict[State, str]] = {
    State.RECEIVED: {State.DRAFTING: "a process takes it"},
    State.DRAFTING: {
        State.WAITING: "drafted",
        State.REJECTED: "automatic mail is never answered",
        State.RECEIVED: "its process died",
    },
    State.WAITING: {
        State.CLAIMED: "an agent takes it",
        State.WAITING: "a second opinion, a flag, handed to a lead",
        State.SUPERSEDED: "the client wrote again",
    },
    State.CLAIMED: {
        State.CLAIMED: "renewed, taken over, edited or relabelled",
        State.WAITING: "released, handed to a lead",
        State.APPROVED: "approved",
        State.REJECTED: "rejected with a reason",
        State.SUPERSEDED: "the client wrote again before any edit",
    },
    State.APPROVED: {
        State.CLAIMED: "undone in time",
        State.DELIVERED: "the helpdesk took it",
        State.FAILED: "tries used up",
        State.APPROVED: "a held delivery re-queued by a person",
    },
    State.FAILED: {State.APPROVED: "re-queued by a person"},
    State.REJECTED: {State.CLAIMED: "undone or reopened"},
    State.SUPERSEDED: {},
    State.DELIVERED: {},
}

OPEN = (State.WAITING, State.CLAIMED)
UNREAD = (State.RECEIVED, State.DRAFTING)


def require(before: State, after: State, *, by: str | None = None) -> None:
    """Raise a 409 `Problem` that names who made it so, unless `before → after` is in the table."""
    if after not in ALLOWED[before]:
        who = f" by {by}" if by else ""
        raise conflict("state", f"The case is {before.value}{who}.", by=by, state=before.value)
