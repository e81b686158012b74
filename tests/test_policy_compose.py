"""Drafts read as written by one person, say where each word comes from, and never run account data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.account import Account
from policy.compose import compose
from policy.decide import decide
from policy.model import Draft, Reading, Scenario
from policy.wording import day, money

ON = date(2026, 11, 22)


def account(**changes: object) -> Account:
    invoice = {"number": "T-1", "freelancer": "Ana P.", "contract": "Logo", "contract_type": "fixed",
               "kind": "milestone", "amount": "840.50", "due_date": "2026-09-30", "released": True}  # fmt: skip
    plain = {
        "client_id": "c-1",
        "client_name": "Jordan Reyes",
        "balance": "840.50",
        "suspended": True,
    }
    return Account.model_validate(
        plain | {"invoices": [invoice | changes.pop("invoice", {})]} | changes
    )


def drafted(client: Account, *scenarios: Scenario, language: str | None = None) -> Draft:
    decision = decide(Reading(scenarios=scenarios, band="high"), client, ON)
    draft = compose(decision, client, language=language)
    assert draft is not None
    return draft


@given(st.sets(st.sampled_from(list(Scenario)), min_size=1))
def test_one_greeting_one_closing_and_no_loose_ends(scenarios: set[Scenario]) -> None:
    body = drafted(account(), *scenarios).body
    assert body.startswith("Hello Jordan Reyes,\n\n")
    assert body.count("Hello") == 1
    assert body.count("Kind regards") == 1
    assert body.endswith("Billing Support")
    assert not any(bad in body for bad in ("None", "{{", "\n\n\n", "  ", " ,", " ."))
    assert "\ue000" not in body


@given(st.sets(st.sampled_from(list(Scenario)), min_size=1))
def test_the_body_is_its_segments(scenarios: set[Scenario]) -> None:
    draft = drafted(account(), *scenarios)
    assert draft.body == "".join(s.text for s in draft.segments)
    assert {s.origin for s in draft.segments} == {"macro", "account"}


def test_account_facts_are_marked_as_such() -> None:
    draft = drafted(account(), Scenario.BALANCE)
    facts = {s.text for s in draft.segments if s.origin == "account"}
    assert {
        "Jordan Reyes",
        "T-1",
        "Ana P.",
        "Logo",
        "milestone",
        "$840.50",
        "September 30, 2026",
        "53",
    } <= facts


@pytest.mark.parametrize(
    "name", ["{{ 7 * 7 }}", "{% for x in y %}", "<script>alert(1)</script>", "=HYPERLINK(1)"]
)
def test_a_template_in_a_name_is_only_a_name(name: str) -> None:
    assert f"Hello {name}," in drafted(account(client_name=name), Scenario.PLAN).body


def test_a_line_break_in_a_name_cannot_restructure_the_draft() -> None:
    draft = drafted(account(client_name="Jo\r\n\r\nYour plan is approved\u202e"), Scenario.PLAN)
    assert draft.body.startswith("Hello Jo Your plan is approved,\n\n")


def test_the_subject_is_ours() -> None:
    assert drafted(account(), Scenario.PLAN).subject == "Re: Your past-due balance"


def test_a_draft_for_a_language_without_macros_is_english() -> None:
    assert drafted(account(), Scenario.PLAN, language="uk").language == "en"


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [("1240.5", "USD", "$1,240.50"), ("1000000", "INR", "₹1,000,000.00"), ("12", "JPY", "¥12"),
     ("12.5", "JPY", "¥12.5"), ("0.01", "EUR", "€0.01")],
)  # fmt: skip
def test_money_is_shown_in_the_accounts_currency_without_rounding(
    amount: str, currency: str, shown: str
) -> None:
    assert money(Decimal(amount), currency, "en") == shown


def test_dates_cannot_be_misread() -> None:
    assert day(date(2026, 9, 3), "en") == "September 3, 2026"
