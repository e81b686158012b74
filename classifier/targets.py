"""What the heads learn: one yes-or-no question each, in a fixed order.

Scenarios and the primary label decide the answer; the rest are facts of the labelling guide.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from classifier.classification import LABELS, SCENARIOS
from classifier.corpus import Row
from policy.model import Sensitive

SENSITIVE: tuple[str, ...] = tuple(kind.value for kind in Sensitive)
RECEIPTS: tuple[str, ...] = ("claimed", "promised", "attached")
CONTRACTS: tuple[str, ...] = ("hourly", "fixed")

HEADS: tuple[str, ...] = (
    *(f"scenario:{label}" for label in SCENARIOS),
    *(f"primary:{label}" for label in LABELS),
    *(f"sensitive:{kind}" for kind in SENSITIVE),
    "sensitive:any",
    *(f"receipt:{state}" for state in RECEIPTS),
    "receipt:any",
    *(f"contract:{kind}" for kind in CONTRACTS),
    "injection",
)
"""Names of the heads, in the order of every score matrix's columns."""


def columns(prefix: str) -> slice:
    """Where the heads named `prefix:…` stand. They are neighbours by construction."""
    at = [i for i, name in enumerate(HEADS) if name.split(":")[0] == prefix]
    return slice(at[0], at[-1] + 1)


SCENARIO_COLUMNS = columns("scenario")
PRIMARY_COLUMNS = columns("primary")
SENSITIVE_COLUMNS = columns("sensitive")
RECEIPT_COLUMNS = columns("receipt")
CONTRACT_COLUMNS = columns("contract")
INJECTION_COLUMN = HEADS.index("injection")


def targets(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Shape (rows, heads): the labels as answers to the heads' questions."""
    return np.array([_answers(row) for row in rows], dtype=np.bool_).reshape(-1, len(HEADS))


def _answers(row: Row) -> list[bool]:
    return [
        *(label in row.scenarios for label in SCENARIOS),
        *(label == row.primary for label in LABELS),
        *(kind in row.sensitive for kind in SENSITIVE),
        bool(row.sensitive),
        *(state == row.wire_receipt for state in RECEIPTS),
        row.wire_receipt != "none",
        *(row.contract_type in (kind, "both") for kind in CONTRACTS),
        row.injection,
    ]
