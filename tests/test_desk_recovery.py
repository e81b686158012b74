"""Processes that die, replies that cannot be read, a database that fails: nothing is lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from desk_double import Double
from desk_kit import CALLER, incoming, settings

from desk import audit, cases, recovery
from desk.accept import accept
from desk.context import Desk
from desk.db import Database
from desk.drafting import draft_cases
from desk.states import State

pytest_plugins = ["desk_kit"]


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
