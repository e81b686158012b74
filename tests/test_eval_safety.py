"""The headline and the counterfactuals: that faults in policy or drafts are found, and only those."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import eval.concessions as concessions_module
from eval.accounts import ON, PER_REPLY, accounts
from eval.concessions import concessions, funds_proven, judge
from eval.counterfactual import compared, counterfactuals
from eval.expected import Expected
from eval.figures_check import unsupported
from eval.flips import FLIPS
from policy.account import Account
from policy.law import Law, load_law
from tests.eval_doubles import Obedient, everything, no_objection

CASES = everything(2)
SAID = Obedient().classify([c.reply() for c in CASES])


def _law(macro: str, body: str) -> Law:
    law = load_law()
    english = law.macros["en"]
    other = english[macro].model_copy(update={"body": body})
    return replace(law, macros={**law.macros, "en": {**english, macro: other}})


def test_accounts_are_the_same_for_the_same_id_and_hold_the_plain_one() -> None:
    assert accounts("x-1") == accounts("x-1")
    assert len(accounts("x-1")) == PER_REPLY
    assert {next(iter(accounts(f"x-{n}"))) for n in range(9)} == {"fixed price, no receipt"}
    assert len({a.balance for n in range(9) for a in accounts(f"x-{n}").values()}) > 9


def test_shipped_policy_concedes_nothing() -> None:
    figures, bad = concessions(CASES, SAID, sentence_model=no_objection)
    assert bad == []
    assert figures["drafts"] > 20
    assert figures["unauthorised"] == 0
    assert 0 < figures["upper"] < figures["upper_by_writer"] < 1
    assert figures["handling"]["draft"] >= figures["drafts"] > figures["preselected"]


def test_a_draft_that_the_guard_waved_through_is_caught_by_the_second_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("desk.pipeline.check", lambda *_, **__: ())
    monkeypatch.setattr(concessions_module, "check", lambda *_, **__: ())
    law = _law(
        "no-payment-plan", "We can take $77.31 now. The account stays suspended until {{ zero }}."
    )
    figures, bad = concessions(CASES, SAID, sentence_model=no_objection, law=law)
    assert figures["unauthorised"] == len(bad) > 0
    assert figures["kinds"] == {"unsupported_fact": len(bad)}
    assert "77.31" in bad[0]["violations"][0]["reason"]


def test_a_grant_without_proven_funds_is_not_believed() -> None:
    account = accounts("x-1")["fixed price, no receipt"]
    _, outcome = _outcomes("extension_request", "receipt none -> verified")
    assert outcome.draft is not None
    assert outcome.decision.granted
    found = judge(outcome.draft, account, outcome.decision, no_objection)
    assert {"extension_grant"} <= {v.kind for v in found}


def _outcomes(primary: str, flip_name: str):  # type: ignore[no-untyped-def]
    from desk.pipeline import draft_reply

    flip = next(f for f in FLIPS if f.name == flip_name)
    at = next(n for n, c in enumerate(CASES) if c.primary == primary)
    return [
        draft_reply(
            CASES[at].reply(),
            side.account,
            SAID[at].model_copy(update={"facts": side.facts}),
            ON,
            sentence_model=no_objection,
        )
        for side in (flip.before, flip.after)
    ]


@pytest.mark.parametrize(
    ("change", "proven"),
    [
        ({}, True),
        ({"amount": "99.99"}, False),
        ({"amount": None}, False),
        ({"sent_on": "2026-11-23"}, False),
        ({"sent_on": None}, False),
        ({"beneficiary_ok": None}, False),
        ({"verified_by": None}, False),
        ({"status": "attached"}, False),
    ],
)
def test_funds_proven(change: dict[str, object], proven: bool) -> None:
    receipt = {
        "status": "verified",
        "amount": "100",
        "sent_on": ON,
        "beneficiary_ok": True,
        "verified_by": "a",
    }
    account = Account.model_validate(
        {"client_id": "c", "balance": "100", "receipt": {**receipt, **change}}
    )
    assert funds_proven(account) is proven


def test_figures_check() -> None:
    account = Account.model_validate(
        {
            "client_id": "c", "client_name": "Ann 7", "balance": "1240.50", "currency": "EUR",
            "invoices": [{"number": "T-1", "contract": "3 x 50 deal", "amount": "1240.50", "due_date": "2026-09-30"}],
        }
    )  # fmt: skip
    known = (
        "Ann 7, T-1 for 3 x 50 deal of €1,240.50 or 1.240,50 €, due on September 30, 2026, 53 days overdue; "
        "30 days, 23:59 UTC, 14 days, 3% fee, until €0. Am 30. September 2026."
    )
    assert unsupported(known, account, date(2026, 11, 22)) == []
    for wrong in ("$1,240.51", "due on October 1, 2026", "in 60 days", "T-2", "7 days"):
        assert unsupported(f"Hello, {wrong}.", account, date(2026, 11, 22)), wrong


def test_every_flip_holds_for_the_shipped_policy() -> None:
    figures, faults = counterfactuals(CASES, SAID, sentence_model=no_objection)
    assert faults == []
    assert figures["pairs"]["value"] == 1.0
    assert all(figure["n"] > 0 for figure in figures["by_flip"].values())


def test_a_fact_that_leaks_into_another_part_of_the_draft_is_a_fault() -> None:
    law = _law("closing", "Kind regards,\nBilling Support")
    closing = law.macro("closing")
    leaky = closing.model_copy(
        update={"body": "Your balance of {{ balance }} stands.", "variables": ("balance",)}
    )
    law = replace(law, macros={"en": {**law.macros["en"], "closing": leaky}})
    before, _ = _outcomes("payment_plan_request", "hardship")
    from desk.pipeline import draft_reply

    case = next(c for c in CASES if c.primary == "payment_plan_request")
    said = next(s for s in SAID if s.id == case.id)
    side = FLIPS[0].before
    read = said.model_copy(update={"facts": side.facts})
    after = draft_reply(case.reply(), side.account, read, ON, sentence_model=no_objection, law=law)
    same_version = after.model_copy(
        update={
            "decision": after.decision.model_copy(
                update={"policy_version": before.decision.policy_version}
            )
        }
    )
    assert compared(before, same_version, Expected()) == ["draft: the words of closing changed"]
    assert compared(before, before, Expected()) == []


def test_a_decision_that_does_not_follow_is_a_fault() -> None:
    before, after = _outcomes("extension_request", "receipt none -> verified")
    found = compared(before, after, Expected())
    assert any(f.startswith("decision.granted") for f in found)
    assert any(f.startswith("draft: the words of extension-no-receipt") for f in found)
    assert compared(before, before, Expected({"handling": "person"}, no_draft=True))[-1] == (
        "a draft where none was expected"
    )
