"""A deterministic reader for the desk's tests: it goes by plain words, in microseconds."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from classifier.classification import LABELS, OTHER, Classification
from classifier.reply import Reply
from policy.model import Facts, Sensitive

WORDS = {
    "who and for what": "balance_inquiry",
    "more time": "extension_request",
    "bad work": "freelancer_dispute",
    "instalments": "payment_plan_request",
    "paid the agency": "agency_payment_claim",
}


class Double:
    """`bad work` means a dispute and so on; `maybe` makes it unsure, `lawyer` sensitive, `crash` raises."""

    def __init__(self, seconds: float = 0) -> None:
        self.seconds = seconds
        self.batches: list[int] = []

    def classify(self, replies: Sequence[Reply]) -> list[Classification]:
        self.batches.append(len(replies))
        time.sleep(self.seconds * len(replies))
        return [self._one(reply) for reply in replies]

    def _one(self, reply: Reply) -> Classification:
        text = reply.body.lower()
        if "crash" in text:
            raise RuntimeError("crash on " + reply.body)
        if "die now" in text:
            os._exit(9)
        found = tuple(label for word, label in WORDS.items() if word in text) or (OTHER,)
        unsure = found == (OTHER,)
        return Classification(
            id=reply.id,
            scenarios=found,
            primary=found[0],
            probabilities={label: 0.9 if label == found[0] else 0.02 for label in LABELS},
            confidence="low" if unsure else "medium" if "maybe" in text else "high",
            abstained=unsure,
            abstain_reasons=("It fits nothing.",) if unsure else (),
            facts=Facts(sensitive=(Sensitive.ATTORNEY,) if "lawyer" in text else (), language="en"),
            model_version="double-1",
        )


ACCOUNT = {
    "client_id": "c-1042",
    "client_name": "Jordan Reyes",
    "currency": "USD",
    "balance": "840.50",
    "suspended": True,
    "invoices": [
        {
            "number": "T-88231",
            "freelancer": "Ana P.",
            "contract": "Logo redesign",
            "contract_type": "fixed",
            "kind": "milestone",
            "amount": "840.50",
            "due_date": "2026-01-30",
            "released": True,
        }
    ],
    "receipt": {"status": "none"},
}
