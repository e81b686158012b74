"""Refuses bodies that no honest client sends, before anything reads them.

Too large ones, and JSON that is nested too deep or holds lone surrogates,
which no store can keep as text.
"""

from __future__ import annotations

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.api.problems import respond
from desk.errors import Problem

MAX_DEPTH = 32
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_NOT_BRACKET = re.compile(rb"[^\[\]{}]+")
_ESCAPED = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)


class BodyGuard:
    """ASGI middleware. 413 above `largest` bytes, 400 for unusable JSON; else the body goes on whole."""

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self.app, self._largest = app, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body of a request, look at it, and hand it on."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        body = await self._read(headers.get(b"content-length", b""), receive)
        if body is None:
            await self._too_large()(scope, receive, send)
            return
        fault = unusable(body) if b"json" in headers.get(b"content-type", b"").lower() else None
        if fault:
            await respond(Problem(400, "bad-request", fault))(scope, receive, send)
            return
        sent = False

        async def again() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, again, send)

    async def _read(self, announced: bytes, receive: Receive) -> bytes | None:
        """The whole body, or None as soon as it is known to be too large."""
        if announced.isdigit() and int(announced[:20]) > self._largest:
            return None
        parts, size, more = [], 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                break
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            more = message.get("more_body", False)
            if size > self._largest:
                return None
        return b"".join(parts)

    def _too_large(self) -> ASGIApp:
        problem = Problem(413, "too-large", f"A body may have {self._largest:,} bytes at most.")
        problem.headers["Connection"] = "close"  # what is still coming is not read
        return respond(problem)


def unusable(body: bytes) -> str | None:
    """Why a JSON body cannot be used, or None."""
    if body.count(b"[") + body.count(b"{") > MAX_DEPTH and _depth(body) > MAX_DEPTH:
        return f"The JSON is nested deeper than {MAX_DEPTH} levels."
    return _bad_escape(body) if b"\\u" in body else None


def _depth(body: bytes) -> int:
    deepest = level = 0
    for bracket in _NOT_BRACKET.sub(b"", _STRING.sub(b"", body)):
        level += 1 if bracket in b"[{" else -1
        deepest = max(deepest, level)
    return deepest


def _bad_escape(body: bytes) -> str | None:
    high_ends_at = -1
    for found in _ESCAPED.finditer(body):
        code = int(found[1], 16) if found[1] else -1
        low = 0xDC00 <= code <= 0xDFFF
        if low != (high_ends_at == found.start()):
            return "The body holds half a surrogate pair, which is no character."
        high_ends_at = found.end() if 0xD800 <= code <= 0xDBFF else -1
    return (
        "The body holds half a surrogate pair, which is no character."
        if high_ends_at >= 0
        else None
    )
