"""The store's promises, on SQLite and on PostgreSQL: accepted once, drafted once, read back, every change on record."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from desk_kit import ANA, CALLER, count, drafted, incoming, refused

from desk import audit, cases, claims, verdicts
from desk.accept import accept
from desk.context import Actor, Desk
from desk.drafting import draft_cases
from desk.states import ALLOWED, State
from desk.tables import drafts

pytest_plugins = ["desk_kit"]


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
