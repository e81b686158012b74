"""People who work in the queue: agents, leads, admins."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from desk.auth import hash_password
from desk.context import Actor, Desk, Role
from desk.errors import conflict, invalid, not_found
from desk.tables_people import sessions, users

ROLES: tuple[Role, ...] = get_args(Role)
MIN_PASSWORD = 8
ADMIN = "admin"
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")


@dataclass(frozen=True)
class User:
    """A person with a role. `active` is False for those who may no longer sign in."""

    name: str
    role: Role
    active: bool
    made_at: datetime

    def actor(self) -> Actor:
        """This person as one who acts."""
        return Actor(self.name, self.role)


def add(desk: Desk, name: str, role: Role, password: str) -> User:
    """Make a user. Raises 422 for a bad name, role or password, 409 when the name is taken."""
    if not _NAME.fullmatch(name):
        raise invalid("Small letters, digits and . _ @ - only, at most 64.", "name")
    if role not in ROLES:
        raise invalid(f"Expected one of {', '.join(ROLES)}.", "role")
    row = {
        "name": name,
        "role": role,
        "password": hash_password(_strong(password)),
        "active": True,
        "made_at": desk.now(),
    }
    try:
        with desk.db.write() as tx:
            tx.execute(users.insert(), row)
    except IntegrityError:
        raise conflict("state", f"There is already a user {name}.") from None
    return User(name, role, True, row["made_at"])  # type: ignore[arg-type]


def everyone(desk: Desk) -> list[User]:
    """All users, by name."""
    with desk.db.read() as tx:
        rows = tx.execute(sa.select(users).order_by(users.c.name))
        return [User(r.name, r.role, r.active, r.made_at) for r in rows]


def get(desk: Desk, name: str) -> User:
    """One user. Raises 404."""
    with desk.db.read() as tx:
        row = tx.execute(sa.select(users).where(users.c.name == name)).first()
    if row is None:
        raise not_found("user")
    return User(row.name, row.role, row.active, row.made_at)


def set_password(desk: Desk, name: str, password: str) -> None:
    """Change a password and end the user's sessions. Raises 404 and 422."""
    _update(desk, name, {"password": hash_password(_strong(password))})


def set_role(desk: Desk, name: str, role: Role) -> None:
    """Change a role; it holds from the next request on. Raises 404 and 422."""
    if role not in ROLES:
        raise invalid(f"Expected one of {', '.join(ROLES)}.", "role")
    _update(desk, name, {"role": role})


def set_active(desk: Desk, name: str, active: bool) -> None:
    """Let a user sign in, or no longer; ends the sessions. Raises 404."""
    _update(desk, name, {"active": active})


def first_admin(desk: Desk) -> str | None:
    """Make `admin` where there is no user yet.

    The password is the setting's; without one a one-time password is made and returned, to be printed.
    """
    with desk.db.read() as tx:
        if tx.execute(sa.select(users.c.name).limit(1)).first() is not None:
            return None
    given = desk.settings.admin_password
    password = given.get_secret_value() if given else secrets.token_urlsafe(12)
    row = {
        "name": ADMIN,
        "role": "admin",
        "password": hash_password(password),
        "active": True,
        "made_at": desk.now(),
    }
    try:
        with desk.db.write() as tx:
            tx.execute(users.insert(), row)
    except IntegrityError:  # another process was faster
        return None
    return None if given else password


def _strong(password: str) -> str:
    if not MIN_PASSWORD <= len(password) <= 200:
        raise invalid(f"{MIN_PASSWORD} to 200 characters.", "password")
    return password


def _update(desk: Desk, name: str, values: dict[str, object]) -> None:
    with desk.db.write() as tx:
        if tx.execute(users.update().where(users.c.name == name), values).rowcount == 0:
            raise not_found("user")
        if "role" not in values:
            tx.execute(sessions.delete().where(sessions.c.user == name))
