"""COL-4: the client wants to pay in parts or to close the matter for less."""

from policy.model import Citation, Scenario
from policy.rules.base import Case, Finding, rule


@rule(Scenario.PLAN, cites=("COL-4",))
def no_payment_plan(case: Case) -> Finding:
    """There is no plan, whatever the parts, the sum or the reason."""
    because = "The client asks to pay in parts or to close the balance for a reduced sum."
    return Finding(
        macros=("no-payment-plan",), citations=(Citation(clause="COL-4", because=because),)
    )
