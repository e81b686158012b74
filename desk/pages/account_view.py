"""The account beside the draft: which of its figures the draft uses, and what the day makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desk.case import Case
from policy.account import Account, Invoice
from policy.wording import day, money


@dataclass(frozen=True)
class Value:
    """A value as shown; `used` where the draft's text holds it."""

    text: str
    used: bool


@dataclass(frozen=True)
class Line:
    """One invoice."""

    number: Value
    what: str
    freelancer: Value
    amount: Value
    due: Value
    days: int | None
    released: str


@dataclass(frozen=True)
class View:
    """What the account panel shows."""

    account: Account
    name: Value
    balance: Value
    total: Value | None
    lines: tuple[Line, ...]


def view(case: Case, account: Account | None) -> View | None:
    """The panel, or None where nobody knows an account."""
    if account is None:
        return None
    text = case.text or ""
    language = "en"
    if case.outcome and case.outcome.draft:
        language = case.outcome.draft.language
    on = case.outcome.decision.on if case.outcome else case.received_at.date()
    shown = _Shown(text, language, account.currency)
    total = account.listed_total()
    return View(
        account=account,
        name=shown.plain(account.client_name),
        balance=shown.cash(account.balance),
        total=shown.cash(total) if total is not None and total != account.balance else None,
        lines=tuple(_line(shown, invoice, on) for invoice in account.invoices[:50]),
    )


@dataclass(frozen=True)
class _Shown:
    """Writes values as the draft's language does, so that both look the same."""

    text: str
    language: str
    currency: str

    def plain(self, value: str | None) -> Value:
        return Value(value or "unknown", bool(value and value in self.text))

    def cash(self, value: Decimal | None) -> Value:
        if value is None:
            return Value("unknown", False)
        return self.plain(money(value, self.currency, self.language))

    def day(self, value: date | None) -> Value:
        return Value("unknown", False) if value is None else self.plain(day(value, self.language))


def _line(shown: _Shown, invoice: Invoice, on: date) -> Line:
    parts = (invoice.contract, invoice.contract_type, invoice.kind)
    released = {True: "released", False: "not released", None: "unknown"}[invoice.released]
    return Line(
        number=shown.plain(invoice.number),
        what=", ".join(p for p in parts if p) or "unknown",
        freelancer=shown.plain(invoice.freelancer),
        amount=shown.cash(invoice.amount),
        due=shown.day(invoice.due_date),
        days=invoice.days_overdue(on),
        released=released,
    )
