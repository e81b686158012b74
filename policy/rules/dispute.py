"""COL-3: the client refuses to pay because of the freelancer or the work."""

from collections.abc import Iterable
from datetime import date

from policy.account import Invoice
from policy.model import Citation, Scenario
from policy.rules.base import Case, Finding, rule

HOURLY_DAYS = 7  # DSP-1: billed on Monday, open to Friday of that week
FIXED_DAYS = 14  # DSP-2: from submission


@rule(Scenario.DISPUTE, cites=("COL-3", "DSP-1", "DSP-2"))
def no_dispute(case: Case) -> Finding:
    """Answer by contract type: the account's invoices say it, then the reply; unknown is asked, not guessed."""
    recorded, said = case.account.contract_types(), case.reading.facts.contract_type
    stated = {"hourly", "fixed"} if said == "both" else {said} if said else set()
    types = recorded or stated
    law = Citation(
        clause="COL-3", because="The client questions the payment because of the freelancer's work."
    )
    if not types:
        return Finding(
            citations=(law,),
            reasons=(
                "Neither the account nor the reply says whether the contract is hourly or fixed price.",
            ),
        )
    if any(i.released is False for i in case.account.invoices):
        return Finding(
            citations=(law,),
            reasons=(
                "A payment is not released yet; the article speaks of released payments only.",
            ),
        )
    if recent := [i.number for i in case.account.invoices if _may_be_open(i, case.on)]:
        return Finding(
            citations=(law,),
            reasons=(
                f"Invoice {', '.join(recent)} is so recent that its time for a dispute may not be over.",
            ),
        )
    checks = []
    for invoice in case.account.invoices:
        if recorded and invoice.contract_type is None:
            checks.append(
                f"Billing does not say whether invoice {invoice.number} is hourly or fixed price."
            )
        if invoice.contract_type == "hourly" and (invoice.kind or "").casefold() == "bonus":
            checks.append(
                f"Invoice {invoice.number} is a bonus on an hourly contract; the draft speaks of hours."
            )
    if recorded and stated - recorded:
        checks.append(f"The client speaks of {_words(stated)} work, billing of {_words(recorded)}.")
    if not recorded:
        checks.append(
            "The contract type comes from the client's words only; confirm it in billing."
        )
    macros, citations = [], [law]
    if "fixed" in types:
        macros.append("non-hourly-dispute")
        citations.append(
            Citation(clause="DSP-2", because="The work was on a fixed-price contract.")
        )
    if "hourly" in types:
        macros.append("hourly-dispute")
        citations.append(Citation(clause="DSP-1", because="The work was on an hourly contract."))
    return Finding(macros=tuple(macros), citations=tuple(citations), checks=tuple(checks))


def _may_be_open(invoice: Invoice, on: date) -> bool:
    """Whether DSP-1 or DSP-2 may still give time, which the macros say is over."""
    days = invoice.days_overdue(on)
    if days is None or (invoice.contract_type == "fixed" and invoice.released):
        return False
    return days <= (HOURLY_DAYS if invoice.contract_type == "hourly" else FIXED_DAYS)


def _words(types: Iterable[str]) -> str:
    return " and ".join(sorted(types))
