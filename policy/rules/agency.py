"""COL-5: the client says that they paid the collection agency."""

from policy.model import Citation, Scenario
from policy.rules.base import Case, Finding, rule


@rule(Scenario.AGENCY, cites=("COL-5",))
def agency_payment(case: Case) -> Finding:
    """Assign to Payment Operations with detailed notes; confirm nothing to the client."""
    paid, seen = case.reading.agency_payment, case.reading.attachments
    details = {
        "Amount": paid.amount,
        "Date": paid.paid_on,
        "Method": paid.method,
        "Agency reference": paid.reference,
        "Evidence seen": f"attachments: {', '.join(seen)} (not opened)" if seen else None,
    }
    missing = [label.lower() for label, value in details.items() if value is None]
    return Finding(
        macros=("agency-payment",),
        citations=(
            Citation(
                clause="COL-5", because="The client says that money was already paid to the agency."
            ),
        ),
        group=case.routes.agency_payment,
        tags=("collections_route__payment_operations",),
        note=(
            "Client says they paid the collection agency (client's own words, not confirmed):",
            *(f"- {label}: {value or 'not stated'}" for label, value in details.items()),
            f"- Account: {case.account.client_id}, {case.account.client_name or 'name not on file'}",
            f"Still missing: {', '.join(missing) or 'nothing'}.",
            "Compare with the agency's monthly list; apply to the balance only from that list.",
        ),
        settles=True,
    )
