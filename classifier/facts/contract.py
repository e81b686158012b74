"""Whether disputed work was hourly, fixed price, both, or not said."""

from __future__ import annotations

from classifier.targets import CONTRACT_COLUMNS
from classifier.views import Floats
from policy.model import ContractType

SAID = 0.4


def contract_type(p: Floats, scenarios: tuple[str, ...]) -> ContractType | None:
    """`p`: one row of probabilities over `classifier.targets.HEADS`. `None` without a dispute."""
    if "freelancer_dispute" not in scenarios:
        return None
    hourly, fixed = p[CONTRACT_COLUMNS] >= SAID
    if hourly and fixed:
        return "both"
    if hourly:
        return "hourly"
    return "fixed" if fixed else None
