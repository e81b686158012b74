"""What the reply states besides the scenario: fact accuracy, sensitive matters, injections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from classifier.classification import Classification
from eval.case import Case
from eval.metrics.proportion import proportion
from policy.model import Sensitive
from policy.sensitive import TAKEN_OVER


def facts(cases: Sequence[Case], said: Sequence[Classification]) -> dict[str, Any]:
    """Accuracy of each fact; recall and false alarms of each sensitive kind and of injections.

    `contract_type` is judged where the gold label is `freelancer_dispute` (elsewhere it is null by
    the guide), `stated_receipt` where a receipt is stated. A false alarm is said of a reply without it.
    """
    pairs = [(c.facts(), s.facts) for c, s in zip(cases, said, strict=True)]
    disputes = [p for p, c in zip(pairs, cases, strict=True) if "freelancer_dispute" in c.scenarios]
    receipts = [(g, s) for g, s in pairs if g.wire_receipt != "none"]
    return {
        "contract_type": _equal(disputes, "contract_type"),
        "wire_receipt": _equal(pairs, "wire_receipt"),
        "stated_receipt": _equal(receipts, "wire_receipt"),
        "language": _equal(pairs, "language"),
        "injection": _detect([(g.injection, s.injection) for g, s in pairs]),
        "sensitive": {
            kind.value: _detect([(kind in g.sensitive, kind in s.sensitive) for g, s in pairs])
            for kind in Sensitive
        },
        # A matter of any kind puts a check before the agent, whatever its name.
        "flagged": _detect([(bool(g.sensitive), bool(s.sensitive)) for g, s in pairs]),
        # What matters most: does a reply that a person must take over reach a person?
        "taken_over": _detect(
            [
                (bool(TAKEN_OVER & {*g.sensitive}), bool(TAKEN_OVER & {*s.sensitive}))
                for g, s in pairs
            ]
        ),
    }


def _equal(pairs: Sequence[tuple[Any, Any]], name: str) -> dict[str, Any]:
    return proportion(sum(getattr(g, name) == getattr(s, name) for g, s in pairs), len(pairs))


def _detect(pairs: Sequence[tuple[bool, bool]]) -> dict[str, Any]:
    there = [said for gold, said in pairs if gold]
    absent = [said for gold, said in pairs if not gold]
    return {
        "recall": proportion(sum(there), len(there)),
        "false_alarms": proportion(sum(absent), len(absent)),
    }
