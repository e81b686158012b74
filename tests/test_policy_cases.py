"""The policy's cases: sentences with the clause's name on the file, both sides of each edge."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policy.account import Account
from policy.compose import compose
from policy.decide import decide
from policy.model import Reading

ON = date(2026, 11, 22)
INVOICE = {
    "number": "T-88231",
    "freelancer": "Ana P.",
    "contract": "Logo redesign",
    "contract_type": "fixed",
    "kind": "milestone",
    "amount": "840.50",
    "due_date": "2026-09-30",
    "released": True,
}
ACCOUNT = {
    "client_id": "c-1",
    "client_name": "Jordan Reyes",
    "balance": "840.50",
    "suspended": True,
}
EXPECTS = {"handling", "macros", "cites", "not_cites", "group", "tag", "reason", "check", "note", "receipt",
           "granted", "preselected", "says", "never"}  # fmt: skip
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['case']}")
    for path in sorted((Path(__file__).parent / "cases" / "policy").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]


def account(case: dict[str, Any]) -> Account | None:
    if case.get("account", {}) is None:
        return None
    invoices = [INVOICE | changes for changes in case.get("invoices", [{}])]
    return Account.model_validate({**ACCOUNT, "invoices": invoices, **case.get("account", {})})


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    keys = ("scenarios", "facts", "attachments", "automatic", "agency_payment")
    reading = Reading.model_validate(
        {"band": case.get("band", "high"), **{k: case[k] for k in keys if k in case}}
    )
    client, expect = account(case), case["expect"]
    assert set(expect) <= EXPECTS
    decision = decide(reading, client, ON)
    draft = compose(decision, client) if client else None
    route, cited = decision.route, {c.clause for c in decision.citations}

    for name in ("handling", "preselected"):
        if name in expect:
            assert getattr(decision, name) == expect[name]
    for name in ("macros", "granted"):
        if name in expect:
            assert list(getattr(decision, name)) == expect[name]
    assert decision.receipt.value == expect.get("receipt", decision.receipt.value)
    assert route.group == expect.get("group", route.group)
    assert set(expect.get("cites", [])) <= cited
    assert not set(expect.get("not_cites", [])) & cited
    assert expect.get("tag", route.tags[0]) in route.tags
    assert expect.get("reason", "") in " ".join(decision.reasons)
    assert expect.get("check", "") in " ".join(decision.checks)
    for line in expect.get("note", []):
        assert line in route.internal_note
    body = draft.body if draft else ""
    for words in expect.get("says", []):
        assert words in body
    for words in expect.get("never", []):
        assert draft is not None
        assert words not in body
    assert (draft is not None) == (decision.handling == "draft")
