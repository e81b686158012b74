"""Passwords, tokens and the throttle on wrong guesses."""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
from datetime import timedelta
from functools import cache

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desk.context import Desk
from desk.errors import Problem
from desk.tables_people import login_failures

FREE_TRIES = 5
FORGET = timedelta(hours=1)
MAX_PAUSE = 900.0  # seconds
_FROM_FACTOR = 4  # an address may be a whole office

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """An argon2id hash with its parameters and salt."""
    return _hasher.hash(password)


def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password fits; an unknown user (`None`) takes as long as a wrong password."""
    try:
        return _hasher.verify(stored or _nobody(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _hasher.hash(secrets.token_urlsafe(16))


def new_token(prefix: str = "") -> str:
    """A secret with 256 bits of chance."""
    return prefix + secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a token. SHA-256 is enough: nobody guesses 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def throttle(desk: Desk, user: str, address: str) -> None:
    """Raise 429 while this user name or address has to pause after wrong passwords."""
    at = desk.now()
    with desk.db.read() as tx:
        for subject, free in _subjects(user, address):
            row = tx.execute(
                sa.select(login_failures).where(login_failures.c.subject == subject)
            ).first()
            if row is None or row.failures < free or at - row.last_at > FORGET:
                continue
            pause = min(MAX_PAUSE, 2.0 ** min(row.failures - free, 20))
            left = pause - (at - row.last_at).total_seconds()
            if left > 0:
                problem = Problem(429, "throttled", f"Too many tries; wait {math.ceil(left)} s.")
                problem.headers["Retry-After"] = str(math.ceil(left))
                raise problem


def note_failure(desk: Desk, user: str, address: str) -> None:
    """Count one wrong password against the name and the address."""
    at = desk.now()
    with desk.db.write() as tx:
        for subject, _ in _subjects(user, address):
            where = login_failures.c.subject == subject
            row = tx.execute(sa.select(login_failures).where(where).with_for_update()).first()
            if row is None:
                new = {"subject": subject, "failures": 1, "last_at": at}
                tx.execute(login_failures.insert(), new)
            else:
                count = 1 if at - row.last_at > FORGET else row.failures + 1
                tx.execute(login_failures.update().where(where), {"failures": count, "last_at": at})


def forget_failures(desk: Desk, user: str) -> None:
    """A right password clears the name's count; an address keeps its own."""
    with desk.db.write() as tx:
        tx.execute(login_failures.delete().where(login_failures.c.subject == f"user:{user}"))


def _subjects(user: str, address: str) -> tuple[tuple[str, int], ...]:
    return (f"user:{user[:200]}", FREE_TRIES), (f"from:{address[:200]}", FREE_TRIES * _FROM_FACTOR)
