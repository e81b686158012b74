"""Proves the promises by walking every reachable decision: `states` makes them, `invariants` judges them."""

from policy.verify.walk import Counterexample, Report, verify

__all__ = ["Counterexample", "Report", "verify"]
