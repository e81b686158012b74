"""Account data loaded ahead of the messages: one at a time, or from a CSV or JSON Lines file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from desk.account_file import read_accounts
from desk.context import Actor, Desk
from desk.errors import not_found
from desk.row import RowError
from desk.tables_people import accounts
from policy.account import Account

_BATCH = 500


@dataclass(frozen=True)
class Imported:
    """How many accounts were stored, and the rows that were not."""

    stored: int
    faults: list[RowError]


def put(desk: Desk, account: Account, actor: Actor) -> bool:
    """Store one account, replacing what was there; True when it is new."""
    with desk.db.write() as tx:
        return _store(tx, desk, account, actor)


def get(desk: Desk, client_id: str) -> Account:
    """One account. Raises 404."""
    query = sa.select(accounts.c.data).where(accounts.c.client_id == client_id)
    with desk.db.read() as tx:
        data = tx.execute(query).scalar()
    if data is None:
        raise not_found("account")
    return Account.model_validate_json(data)


def import_file(desk: Desk, path: Path, actor: Actor) -> Imported:
    """Store every account of a CSV or JSON Lines file (`desk.account_file` has the columns).

    Rows that cannot be read are named and left out. Raises `OSError`.
    """
    good: list[Account] = []
    faults: list[RowError] = []
    with path.open("rb") as stream:
        for row in read_accounts(stream, path.name):
            (good if isinstance(row, Account) else faults).append(row)  # type: ignore[arg-type]
    for start in range(0, len(good), _BATCH):
        with desk.db.write() as tx:
            for account in good[start : start + _BATCH]:
                _store(tx, desk, account, actor)
    return Imported(len(good), faults)


def _store(tx: sa.Connection, desk: Desk, account: Account, actor: Actor) -> bool:
    row = {
        "data": account.model_dump_json(),
        "changed_by": actor.name,
        "changed_at": desk.now(),
    }
    here = accounts.c.client_id == account.client_id
    if tx.execute(accounts.update().where(here), row).rowcount:
        return False
    tx.execute(accounts.insert(), {"client_id": account.client_id, **row})
    return True
