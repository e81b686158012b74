"""A client who writes again: the newer message takes the place of the older one's draft."""

from __future__ import annotations

from datetime import timedelta

from desk_kit import ANA, CALLER, Clock, count, drafted, incoming, refused

from desk import cases, claims, editing
from desk.accept import accept
from desk.context import Desk
from desk.drafting import draft_cases
from desk.states import State
from desk.tables import drafts

pytest_plugins = ["desk_kit"]


def test_a_newer_message_supersedes_an_untouched_draft(desk: Desk, clock: Clock) -> None:
    old = drafted(desk, "m1", ticket_id="7")
    clock.pass_(5)
    new = drafted(desk, "m2", ticket_id="7")
    old = cases.get(desk, old.id)
    assert (old.state, old.newer_id) == (State.SUPERSEDED, new.id)
    assert new.state is State.WAITING
    assert old.text is not None
    with refused(409, "superseded"):
        claims.claim(desk, old.id, ANA)


def test_a_newer_message_supersedes_a_claim_but_only_flags_an_edit(desk: Desk) -> None:
    claimed, edited = drafted(desk, "m1", ticket_id="7"), drafted(desk, "m2", ticket_id="8")
    claims.claim(desk, claimed.id, ANA)
    editing.edit(desk, edited.id, ANA, "Hello, we are looking into it.")
    accept(desk, incoming("m3", ticket_id="7"), CALLER)
    newer = accept(desk, incoming("m4", ticket_id="8"), CALLER)
    assert cases.get(desk, claimed.id).state is State.SUPERSEDED
    kept = cases.get(desk, edited.id)
    assert (kept.state, kept.newer_id) == (State.CLAIMED, newer.id)
    assert kept.text == "Hello, we are looking into it."


def test_messages_that_wait_together_each_get_a_draft_and_the_last_stays(desk: Desk) -> None:
    old, new = (accept(desk, incoming(f"m{n}", ticket_id="7"), CALLER) for n in (1, 2))
    draft_cases(desk, [old.seq, new.seq], "n0")
    states = [cases.get(desk, one.id).state for one in (old, new)]
    assert states == [State.SUPERSEDED, State.WAITING]
    assert count(desk, drafts) == 2


def test_a_late_arrival_of_an_older_message_is_superseded_itself(desk: Desk, clock: Clock) -> None:
    new = drafted(desk, "m2", ticket_id="7", received_at=clock())
    old = drafted(desk, "m1", ticket_id="7", received_at=clock() - timedelta(hours=1))
    assert cases.get(desk, new.id).state is State.WAITING
    assert (old.state, old.newer_id) == (State.SUPERSEDED, new.id)


def test_other_tickets_and_unknown_clients_supersede_nothing(desk: Desk) -> None:
    one = drafted(desk, "m1", ticket_id="7")
    drafted(desk, "m2", ticket_id="8")
    drafted(desk, "m3")
    assert cases.get(desk, one.id).state is State.WAITING
