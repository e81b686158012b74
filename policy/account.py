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

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

DAYS_PAST_DUE = 30  # COL-0: "over 30 days"
# Line breaks, control, zero-width and direction characters could restructure a draft from inside a name.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f]+"
)


def _plain(value: str) -> str:
    return re.sub(r"\s+", " ", _UNSAFE.sub(" ", value)).strip()


def _named(value: str) -> str:
    if not value:
        raise ValueError("must not be blank")
    return value


def _calendar(value: object) -> object:
    """Pydantic takes a bare number for seconds since 1970: `0` would become a date that nobody wrote."""
    written = not isinstance(value, str) or re.match(r"\s*\d{4}-\d{2}-\d{2}", value)
    if isinstance(value, int | float) or not written:
        raise ValueError("expected a date as in 2026-09-30")
    return value


Name = Annotated[str, Field(max_length=200), AfterValidator(_plain)]
Identifier = Annotated[Name, AfterValidator(_named)]
# A blank cell of an export is unknown, not a nameless somebody.
Known = Annotated[Name | None, AfterValidator(lambda name: name or None)]
Day = Annotated[date, BeforeValidator(_calendar)]
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
    sent_on: Day | None = None
    beneficiary_ok: bool | None = None
    verified_by: Known = None


class Invoice(_Frozen):
    """One billed item. `released` says whether the money has been passed to the freelancer."""

    number: Identifier
    freelancer: Known = None
    contract: Known = None
    contract_type: Literal["hourly", "fixed"] | None = None
    kind: Known = None
    amount: Money | None = None
    due_date: Day | None = None
    released: bool | None = None

    def days_overdue(self, on: date) -> int | None:
        """Whole days from the due date to `on`; 0 when not yet due, `None` without a due date."""
        return None if self.due_date is None else max(0, (on - self.due_date).days)


class Account(_Frozen):
    """One client's billing record."""

    client_id: Identifier
    client_name: Known = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "USD"
    balance: Money | None = None
    suspended: bool | None = None
    invoices: Annotated[tuple[Invoice, ...], Field(max_length=200)] = ()
    receipt: Receipt = Receipt()

    def overdue_days(self, on: date) -> int | None:
        """Days overdue of the oldest invoice that asks for money; `None` when none of them has a due date."""
        owed = [i for i in self.invoices if i.amount is None or i.amount > 0]
        days = [d for i in owed if (d := i.days_overdue(on)) is not None]
        return max(days, default=None)

    def contract_types(self) -> frozenset[str]:
        """The kinds of contract the invoices name; empty when none does."""
        return frozenset(i.contract_type for i in self.invoices if i.contract_type)

    def listed_total(self) -> Decimal | None:
        """Sum of the invoices' amounts; `None` when there is none or one is unknown."""
        amounts = [i.amount for i in self.invoices if i.amount is not None]
        return sum(amounts, Decimal(0)) if amounts and len(amounts) == len(self.invoices) else None
