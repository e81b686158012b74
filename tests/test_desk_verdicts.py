"""How a case ends: what stops an approval, what a verdict writes, and how it is taken back."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from desk_double import ACCOUNT
from desk_kit import ANA, BO, CALLER, LEA, Clock, count, drafted, refused

from desk import accounts, audit, cases, claims, editing, verdicts
from desk.context import Desk
from desk.errors import Problem
from desk.states import State
from desk.tables import outbox
from policy.account import Account

pytest_plugins = ["desk_kit"]


def test_automatic_mail_has_a_row_and_no_draft_and_can_be_reopened(desk: Desk) -> None:
    case = drafted(desk, "m", headers={"auto-submitted": "auto-replied"})
    assert (case.state, case.text, case.decided_by) == (State.REJECTED, None, "desk")
    assert verdicts.reopen(desk, case.id, ANA, "a person wrote it").state is State.CLAIMED


def test_an_account_that_is_loaded_ahead_is_used_and_a_change_stops_approval(
    desk: Desk, clock: Clock
) -> None:
    accounts.put(desk, Account.model_validate(ACCOUNT), CALLER)
    case = drafted(desk, "m", account=None, client_id="c-1042")
    assert "$840.50" in (case.text or "")
    clock.pass_(60)
    paid = Account.model_validate({**ACCOUNT, "balance": "0"})
    accounts.put(desk, paid, CALLER)
    with refused(409, "account-changed"):
        verdicts.approve(desk, case.id, ANA)
    anew = editing.relabel(desk, case.id, ANA, ["payment_plan_request"])
    assert (anew.text, anew.needs_person) == (None, True)


def test_an_agent_cannot_approve_what_breaks_a_rule_and_a_lead_only_with_a_reason(
    desk: Desk,
) -> None:
    case = drafted(desk)
    edited = editing.edit(desk, case.id, ANA, "You can pay in three monthly installments of $100.")
    assert edited.outcome is not None
    assert edited.outcome.violations
    with pytest.raises(Problem) as stopped:
        verdicts.approve(desk, case.id, ANA)
    assert (stopped.value.status, stopped.value.kind) == (422, "guarded")
    with refused(403, "forbidden"):
        verdicts.approve(desk, case.id, ANA, override="because")
    claims.claim(desk, case.id, LEA, force=True)
    with refused(422, "guarded"):
        verdicts.approve(desk, case.id, LEA)
    assert (
        verdicts.approve(desk, case.id, LEA, override="agreed with legal").state is State.APPROVED
    )
    last = audit.trail(desk.db, case.id)[-1]
    assert (last.actor, last.detail["override"]) == ("lea", "agreed with legal")


def test_approval_writes_one_delivery_with_everything_and_can_be_undone(
    desk: Desk, clock: Clock
) -> None:
    case = drafted(desk, "m", "I paid the agency")
    done = verdicts.approve(desk, case.id, ANA)
    assert (done.state, done.decided_by, done.undo_until is not None) == (
        State.APPROVED,
        "ana",
        True,
    )
    assert done.delivery is not None
    assert done.delivery.state == "held"
    with desk.db.read() as tx:
        payload = tx.execute(sa.select(outbox.c.payload)).scalar_one()
    assert '"Payment Operations"' in payload
    with refused(409, "state"):
        verdicts.approve(desk, case.id, ANA)
    with refused(409, "state"):
        verdicts.undo(desk, case.id, BO)
    assert verdicts.undo(desk, case.id, ANA).state is State.CLAIMED
    assert cases.get(desk, case.id).delivery is None
    verdicts.approve(desk, case.id, ANA)
    clock.pass_(11)
    with refused(409, "state"):
        verdicts.undo(desk, case.id, ANA)
    assert count(desk, outbox) == 2  # one of them cancelled


def test_rejection_needs_a_reason_and_is_final_but_for_reopening(desk: Desk, clock: Clock) -> None:
    case = drafted(desk)
    with refused(422, "invalid"):
        verdicts.reject(desk, case.id, ANA, "")
    assert verdicts.reject(desk, case.id, ANA, "answered by phone").state is State.REJECTED
    for act in (claims.claim, verdicts.approve):
        with refused(409, "state"):
            act(desk, case.id, BO)
    clock.pass_(3600)
    assert verdicts.reopen(desk, case.id, BO, "client called again").claimed_by == "bo"
