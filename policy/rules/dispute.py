"""COL-3: the client refuses to pay because of the freelancer or the work."""

from collections.abc import Iterable

from policy.model import Citation, Scenario
from policy.rules.base import Case, Finding, rule


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
    checks = []
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


def _words(types: Iterable[str]) -> str:
    return " and ".join(sorted(types))
