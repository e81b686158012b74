"""Account values as a client reads them: money, dates and names in the draft's language.

Every value is wrapped in two private-use marks, so that after rendering a macro the runs that came from
the account can be told from the macro's own words. Names never hold these marks (`policy.account`).
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency

from policy.account import Account, Invoice

LOCALES = {"en": "en_US", "es": "es", "fr": "fr", "de": "de", "pt": "pt_BR"}
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")


def money(amount: Decimal, currency: str, language: str) -> str:
    """`Decimal("1240.5"), "USD", "en"` -> `$1,240.50`."""
    return (
        format_currency(amount, currency, locale=LOCALES[language], decimal_quantization=False)
        .replace("\xa0", " ")
        .replace("\u202f", " ")
    )


def zero(currency: str, language: str) -> str:
    """The cleared balance, as in `$0`."""
    text = format_currency(
        0, currency, locale=LOCALES[language], currency_digits=False, format=None
    )
    return re.sub(r"0[.,]0+", "0", text).replace("\xa0", " ").replace("\u202f", " ")


def day(value: date, language: str) -> str:
    """A date that cannot be misread, as in `September 30, 2026`."""
    return format_date(value, format="long", locale=LOCALES[language])


def variables(account: Account, on: date, language: str) -> dict[str, Any]:
    """Every variable that a macro may name, marked; a missing value is `None`, which a macro leaves out."""

    def cash(amount: Decimal | None) -> str | None:
        return None if amount is None else _mark(money(amount, account.currency, language))

    def when(value: date | None) -> str | None:
        return None if value is None else _mark(day(value, language))

    total = account.listed_total()
    return {
        "client_name": _mark(account.client_name),
        "balance": cash(account.balance),
        "zero": _mark(zero(account.currency, language)),
        "listed_total": cash(total) if total != account.balance else None,
        "receipt_amount": cash(account.receipt.amount),
        "receipt_sent_on": when(account.receipt.sent_on),
        "invoices": [
            {
                "number": _mark(i.number),
                "freelancer": _mark(i.freelancer),
                "contract": _mark(i.contract),
                "kind": _mark(_kind(i)),
                "hourly": i.contract_type == "hourly",
                "fixed": i.contract_type == "fixed",
                "amount": cash(i.amount),
                "due_date": when(i.due_date),
                "single": i.days_overdue(on) == 1,
                "days": _mark(str(days)) if (days := i.days_overdue(on)) else None,
            }
            for i in account.invoices
        ],
    }


def runs(rendered: str) -> list[tuple[bool, str]]:
    """Split rendered text into `(from the account?, text)` runs, without the marks."""
    pieces = _MARKED.split(rendered)
    return [(bool(n % 2), piece) for n, piece in enumerate(pieces) if piece]


def _kind(invoice: Invoice) -> str | None:
    """The kind of charge, unless it only repeats the contract type."""
    return None if invoice.kind and invoice.kind.lower() == invoice.contract_type else invoice.kind


def _mark(value: str | None) -> str | None:
    return f"{_OPEN}{value}{_CLOSE}" if value else None
