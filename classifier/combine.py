"""The baseline's and a model's reading of one reply -> one reading. Pure; the numbers are `classifier.trust`'s.

Each label's odds are multiplied by what the model's word is worth for it, so that a worthless model changes
nothing and a doubtful label needs less evidence than a clear one. A model never makes a reading `high`, never
takes a sensitive matter away, and in a reply that instructs machines it may not name what the rest of the
text does not support.
"""

from __future__ import annotations

import math

from classifier.classification import LABELS, OTHER, SCENARIOS, Classification, Opinion
from classifier.said import Said
from classifier.trust import Relation, Trust
from policy.model import Band, Facts, Sensitive

SUPPORT = 0.15
"""What the baseline must give a label before a model may name it in a reply that instructs machines."""
_EDGE = 0.002


def combine(
    first: Classification,
    said: Said,
    trust: Trust,
    thresholds: dict[str, float],
    version: str,
) -> Classification:
    """`first` is the baseline's, not `high`. Both readings are kept in `opinions`."""
    wary = first.facts.injection or said.facts.injection
    probabilities = {label: _posterior(label, first, said, trust, wary=wary) for label in LABELS}
    scenarios = tuple(
        label
        for label in SCENARIOS
        if _counts(label, first, said, probabilities[label] >= thresholds[label])
    ) or (OTHER,)
    primary = _primary(scenarios, first, said, trust, probabilities)
    related = relation(primary, scenarios, first, said)
    band = _band(related, first, trust, wary=wary)
    abstained = first.abstained and band == "low"
    return first.model_copy(
        update={
            "scenarios": scenarios,
            "primary": primary,
            "probabilities": {label: round(p, 4) for label, p in probabilities.items()},
            "confidence": band,
            "abstained": abstained,
            "abstain_reasons": first.abstain_reasons if abstained else (),
            "facts": _facts(first.facts, said.facts, scenarios, wary=wary),
            "evidence": tuple(e for e in first.evidence if e.scenario in scenarios),
            "source": {"model": "llm", "baseline": "baseline"}.get(related, "both"),
            "opinions": (_opinion(first), _heard(said, version)),
            "model_version": f"{first.model_version} + {version}",
        }
    )


def relation(
    primary: str, scenarios: tuple[str, ...], first: Classification, said: Said
) -> Relation:
    """How the two readings stand to each other and to the result."""
    if first.primary == said.primary == primary:
        same = set(first.scenarios) == set(said.scenarios) == set(scenarios)
        return "agree" if same else "primary"
    if primary == said.primary:
        return "model"
    return "baseline" if primary == first.primary else "neither"


def _posterior(label: str, first: Classification, said: Said, trust: Trust, *, wary: bool) -> float:
    p = min(max(first.probabilities[label], _EDGE), 1 - _EDGE)
    named = label in said.scenarios
    ratio = trust.rates[label].ratio(named)
    if wary and (not named or p < SUPPORT):
        # An instructed model neither removes a reading nor brings in one of its own.
        ratio = max(ratio, 1.0) if not named else min(ratio, 1.0)
    odds = p / (1 - p) * ratio
    return odds / (1 + odds) if math.isfinite(odds) else 1.0


def _counts(label: str, first: Classification, said: Said, passes: bool) -> bool:
    """Where both say the same of a label, that is it; the odds settle the rest."""
    before, named = label in first.scenarios, label in said.scenarios
    return before if before == named else passes


def _primary(
    scenarios: tuple[str, ...],
    first: Classification,
    said: Said,
    trust: Trust,
    probabilities: dict[str, float],
) -> str:
    order = [said.primary, first.primary]
    if trust.primary == "baseline":
        order.reverse()
    left = [label for label in order if label in scenarios]
    return left[0] if left else max(scenarios, key=probabilities.__getitem__)


def _band(related: Relation, first: Classification, trust: Trust, *, wary: bool) -> Band:
    action = trust.bands[related]
    if action == "low" or (wary and related in ("model", "neither")):
        return "low"
    if action == "medium":
        return "medium"
    return "low" if first.confidence == "low" else "medium"


def _facts(first: Facts, said: Facts, scenarios: tuple[str, ...], *, wary: bool) -> Facts:
    """Sensitive matters and injection are whatever either saw; elsewhere the model fills gaps only."""
    contract, receipt = first.contract_type, first.wire_receipt
    if not wary:
        contract = contract or said.contract_type
        receipt = said.wire_receipt if receipt == "none" else receipt
    seen = {*first.sensitive, *said.sensitive}
    return Facts(
        contract_type=contract if "freelancer_dispute" in scenarios else None,
        wire_receipt=receipt,
        sensitive=tuple(matter for matter in Sensitive if matter in seen),
        injection=wary,
        language=first.language or said.language,
    )


def _opinion(first: Classification) -> Opinion:
    return Opinion(
        source="baseline",
        scenarios=first.scenarios,
        primary=first.primary,
        model=first.model_version,
    )


def _heard(said: Said, version: str) -> Opinion:
    return Opinion(source="llm", scenarios=said.scenarios, primary=said.primary, model=version)
