"""Logs and counts every request, and turns what nobody caught into a problem document.

Only the method, the route's pattern, the status and the time are logged: a path or query may hold
what a client wrote. Of an exception: its type and the lines it passed, never its message.
"""

from __future__ import annotations

import secrets
import time
import traceback

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.api.problems import respond
from desk.errors import Problem
from desk.metrics import REQUEST_SECONDS, REQUESTS

log = structlog.get_logger("desk.access")
_NOSNIFF = (b"x-content-type-options", b"nosniff")
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


class AccessLog:
    """ASGI middleware; goes around everything else. Answers carry an `X-Request-Id`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Time one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id, status, began = secrets.token_hex(8), 0, time.perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = [*message.get("headers", []), (b"x-request-id", request_id.encode())]
                if not any(name == _NOSNIFF[0] for name, _ in headers):
                    headers.append(_NOSNIFF)
                message["headers"] = headers
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)[-8:]
            where = [f"{frame.name}:{frame.lineno}" for frame in frames]
            log.error("crash", request=request_id, kind=type(error).__name__, where=where)
            if not status:
                problem = Problem(500, "internal", f"Something broke; ask for {request_id}.")
                await respond(problem)(scope, receive, noted)
        self._count(scope, request_id, status, time.perf_counter() - began)

    def _count(self, scope: Scope, request_id: str, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", None) or "none"
        method = scope["method"] if scope["method"] in _METHODS else "other"
        REQUESTS.labels(method, route, str(status)).inc()
        REQUEST_SECONDS.labels(method, route).observe(seconds)
        level = "debug" if route in _QUIET else "info"
        getattr(log, level)(
            "request",
            request=request_id,
            method=method,
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
        )


_METHODS = frozenset({"GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"})
