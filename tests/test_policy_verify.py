"""The walk finds planted faults, each by the promise it breaks, and is silent on the shipped policy."""

from __future__ import annotations

import shutil
from itertools import islice
from pathlib import Path

import pytest

from policy.clauses import HERE, PolicyError
from policy.law import load_law
from policy.model import Citation, Scenario, Violation
from policy.rules import RULES, Case, Finding, Rule, rule
from policy.verify import Report, verify, walk
from policy.verify.states import states


def silent(*_: object) -> tuple[Violation, ...]:
    return ()


def planted(monkeypatch: pytest.MonkeyPatch, scenario: Scenario, finding: Finding) -> Report:
    monkeypatch.setitem(RULES, scenario, Rule(scenario, ("COL-0",), lambda case: finding))
    return verify(silent)


def cite(clause: str) -> tuple[Citation, ...]:
    return (Citation(clause=clause, because="Planted."),)


def test_a_sample_of_the_shipped_policy_keeps_its_promises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "states", lambda: islice(states(), 0, None, 37))
    report = verify(silent)
    assert report.counterexample is None
    assert report.walked > 15_000
    assert set(report.per_handling) == {"draft", "person", "ignore"}


def test_a_plan_answered_with_another_macro_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding(macros=("extension-no-receipt",), citations=cite("COL-4"))
    found = planted(monkeypatch, Scenario.PLAN, finding).counterexample
    assert found is not None
    assert "answers each scenario" in found.promise


def test_an_extension_for_a_mere_promise_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding(
        macros=("extension-receipt-verified",),
        citations=cite("COL-2"),
        granted=("extension_grant",),
    )
    found = planted(monkeypatch, Scenario.EXTENSION, finding).counterexample
    assert found is not None
    assert found.wrong == "an extension without a verified wire receipt"


def test_a_grant_of_something_else_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding(macros=("no-payment-plan",), citations=cite("COL-4"), granted=("plan_offer",))
    found = planted(monkeypatch, Scenario.PLAN, finding).counterexample
    assert found is not None
    assert "without a verified wire receipt" in found.wrong or "nothing may grant" in found.wrong


def test_a_decision_without_its_clause_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    found = planted(monkeypatch, Scenario.PLAN, Finding(macros=("no-payment-plan",))).counterexample
    assert found is not None
    assert "COL-4" in found.wrong


def test_a_text_that_names_payment_operations_without_the_route_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    finding = Finding(macros=("agency-payment",), citations=cite("COL-5"))
    found = planted(monkeypatch, Scenario.AGENCY, finding).counterexample
    assert found is not None
    assert "Payment Operations" in found.promise


def test_the_wrong_dispute_macro_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding(macros=("hourly-dispute",), citations=cite("COL-3"))
    found = planted(monkeypatch, Scenario.DISPUTE, finding).counterexample
    assert found is not None
    assert "match the contract types" in found.promise


def test_what_the_guard_objects_to_is_found() -> None:
    def objects(text: str, *_: object) -> tuple[Violation, ...]:
        at = text.find("payment plan")
        return (
            (Violation(kind="plan_offer", start=at, end=at + 12, reason="Planted."),)
            if at >= 0
            else ()
        )

    found = verify(objects).counterexample
    assert found is not None
    assert found.wrong == "plan_offer: 'payment plan'"


def test_a_macro_with_a_figure_of_its_own_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    macro = folder / "macros" / "en" / "no-payment-plan.md"
    macro.write_text(
        macro.read_text("utf-8").replace("not able", "not able, within 45 days,"), "utf-8"
    )
    found = verify(silent, law=load_law(folder)).counterexample
    assert found is not None
    assert "figures of its own: ['45']" in found.wrong


@pytest.mark.parametrize(
    ("cites", "fault"),
    [
        ((), "cites no clause"),
        (("COL-9",), "unknown clauses: COL-9"),
        (("HLD-1",), "barred clauses: HLD-1"),
    ],
)
def test_a_rule_without_a_clause_in_force_does_not_load(cites: tuple[str, ...], fault: str) -> None:
    with pytest.raises(PolicyError, match=fault):

        @rule(Scenario.PLAN, cites=cites)
        def _(case: Case) -> Finding:
            return Finding()
