"""API keys: shown once when made, stored as a digest, revocable."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from desk import auth
from desk.context import Actor, Desk, Role
from desk.errors import invalid, not_found
from desk.tables_people import api_keys
from desk.users import ROLES

PREFIX = "arr_"


@dataclass(frozen=True)
class Key:
    """An API key without its secret. `revoked_at` is None while it is valid."""

    id: str
    name: str
    role: Role
    made_at: datetime
    revoked_at: datetime | None = None


def add(desk: Desk, name: str, role: Role = "agent") -> tuple[Key, str]:
    """Make a key; the second value is its secret, which nobody can look up again. Raises 422."""
    if not 1 <= len(name.strip()) <= 100 or not name.isprintable():
        raise invalid("1 to 100 printable characters.", "name")
    if role not in ROLES:
        raise invalid(f"Expected one of {', '.join(ROLES)}.", "role")
    secret = auth.new_token(PREFIX)
    key = Key(secrets.token_hex(4), name.strip(), role, desk.now())
    row = {
        "id": key.id,
        "name": key.name,
        "role": key.role,
        "digest": auth.digest(secret),
        "made_at": key.made_at,
    }
    with desk.db.write() as tx:
        tx.execute(api_keys.insert(), row)
    return key, secret


def everything(desk: Desk) -> list[Key]:
    """All keys, revoked ones too, oldest first."""
    with desk.db.read() as tx:
        rows = tx.execute(sa.select(api_keys).order_by(api_keys.c.made_at))
        return [Key(r.id, r.name, r.role, r.made_at, r.revoked_at) for r in rows]


def revoke(desk: Desk, key_id: str) -> None:
    """End a key; requests notice within two seconds. Raises 404, also for one revoked before."""
    live = (api_keys.c.id == key_id) & api_keys.c.revoked_at.is_(None)
    with desk.db.write() as tx:
        done = tx.execute(api_keys.update().where(live), {"revoked_at": desk.now()})
        if done.rowcount == 0:
            raise not_found("key")


def find(desk: Desk, secret: str) -> Actor | None:
    """Who a secret belongs to, or None. The setting's own key acts as `key settings`, an agent."""
    given = desk.settings.api_key
    if given and auth.same(given.get_secret_value(), secret):
        return Actor("key settings", "agent")
    query = sa.select(api_keys.c.name, api_keys.c.role).where(
        api_keys.c.digest == auth.digest(secret), api_keys.c.revoked_at.is_(None)
    )
    with desk.db.read() as tx:
        row = tx.execute(query).first()
    return Actor(f"key {row.name}", row.role) if row else None
