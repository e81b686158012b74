"""Asks the policy's guard about a draft's words, against the account and the decision of its case."""

from __future__ import annotations

from desk.context import Desk
from desk.pipeline import Outcome
from policy.account import Account
from policy.guard import check
from policy.model import Violation

UNKNOWN = Account(client_id="unknown")  # supports no fact at all


def violations_of(
    desk: Desk, text: str, account: Account | None, outcome: Outcome | None
) -> tuple[Violation, ...]:
    """What must not be sent in `text`. Without an account no figure, date or name is supported."""
    decision = outcome.decision if outcome else None
    return tuple(check(text, account or UNKNOWN, decision, sentence_model=desk.sentence_model))
