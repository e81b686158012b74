"""The guard: any text that could go to a client is checked for what the product must never write."""

from policy.guard.check import check
from policy.guard.kinds import KINDS
from policy.guard.model import GuardUnavailable, SentenceModel

__all__ = ["KINDS", "GuardUnavailable", "SentenceModel", "check"]
