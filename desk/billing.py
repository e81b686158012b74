"""Which account data a case uses: the newer of what came with the message and what is stored."""

from __future__ import annotations

import sqlalchemy as sa

from desk.tables import messages
from desk.tables_people import accounts
from policy.account import Account


def account_of(tx: sa.Connection, seq: int) -> Account | None:
    """The account behind case `seq`, or None where nobody knows one."""
    return accounts_of(tx, [seq])[seq]


def accounts_of(tx: sa.Connection, seqs: list[int]) -> dict[int, Account | None]:
    """Accounts by case number, each the newest that is known."""
    query = (
        sa.select(
            messages.c.seq,
            messages.c.account,
            messages.c.accepted_at,
            accounts.c.data,
            accounts.c.changed_at,
        )
        .select_from(messages.outerjoin(accounts, accounts.c.client_id == messages.c.client_id))
        .where(messages.c.seq.in_(seqs))
    )
    found: dict[int, Account | None] = {}
    for seq, given, accepted_at, stored, changed_at in tx.execute(query):
        newer = stored is not None and (given is None or changed_at > accepted_at)
        data = stored if newer else given
        found[seq] = Account.model_validate_json(data) if data else None
    return found
