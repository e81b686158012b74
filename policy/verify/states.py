"""Every reachable combination of what a policy decision depends on, as axes.

Axes that a set of scenarios does not read are held at one value (receipts without an extension, contract
types without a dispute), which keeps the walk under a minute without leaving a reachable decision out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, combinations, product
from typing import Any, get_args

from policy.account import Account, ReceiptStatus
from policy.model import AgencyPayment, Band, ContractType, Facts, Reading, Scenario, Sensitive

ON = date(2026, 11, 22)
BALANCE = "1240.50"
BANDS: tuple[Band, ...] = get_args(Band)
SAID_TYPES: tuple[ContractType | None, ...] = (None, *get_args(ContractType))
SAID_RECEIPTS = ("none", "claimed", "promised", "attached")
LANGUAGES = (None, "en", "es", "fr", "de", "pt", "uk")
CONTRACTS: dict[str, tuple[str | None, ...]] = {
    "unknown": (None,),
    "hourly": ("hourly",),
    "fixed": ("fixed",),
    "both": ("hourly", "fixed"),
}
_GOOD = {"amount": BALANCE, "sent_on": ON, "beneficiary_ok": True, "verified_by": "agent-7"}
RECEIPTS: dict[str, dict[str, Any]] = {
    **{s.value: {"status": s} for s in ReceiptStatus if s is not ReceiptStatus.VERIFIED},
    "verified": {"status": "verified", **_GOOD},
    "verified, a cent short": {"status": "verified", **_GOOD, "amount": "1240.49"},
    "verified, sent tomorrow": {"status": "verified", **_GOOD, "sent_on": ON + timedelta(days=1)},
    "verified, no date": {"status": "verified", **_GOOD, "sent_on": None},
    "verified, no amount": {"status": "verified", **_GOOD, "amount": None},
    "verified, bank not checked": {"status": "verified", **_GOOD, "beneficiary_ok": None},
    "verified, another bank": {"status": "verified", **_GOOD, "beneficiary_ok": False},
    "verified by nobody": {"status": "verified", **_GOOD, "verified_by": None},
}


@dataclass(frozen=True)
class Condition:
    """How an account differs from the plain one: its own fields, its invoices' fields, days overdue."""

    account: dict[str, Any] = field(default_factory=dict)
    invoice: dict[str, Any] = field(default_factory=dict)
    days: int | None = 53


_NO_DETAILS = {"freelancer": None, "contract": None, "kind": None, "amount": None}
CONDITIONS: dict[str, Condition | None] = {
    "in collections": Condition(),
    "31 days overdue": Condition(days=31),
    "30 days overdue": Condition(days=30),
    "not due yet": Condition(days=-5),
    "no due date": Condition(days=None),
    "no invoices": Condition({"invoices": ()}),
    "zero balance": Condition({"balance": "0"}),
    "credit balance": Condition({"balance": "-12.00"}),
    "no balance": Condition({"balance": None}),
    "not suspended": Condition({"suspended": False}),
    "suspension unknown": Condition({"suspended": None}),
    "nameless": Condition({"client_name": None}),
    "total differs": Condition(invoice={"amount": "840.00"}),
    "invoice details unknown": Condition(invoice=_NO_DETAILS),
    "payment not released": Condition(invoice={"released": False}),
    "in yen": Condition({"currency": "JPY", "balance": "124050"}, {"amount": "62025"}),
    "no account": None,
}


# Outside COL-0 a person decides whatever the receipt; its two ends are walked to prove just that.
OUTSIDE = {"30 days overdue", "not due yet", "no due date", "no invoices", "zero balance", "credit balance",
           "no balance", "not suspended", "no account"}  # fmt: skip


@dataclass(frozen=True)
class State:
    """One point of the walk, with the names of its values for a readable counter-example."""

    reading: Reading
    account: Account | None
    condition: str
    receipt: str
    language: str | None


def account(condition: str, contracts: str, receipt: str) -> Account | None:
    """An account in one condition, with invoices of the given contract types and a recorded receipt."""
    differs = CONDITIONS[condition]
    if differs is None:
        return None
    types = CONTRACTS[contracts]
    invoice = {
        "freelancer": "Ana P.",
        "contract": "Logo redesign",
        "kind": "milestone",
        "amount": "620.25" if len(types) == 2 else BALANCE,
        "due_date": None if differs.days is None else ON - timedelta(days=differs.days),
        "released": True,
        **differs.invoice,
    }
    plain = {
        "client_id": "c-1042",
        "client_name": "Jordan Reyes",
        "balance": BALANCE,
        "suspended": True,
        "invoices": [
            {**invoice, "number": f"T-{n}", "contract_type": t} for n, t in enumerate(types, 88231)
        ],
        "receipt": RECEIPTS[receipt],
    }
    return Account.model_validate(plain | differs.account)


def states() -> Iterator[State]:
    """All states, scenario sets outermost. Every axis is complete wherever it can change a decision."""
    everything = tuple(Scenario)
    subsets = chain.from_iterable(combinations(everything, n) for n in range(len(everything) + 1))
    accounts = {key: account(*key) for key in product(CONDITIONS, CONTRACTS, RECEIPTS)}
    for scenarios in subsets:
        receipts = tuple(RECEIPTS) if Scenario.EXTENSION in scenarios else ("none", "verified")
        words = SAID_RECEIPTS if Scenario.EXTENSION in scenarios else ("none", "attached")
        files = ((), ("receipt.pdf",))
        types = tuple(CONTRACTS) if Scenario.DISPUTE in scenarios else ("hourly",)
        said = SAID_TYPES if Scenario.DISPUTE in scenarios else (None,)
        for condition, kinds, receipt in product(CONDITIONS, types, receipts):
            if condition in OUTSIDE and receipt not in ("none", "verified"):
                continue
            for band, stated, word, attached in product(BANDS, said, words, files):
                facts = Facts(contract_type=stated, wire_receipt=word, language="en")
                reading = Reading(scenarios=scenarios, band=band, facts=facts, attachments=attached)
                yield State(reading, accounts[condition, kinds, receipt], condition, receipt, "en")
        yield from _matters(scenarios, accounts)


def _matters(
    scenarios: tuple[Scenario, ...], accounts: dict[tuple[str, str, str], Account | None]
) -> Iterator[State]:
    """Sensitive matters (none, each, all), injections, abstentions, automatic mail, languages."""
    matters = ((), *((s,) for s in Sensitive), tuple(Sensitive))
    paid = AgencyPayment(amount="$300", paid_on="last Tuesday", method="card", reference="TA-55")
    for condition, receipt, sensitive in product(CONDITIONS, ("none", "verified"), matters):
        for band, injection in product(BANDS, (False, True)):
            facts = Facts(sensitive=sensitive, injection=injection, language="en")
            reading = Reading(scenarios=scenarios, band=band, facts=facts, agency_payment=paid)
            yield State(reading, accounts[condition, "both", receipt], condition, receipt, "en")
    for condition, kinds, receipt in product(
        CONDITIONS, CONTRACTS, ("none", "attached", "verified")
    ):
        for band, language in product(BANDS, LANGUAGES):
            reading = Reading(scenarios=scenarios, band=band, facts=Facts(language=language))
            yield State(reading, accounts[condition, kinds, receipt], condition, receipt, language)
    for condition in CONDITIONS:
        for change in (
            {"automatic": "auto-submitted"},
            {"abstain_reasons": ("Unlike anything seen.",)},
        ):
            reading = Reading(scenarios=scenarios, band="low", **change)
            yield State(reading, accounts[condition, "fixed", "none"], condition, "none", "en")
