"""Who may call the API, and how often: bearer keys and a token bucket for each."""

from __future__ import annotations

import math
import time
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from desk import keys
from desk.context import Actor, Desk
from desk.errors import Problem

_REMEMBER = 2.0  # seconds that a key counts as valid without a look into the database
_bearer = HTTPBearer(auto_error=False, description="An API key: `Authorization: Bearer KEY`.")


class Gate:
    """Known keys and their buckets, in this process."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, tuple[Actor, float]] = {}
        self._buckets: dict[str, tuple[float, float]] = {}

    async def actor(self, secret: str) -> Actor:
        """The actor of a key. Raises 401, and 429 when the key sends too much."""
        now = time.monotonic()
        actor, until = self._known.get(secret, (None, 0.0))
        if actor is None or until < now:
            actor = await run_in_threadpool(keys.find, self._desk, secret)
            if actor is None:
                self._known.pop(secret, None)
                raise unauthorized("This API key is not valid.")
            self._known[secret] = (actor, now + _REMEMBER)
        self._spend(secret, now)
        return actor

    def _spend(self, secret: str, now: float) -> None:
        settings = self._desk.settings
        tokens, last = self._buckets.get(secret, (float(settings.rate_burst), now))
        tokens = min(settings.rate_burst, tokens + (now - last) * settings.rate)
        if tokens < 1:
            wait = (1 - tokens) / settings.rate
            self._buckets[secret] = (tokens, now)
            problem = Problem(429, "rate", "This key sends too many requests.")
            problem.headers["Retry-After"] = str(math.ceil(wait))
            raise problem
        self._buckets[secret] = (tokens - 1, now)


def unauthorized(detail: str) -> Problem:
    """401 with the challenge that RFC 9110 asks for."""
    problem = Problem(401, "unauthorized", detail)
    problem.headers["WWW-Authenticate"] = "Bearer"
    return problem


async def _actor(
    request: Request,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Actor:
    if given is None:
        raise unauthorized("Send an API key: Authorization: Bearer KEY.")
    gate: Gate = request.app.state.gate
    return await gate.actor(given.credentials)


async def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


Caller = Annotated[Actor, Depends(_actor)]
TheDesk = Annotated[Desk, Depends(_desk)]


def behind(caller: Actor, agent: str | None) -> Actor:
    """The person a helpdesk acts for, with the key's role; the key itself when it names nobody."""
    return Actor(f"{agent} ({caller.name})", caller.role) if agent else caller
