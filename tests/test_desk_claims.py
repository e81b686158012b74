"""Claims: who holds a case and for how long, who may take it over, which one comes next."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from desk_kit import ANA, BO, LEA, Clock, drafted, refused

from desk import claims, verdicts
from desk.context import Actor, Desk
from desk.errors import Problem
from desk.states import State

pytest_plugins = ["desk_kit"]


def test_claims_are_timed_renewed_and_taken_over(desk: Desk, clock: Clock) -> None:
    case = drafted(desk)
    held = claims.claim(desk, case.id, ANA)
    assert (held.claimed_by, held.lease_until) == ("ana", clock() + timedelta(seconds=300))
    with pytest.raises(Problem) as lost:
        claims.claim(desk, case.id, BO)
    assert (lost.value.status, lost.value.extra["by"]) == (409, "ana")
    clock.pass_(200)
    assert claims.renew(desk, case.id, ANA).version == held.version
    clock.pass_(200)
    with refused(409, "claimed"):
        claims.claim(desk, case.id, BO)
    clock.pass_(200)
    assert claims.claim(desk, case.id, BO).claimed_by == "bo"
    with refused(409, "claimed"):
        claims.renew(desk, case.id, ANA)


def test_a_lead_takes_over_by_force_and_releases(desk: Desk) -> None:
    case = drafted(desk)
    claims.claim(desk, case.id, ANA)
    with refused(409, "claimed"):
        claims.release(desk, case.id, BO)
    with refused(409, "claimed"):
        claims.claim(desk, case.id, BO, force=True)
    assert claims.claim(desk, case.id, LEA, force=True).claimed_by == "lea"
    assert claims.release(desk, case.id, LEA).state is State.WAITING
    with refused(409, "state"):
        claims.release(desk, case.id, LEA)


def test_two_who_claim_at_once_one_wins(desk: Desk) -> None:
    case = drafted(desk)

    def take(name: str) -> str:
        try:
            return str(claims.claim(desk, case.id, Actor(name), version=case.version).claimed_by)
        except Problem as problem:
            return f"lost to {problem.extra['by']}"

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(take, "abcdef"))
    winners = [one for one in found if len(one) == 1]
    assert len(winners) == 1
    assert found.count(f"lost to {winners[0]}") == 5


def test_next_gives_each_agent_another_case_sensitive_first(desk: Desk) -> None:
    plain, urgent = drafted(desk, "m1"), drafted(desk, "m2", "my lawyer says bad work")
    first, second = claims.take_next(desk, ANA), claims.take_next(desk, BO)
    assert first is not None
    assert second is not None
    assert [first.id, second.id] == [urgent.id, plain.id]
    assert claims.take_next(desk, LEA) is None


def test_a_case_handed_to_a_lead_is_the_leads(desk: Desk) -> None:
    case = drafted(desk)
    with refused(422, "invalid"):
        claims.hand_to_lead(desk, case.id, ANA, "  ")
    assert claims.hand_to_lead(desk, case.id, ANA, "too hot").with_lead
    for act in (claims.claim, verdicts.approve):
        with refused(403, "forbidden"):
            act(desk, case.id, ANA)
    assert claims.take_next(desk, ANA) is None
    assert verdicts.approve(desk, case.id, LEA).state is State.APPROVED
