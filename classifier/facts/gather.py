"""All facts of one reply, from the heads' probabilities and from rules over the words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from classifier.document import Document
from classifier.targets import (
    CONTRACT_COLUMNS,
    INJECTION_COLUMN,
    RECEIPT_COLUMNS,
    RECEIPTS,
    SENSITIVE,
    SENSITIVE_COLUMNS,
)
from policy.model import ContractType, Facts, Sensitive


def gather(
    document: Document,
    probabilities: NDArray[np.float32],
    language: str | None,
    scenarios: tuple[str, ...],
) -> Facts:
    """`probabilities`: one row over `classifier.targets.HEADS`."""
    p = probabilities
    sensitive = [
        Sensitive(kind) for kind, x in zip(SENSITIVE, p[SENSITIVE_COLUMNS], strict=False) if x >= 0.4
    ]
    return Facts(
        contract_type=_contract(p) if "freelancer_dispute" in scenarios else None,
        wire_receipt=_receipt(p),
        sensitive=tuple(sensitive),
        injection=bool(p[INJECTION_COLUMN] >= 0.5),
        language=language,
    )


def _contract(p: NDArray[np.float32]) -> ContractType | None:
    hourly, fixed = p[CONTRACT_COLUMNS] >= 0.5
    if hourly and fixed:
        return "both"
    return "hourly" if hourly else "fixed" if fixed else None


def _receipt(p: NDArray[np.float32]) -> str:
    states = p[RECEIPT_COLUMNS]
    if states[-1] < 0.5:
        return "none"
    return RECEIPTS[int(states[:-1].argmax())]
