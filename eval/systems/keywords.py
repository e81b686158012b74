"""What a support team would write in an afternoon: keyword rules, English first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifier.classification import LABELS, OTHER, Classification
from classifier.reply import Reply
from classifier.text import clean
from policy.model import Facts, Sensitive

# In this order the first match is the primary label: the narrower request first.
_RULES: dict[str, tuple[str, ...]] = {
    "agency_payment_claim": (
        r"(?:paid|sent|settled|payment).{0,60}(?:true ?accord|agency|collector|collections)",
        r"(?:true ?accord|agency|collector).{0,40}(?:paid|payment)",
    ),
    "payment_plan_request": (
        r"instal?lments?|payment plan|in parts|monthly|per month|a month|each month|every month",
        r"half now|split|weekly|biweekly|settle for|partial",
        r"ratenzahlung|raten|cuotas|plazos|mensualit|parcel",
    ),
    "freelancer_dispute": (
        r"dispute|refund|never delivered|not deliver|did ?n.t deliver|bad work|poor|quality",
        r"plagiari|fake hours|overbilled|unfinished|unusable|garbage|freelancer (?:never|did|disappear)",
        r"reembolso|erstattung",
    ),
    "extension_request": (
        r"extension|extend|more time|until|till|next (?:week|month|friday|monday)|wait|hold off|pause",
        r"give me|by the \d+|days|deadline|prórroga|aufschub|délai|prazo",
    ),
    "balance_inquiry": (
        r"what is this|what.s this|which invoice|what invoice|who (?:is|billed)|breakdown|how much",
        r"don.t (?:recognize|recognise|know)|never heard|for what|what for|did ?n.t know",
        r"copy of the invoice|qué es|wofür|pourquoi",
    ),
}
_SCENARIOS = {label: re.compile("|".join(rules), re.IGNORECASE) for label, rules in _RULES.items()}
_SENSITIVE = {
    Sensitive.LEGAL_THREAT: re.compile(r"\bsue\b|lawsuit|legal action|\bcourt\b", re.IGNORECASE),
    Sensitive.ATTORNEY: re.compile(r"my (?:lawyer|attorney|solicitor)|our counsel", re.IGNORECASE),
    Sensitive.BANKRUPTCY: re.compile(r"bankrupt|chapter (?:7|11|13)|insolven", re.IGNORECASE),
    Sensitive.UNAUTHORIZED: re.compile(r"fraud|stolen|identity theft|hacked", re.IGNORECASE),
    Sensitive.CHARGEBACK: re.compile(r"chargeback|charge back", re.IGNORECASE),
    Sensitive.CEASE_CONTACT: re.compile(r"stop contacting|do not contact", re.IGNORECASE),
    Sensitive.REGULATOR: re.compile(r"cfpb|\bftc\b|ombudsman|attorney general", re.IGNORECASE),
    Sensitive.HARDSHIP: re.compile(
        r"hospital|cancer|passed away|laid off|lost my job", re.IGNORECASE
    ),
}


class Keywords:
    """Every rule that matches adds its label; none: `other`. Certainty is not known, so fixed."""

    def classify(self, replies: Sequence[Reply]) -> list[Classification]:
        """One answer a reply, from its own words only."""
        return [self._one(reply) for reply in replies]

    def _one(self, reply: Reply) -> Classification:
        text = clean(reply.body, reply.subject).text
        said = tuple(label for label, rule in _SCENARIOS.items() if rule.search(text)) or (OTHER,)
        kinds = tuple(kind for kind, rule in _SENSITIVE.items() if rule.search(text))
        return Classification(
            id=reply.id,
            scenarios=said,
            primary=said[0],
            probabilities={label: 0.7 if label in said else 0.05 for label in LABELS},
            confidence="medium",
            abstained=False,
            facts=Facts(sensitive=kinds),
            model_version="keywords 1",
        )
