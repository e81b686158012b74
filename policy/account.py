"""What billing knows of a client: the only source of names, figures and dates in a draft.

Fields that billing may not know are `None`; nothing is ever filled in for them. Amounts are decimals in
`currency` (ISO 4217); dates are calendar days. Limits keep hostile or broken exports out.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

DAYS_PAST_DUE = 30  # COL-0: "over 30 days"
# Line breaks, control, zero-width and direction characters could restructure a draft from inside a name.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ue000-\uf8ff]+"
)


def _plain(value: str) -> str:
    return re.sub(r"\s+", " ", _UNSAFE.sub(" ", value)).strip()


Name = Annotated[str, Field(max_length=200), AfterValidator(_plain)]
Money = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=14, decimal_places=3)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReceiptStatus(StrEnum):
    """The wire receipt as states: none → claimed → promised → attached → verified | rejected."""

    NONE = "none"
    CLAIMED = "claimed"
    PROMISED = "promised"
    ATTACHED = "attached"
    VERIFIED = "verified"
    REJECTED = "rejected"


class Receipt(_Frozen):
    """A wire receipt as staff recorded it; `verified_by` is the person who checked it (UBO-2)."""

    status: ReceiptStatus = ReceiptStatus.NONE
    amount: Money | None = None
    sent_on: date | None = None
    beneficiary_ok: bool | None = None
    verified_by: Name | None = None


class Invoice(_Frozen):
    """One billed item. `released` says whether the money has been passed to the freelancer."""

    number: Name
    freelancer: Name | None = None
    contract: Name | None = None
    contract_type: Literal["hourly", "fixed"] | None = None
    kind: Name | None = None
    amount: Money | None = None
    due_date: date | None = None
    released: bool | None = None

    def days_overdue(self, on: date) -> int | None:
        """Whole days from the due date to `on`; 0 when not yet due, `None` without a due date."""
        return None if self.due_date is None else max(0, (on - self.due_date).days)


class Account(_Frozen):
    """One client's billing record."""

    client_id: Name
    client_name: Name | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "USD"
    balance: Money | None = None
    suspended: bool | None = None
    invoices: Annotated[tuple[Invoice, ...], Field(max_length=200)] = ()
    receipt: Receipt = Receipt()

    def overdue_days(self, on: date) -> int | None:
        """Days overdue of the oldest invoice; `None` when no invoice has a due date."""
        days = [d for i in self.invoices if (d := i.days_overdue(on)) is not None]
        return max(days, default=None)

    def contract_types(self) -> frozenset[str]:
        """The kinds of contract the invoices name; empty when none does."""
        return frozenset(i.contract_type for i in self.invoices if i.contract_type)

    def listed_total(self) -> Decimal | None:
        """Sum of the invoices' amounts; `None` when there is none or one is unknown."""
        amounts = [i.amount for i in self.invoices if i.amount is not None]
        return sum(amounts, Decimal(0)) if amounts and len(amounts) == len(self.invoices) else None
