"""One situation a file. Importing this package loads every rule; one without a valid citation does not load."""

from policy.rules import agency, balance, dispute, extension, plan
from policy.rules.base import RULES, Case, Finding, Rule, rule

__all__ = [
    "RULES",
    "Case",
    "Finding",
    "Rule",
    "agency",
    "balance",
    "dispute",
    "extension",
    "plan",
    "rule",
]
