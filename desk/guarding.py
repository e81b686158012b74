"""Asks the policy's guard about a draft's words, against the account and the decision of its case."""

from __future__ import annotations

from desk.context import Desk
from desk.errors import Problem
from desk.pipeline import Outcome
from policy.account import Account
from policy.guard import GuardUnavailable, check
from policy.model import Violation


def violations_of(
    desk: Desk, text: str, account: Account | None, outcome: Outcome | None
) -> tuple[Violation, ...]:
    """What must not be sent in `text`. Without an account no figure, date or name is supported.

    Raises a 503 `Problem` when the guard's model fails: what was not judged is not sent.
    """
    decision = outcome.decision if outcome else None
    try:
        return check(text, account, decision, sentence_model=desk.sentence_model)
    except GuardUnavailable:
        raise unavailable() from None


def unavailable() -> Problem:
    """503: the guard cannot judge now."""
    return Problem(503, "guard-unavailable", "The guard cannot judge this text now; try again.")
