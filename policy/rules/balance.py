"""COL-1: the client asks who billed them and for what."""

from policy.model import Citation, Scenario
from policy.rules.base import Case, Finding, rule


@rule(Scenario.BALANCE, cites=("COL-1",))
def balance_details(case: Case) -> Finding:
    """Send the Balance Details macro; what billing does not know is named to the agent, never filled in."""
    account = case.account
    cited = (
        Citation(clause="COL-1", because="The client asks who billed them, for what, or how much."),
    )
    if not account.invoices:
        return Finding(
            citations=cited,
            reasons=(
                "The account lists no invoice, so the question who billed and for what cannot be answered.",
            ),
        )
    checks = []
    for invoice in account.invoices:
        unknown = [
            label
            for label, value in (
                ("freelancer", invoice.freelancer),
                ("contract", invoice.contract),
                ("amount", invoice.amount),
                ("due date", invoice.due_date),
            )
            if value is None
        ]
        if unknown:
            checks.append(
                f"Invoice {invoice.number}: billing has no {', '.join(unknown)}; the draft leaves it out."
            )
        if invoice.amount is not None and invoice.amount <= 0:
            checks.append(
                f"Invoice {invoice.number} asks for no money; see whether it belongs in here."
            )
    total = account.listed_total()
    if None not in (total, account.balance) and total != account.balance:
        checks.append(
            "The invoices listed do not add up to the balance; find out why before you send this."
        )
    return Finding(macros=("balance-details",), citations=cited, checks=tuple(checks))
