"""Other words, or another scenario: what was kept keeps its origin, and the first writer wins."""

from __future__ import annotations

import pytest
from desk_kit import ANA, BO, drafted, refused

from desk import cases, editing, verdicts
from desk.context import Desk
from desk.errors import Problem

pytest_plugins = ["desk_kit"]


def test_editing_keeps_the_origin_of_what_was_kept(desk: Desk) -> None:
    case = drafted(desk)
    text = (case.text or "").replace("Kind regards", "Warm regards")
    edited = editing.edit(desk, case.id, ANA, text)
    assert (edited.text, edited.origin, edited.edited) == (text, "edit", True)
    assert "".join(run for _, _, run in edited.segments) == text
    assert [run.strip() for origin, _, run in edited.segments if origin == "agent"] == ["Warm"]
    assert [r.origin for r in cases.revisions(desk, case.id)] == ["baseline", "edit"]


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
