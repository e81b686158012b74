"""The wire receipt as states, and what makes one valid (COL-2, UBO-2).

A client's words can move the state up to `attached`; only staff, through the account, reach `verified` or
`rejected`. A verification that does not meet UBO-2 counts as `attached`: someone has to look again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policy.account import DAYS_PAST_DUE, Account, ReceiptStatus
from policy.model import Facts

_RANK = [ReceiptStatus.NONE, ReceiptStatus.CLAIMED, ReceiptStatus.PROMISED, ReceiptStatus.ATTACHED]


def faults(account: Account, on: date) -> tuple[str, ...]:
    """What keeps the account's recorded receipt from proving funds on their way, by UBO-2; empty if nothing."""
    receipt, found = account.receipt, []
    if receipt.beneficiary_ok is not True:
        found.append("the receipt is not recorded as showing the marketplace's bank details")
    if receipt.amount is None:
        found.append("the receipt's amount is not recorded")
    elif account.balance is None or receipt.amount < account.balance:
        found.append("the receipt's amount does not cover the balance")
    if receipt.sent_on is None:
        found.append("the date the funds were sent is not recorded")
    elif receipt.sent_on > on:
        found.append("the date the funds were sent is in the future")
    if not receipt.verified_by:
        found.append("nobody is recorded as having verified the receipt")
    return tuple(found)


def receipt_state(
    facts: Facts, attachments: Sequence[str], account: Account | None, on: date
) -> tuple[ReceiptStatus, tuple[str, ...]]:
    """The state on day `on` and what an agent should check about it.

    Words that say "attached" count only with an attachment; without one the receipt is merely promised.
    """
    checks: list[str] = []
    said = ReceiptStatus(facts.wire_receipt)
    if said is ReceiptStatus.ATTACHED and not attachments:
        said = ReceiptStatus.PROMISED
        checks.append("The client says that a receipt is attached, but nothing is attached.")
    recorded = account.receipt.status if account else ReceiptStatus.NONE
    if account and recorded is ReceiptStatus.VERIFIED:
        wrong = faults(account, on)
        if not wrong:
            return ReceiptStatus.VERIFIED, _stale(account, on)
        recorded = ReceiptStatus.ATTACHED
        checks.append(f"Verify the wire receipt again: {'; '.join(wrong)}.")
    if recorded is ReceiptStatus.REJECTED:
        if said is ReceiptStatus.ATTACHED:
            checks.append("An earlier receipt was rejected; this may be a new one.")
            return ReceiptStatus.ATTACHED, tuple(checks)
        return ReceiptStatus.REJECTED, (
            *checks,
            "An earlier receipt was rejected; say why if you can.",
        )
    state = max(said, recorded, key=_RANK.index)
    if attachments and state is not ReceiptStatus.ATTACHED:
        checks.append("A file came with the reply; see whether it is a wire receipt.")
    return state, tuple(checks)


def _stale(account: Account, on: date) -> tuple[str, ...]:
    """COL-2 wants funds that are on their way; a transfer this old has arrived or failed."""
    sent = account.receipt.sent_on
    if sent is None or (on - sent).days <= DAYS_PAST_DUE:
        return ()
    return (
        f"The funds were sent {(on - sent).days} days ago; find out whether they are still on their way.",
    )
