"""COL-0: is this account one that the Collections article speaks of?"""

from __future__ import annotations

from datetime import date

from policy.account import DAYS_PAST_DUE, Account


def outside(account: Account | None, on: date) -> str | None:
    """Why the account is outside the article on day `on`, or `None` when it is inside.

    Missing data counts as outside: the policy never assumes a balance, a due date or a suspension.
    """
    if account is None:
        return "No account was found for this client."
    if account.balance is None:
        return "The account has no balance on file."
    if account.balance < 0:
        return "The account is in credit, so nothing is past due."
    if account.balance == 0:
        return "The account's balance is zero, so nothing is past due."
    days = account.overdue_days(on)
    if days is None:
        return "No invoice on the account has a due date, so it is not known how long it has been overdue."
    if days <= DAYS_PAST_DUE:
        return f"The oldest invoice is {days} days overdue; the article begins after {DAYS_PAST_DUE} days."
    if account.suspended is False:
        return (
            "The account is not suspended, which contradicts a balance past due for over 30 days."
        )
    return None
