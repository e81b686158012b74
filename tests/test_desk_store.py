"""The store's promises, on SQLite and on PostgreSQL: accepted once, drafted once, first writer wins."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from desk_double import ACCOUNT, Double
from desk_kit import ANA, BO, LEA, Clock, drafted, incoming, settings

from desk import accounts, audit, cases, claims, editing, queue, recovery, verdicts
from desk.accept import accept
from desk.context import Actor, Desk
from desk.db import Database
from desk.drafting import draft_cases
from desk.errors import Problem
from desk.states import ALLOWED, State
from desk.tables import drafts, outbox
from policy.account import Account

pytest_plugins = ["desk_kit"]
CALLER = Actor("key test")


def count(desk: Desk, table: sa.Table) -> int:
    with desk.db.read() as tx:
        return int(tx.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def refused(status: int, kind: str):  # type: ignore[no-untyped-def]
    return pytest.raises(Problem, match=f"^{status} {kind}: ")


def test_a_message_is_accepted_once_and_drafted_once(desk: Desk) -> None:
    first = accept(desk, incoming("m"), CALLER)
    again = accept(desk, incoming("m"), CALLER)
    assert (first.id, True, False) == (again.id, first.new, again.new)
    assert cases.get(desk, first.id).state is State.RECEIVED
    draft_cases(desk, [first.seq, first.seq], "n0")
    draft_cases(desk, [first.seq], "n1")
    case = cases.get(desk, first.id)
    assert case.state is State.WAITING
    assert case.text is not None
    assert count(desk, drafts) == 1


def test_many_at_once_still_make_one_case(desk: Desk) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: accept(desk, incoming("m"), CALLER), range(16)))
    assert len({one.id for one in found}) == 1
    assert sum(one.new for one in found) == 1
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: draft_cases(desk, [found[0].seq], f"n{n}"), range(4)))
    assert count(desk, drafts) == 1


def test_the_same_message_id_with_other_words_is_refused(desk: Desk) -> None:
    accept(desk, incoming("m"), CALLER)
    with refused(409, "changed"):
        accept(desk, incoming("m", "other words"), CALLER)


def test_an_idempotency_key_names_one_request_of_one_caller(desk: Desk) -> None:
    one = accept(desk, incoming("m", key="k", key_digest="a"), CALLER)
    assert accept(desk, incoming("m", key="k", key_digest="a"), CALLER).id == one.id
    with refused(422, "key-reused"):
        accept(desk, incoming("m2", key="k", key_digest="b"), CALLER)
    other = accept(desk, incoming("m2", key="k", key_digest="b"), Actor("key other"))
    assert other.id != one.id


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


def test_what_a_dead_process_was_drafting_is_drafted_by_another(desk: Desk) -> None:
    one = accept(desk, incoming("m"), CALLER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desk.drafting._write", lambda *_: None)  # dies before it wrote anything
        draft_cases(desk, [one.seq], "n7")
    assert cases.get(desk, one.id).state is State.DRAFTING
    assert recovery.drafting_nodes(desk) == {"n7"}
    assert recovery.give_back(desk, ["n7"]) == 1
    assert recovery.unread(desk, 0) == [one.seq]
    draft_cases(desk, [one.seq], "n0")
    assert cases.get(desk, one.id).state is State.WAITING
    actions = [entry.action for entry in audit.trail(desk.db, one.id)]
    assert actions == ["accepted", "given back: its process died", "taken for drafting", "drafted"]


def test_a_reply_that_kills_its_process_ends_with_a_person(desk: Desk) -> None:
    one = accept(desk, incoming("m"), CALLER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desk.drafting._write", lambda *_: None)
        for _ in range(desk.settings.draft_attempts):
            draft_cases(desk, [one.seq], "n7")
            recovery.give_back(desk, ["n7"])
    draft_cases(desk, [one.seq], "n0")
    case = cases.get(desk, one.id)
    assert (case.state, case.needs_person, case.text) == (State.WAITING, True, None)


def test_an_unreadable_reply_holds_up_no_other(desk: Desk) -> None:
    made = [
        accept(desk, incoming(f"m{n}", text), CALLER)
        for n, text in enumerate(["crash", "bad work"])
    ]
    draft_cases(desk, [one.seq for one in made], "n0")
    bad, good = (cases.get(desk, one.id) for one in made)
    assert (bad.needs_person, bad.text) == (True, None)
    assert good.text is not None


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


def test_editing_keeps_the_origin_of_what_was_kept(desk: Desk) -> None:
    case = drafted(desk)
    text = (case.text or "").replace("Kind regards", "Warm regards")
    edited = editing.edit(desk, case.id, ANA, text)
    assert (edited.text, edited.origin, edited.edited) == (text, "edit", True)
    assert "".join(run for _, _, run in edited.segments) == text
    assert [run.strip() for origin, _, run in edited.segments if origin == "agent"] == ["Warm"]
    assert [r.origin for r in cases.revisions(desk, case.id)] == ["baseline", "edit"]


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


def test_relabelling_lets_policy_draft_anew(desk: Desk) -> None:
    case = drafted(desk, "m", "hm")
    assert (case.text, case.needs_person) == (None, True)
    with refused(409, "no-draft"):
        verdicts.approve(desk, case.id, ANA)
    anew = editing.relabel(desk, case.id, ANA, ["payment_plan_request"])
    assert anew.outcome is not None
    assert anew.outcome.decision.scenarios == ("payment_plan_request",)
    assert (anew.labels, anew.text is not None) == (("payment_plan_request",), True)
    with refused(422, "invalid"):
        editing.relabel(desk, case.id, ANA, ["nonsense"])


def test_the_first_writer_wins_and_the_other_is_told_who(desk: Desk) -> None:
    case = drafted(desk)
    editing.edit(desk, case.id, ANA, "Hello.", version=case.version)
    for act in (
        lambda: editing.edit(desk, case.id, BO, "Bye.", version=case.version),
        lambda: verdicts.approve(desk, case.id, BO, version=case.version),
        lambda: verdicts.reject(desk, case.id, BO, "no", version=case.version),
    ):
        with pytest.raises(Problem) as lost:
            act()
        assert (lost.value.status, lost.value.extra["by"]) == (409, "ana")
    assert cases.get(desk, case.id).text == "Hello."


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


def test_the_queue_filters_searches_and_pages(desk: Desk) -> None:
    for n in range(7):
        drafted(desk, f"plan-{n}", f"could I pay in instalments, please? number{n}")
    sensitive = drafted(desk, "s", "bad work, my lawyer will write; grüße aus köln")
    unsure = drafted(desk, "u", "maybe more time")
    first = queue.page(desk, queue.Filter(limit=4))
    assert first.items[0].id == sensitive.id
    assert first.next is not None
    rest = queue.page(desk, queue.Filter(limit=100, cursor=first.next))
    assert rest.next is None
    names = [case.message_id for case in (*first.items, *rest.items)]
    assert names == ["s", *(f"plan-{n}" for n in range(7)), "u"]

    def found(**wanted: object) -> list[str]:
        return [c.message_id for c in queue.page(desk, queue.Filter(**wanted)).items]  # type: ignore[arg-type]

    assert found(scenario="freelancer_dispute") == ["s"]
    assert found(confidence="medium") == [unsure.message_id]
    assert found(needs_person=True) == ["s"]
    assert found(text="NUMBER3") == ["plan-3"]
    assert found(text="lawy köl") == ["s"]
    assert found(text="jordan instal") == [f"plan-{n}" for n in range(7)]
    assert found(text='"; -- %') == []
    assert found(text="a' OR 1=1") == []
    assert found(states=(State.APPROVED,)) == []
    claims.claim(desk, unsure.id, ANA)
    assert found(mine="ana") == ["u"]
    assert found(states=(State.WAITING,))[-1] == "plan-6"
    assert queue.counts(desk)[State.WAITING] == 8
    assert queue.open_counts(desk, "ana")["mine"] == 1
    for cursor in ("x", "MS4y!", "LTEuMg", "OTk5OTk5OTk5OTk5LjE"):
        with refused(404, "not-found"):
            queue.page(desk, queue.Filter(cursor=cursor))


def test_earlier_messages_files_and_unknown_cases(desk: Desk) -> None:
    one, two = drafted(desk, "m1", files=["receipt.pdf"]), drafted(desk, "m2")
    assert [case.id for case in cases.earlier(desk, two)] == [one.id]
    assert [file.name for file in cases.files(desk, one.id)] == ["receipt.pdf"]
    assert cases.reply(desk, one.id).attachments[0].name == "receipt.pdf"
    for act in (
        cases.get,
        cases.reply,
        lambda d, i: cases.file(d, i, 0),
        lambda d, i: claims.claim(d, i, ANA),
    ):
        with refused(404, "not-found"):
            act(desk, "no such case")
    with refused(404, "not-found"):
        cases.file(desk, one.id, 0)  # only its name was sent


def test_every_state_is_in_the_table_and_every_change_in_the_audit(desk: Desk) -> None:
    assert set(ALLOWED) == set(State)
    case = drafted(desk)
    verdicts.approve(desk, case.id, ANA)
    trail = audit.trail(desk.db, case.id)
    assert [entry.after for entry in trail] == [
        State.RECEIVED, State.DRAFTING, State.WAITING, State.CLAIMED, State.APPROVED,
    ]  # fmt: skip
    for entry in trail:
        assert entry.before is None or entry.after in ALLOWED[entry.before]
    assert trail[-1].versions["policy"]
    assert trail[-1].versions["model"] == "double-1"
    assert trail[-1].versions["macros"]
    assert audit.last_change(desk.db) == trail[-1].seq


def test_a_database_that_fails_once_loses_nothing(tmp_path: Path) -> None:
    from desk.runtime import Runtime

    db = Database(f"sqlite:///{tmp_path / 'desk.db'}")
    desk = Desk(settings(str(db.url)), db, Double())
    runtime = Runtime(desk, durable=False)
    runtime.start()
    with pytest.MonkeyPatch.context() as patch:

        def broken(*_: object) -> None:
            patch.undo()
            raise RuntimeError("the disk is full")

        patch.setattr("desk.drafting._write", broken)
        one = accept(desk, incoming("m"), CALLER)
        runtime.drafter.submit(one.seq).result(5)
    assert cases.get(desk, one.id).state is State.DRAFTING
    until = time.monotonic() + 10
    while cases.get(desk, one.id).state is not State.WAITING and time.monotonic() < until:
        time.sleep(0.1)
    assert cases.get(desk, one.id).state is State.WAITING
    runtime.stop()
