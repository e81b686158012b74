"""Signing in and out; sessions live in the database, so that they can be ended from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from desk import auth
from desk.context import Actor, Desk
from desk.errors import Problem, forbidden
from desk.tables_people import sessions, users

COOKIE = "arrears_session"


@dataclass(frozen=True)
class Session:
    """Who is signed in. `csrf` goes into every form and comes back with every change."""

    actor: Actor
    csrf: str


def sign_in(desk: Desk, user: str, password: str, address: str) -> str:
    """The cookie value of a new session. Raises 401 for a wrong name or password, 429 after many.

    `address` is the visitor's, for the throttle. Takes tens of milliseconds: never on the event loop.
    """
    auth.throttle(desk, user, address)
    with desk.db.read() as tx:
        row = tx.execute(sa.select(users).where(users.c.name == user)).first()
    right = auth.verify_password(row.password if row else None, password)
    if row is None or not right or not row.active:
        auth.note_failure(desk, user, address)
        raise Problem(401, "wrong-password", "Name or password is wrong.")
    auth.forget_failures(desk, user)
    token, at = auth.new_token(), desk.now()
    with desk.db.write() as tx:
        tx.execute(sessions.delete().where(sessions.c.until < at))
        tx.execute(
            sessions.insert(),
            {
                "digest": auth.digest(token),
                "user": row.name,
                "csrf": auth.new_token(),
                "made_at": at,
                "until": at + timedelta(hours=desk.settings.session_hours),
            },
        )
    return token


def find(desk: Desk, token: str | None) -> Session | None:
    """The session behind a cookie value, or None when it ended, or its user may no longer sign in."""
    if not token:
        return None
    query = (
        sa.select(users.c.name, users.c.role, sessions.c.csrf)
        .join(users, users.c.name == sessions.c.user)
        .where(
            sessions.c.digest == auth.digest(token),
            sessions.c.until > desk.now(),
            users.c.active.is_(True),
        )
    )
    with desk.db.read() as tx:
        row = tx.execute(query).first()
    return Session(Actor(row.name, row.role), row.csrf) if row else None


def check_csrf(session: Session, given: str | None) -> None:
    """Raise 403 unless a form brought its session's token back."""
    if not given or not auth.same(session.csrf, given):
        raise forbidden("This form has expired; load the page again.")


def sign_out(desk: Desk, token: str | None) -> None:
    """End a session; nothing happens for an unknown one."""
    if token:
        with desk.db.write() as tx:
            tx.execute(sessions.delete().where(sessions.c.digest == auth.digest(token)))
