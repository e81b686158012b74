"""What billing exports get wrong is refused or unknown, never filled in."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from policy.account import Account


def account(**invoice: Any) -> Account:
    return Account.model_validate({"client_id": "c-1", "invoices": [{"number": "T-1", **invoice}]})


@pytest.mark.parametrize("due", [0, 1759190400, 1.0, True, "86400", "0", "tomorrow"])
def test_a_number_is_not_a_date(due: object) -> None:
    with pytest.raises(ValidationError, match="2026-09-30"):
        account(due_date=due)


@pytest.mark.parametrize("blank", ["", "  ", "\u200b", "\xad"])
def test_a_blank_cell_is_unknown_and_a_blank_number_is_refused(blank: str) -> None:
    invoice = account(freelancer=blank, contract=blank, kind=blank).invoices[0]
    assert (invoice.freelancer, invoice.contract, invoice.kind) == (None, None, None)
    with pytest.raises(ValidationError, match="blank"):
        account(number=blank)
    with pytest.raises(ValidationError, match="blank"):
        Account.model_validate({"client_id": blank})


@pytest.mark.parametrize(
    "mark", ["\u202e", "\u2066", "\xad", "\u061c", "\ue000", "\U000e0041", "\n"]
)
def test_marks_that_could_restructure_a_draft_are_dropped(mark: str) -> None:
    assert account(freelancer=f"Ana{mark}P").invoices[0].freelancer == "Ana P"
