"""Attachments and messages as downloads: never shown, never named by what the client called them."""

from __future__ import annotations

import re
from urllib.parse import quote

from fastapi import APIRouter
from starlette.responses import Response

from desk import cases
from desk.pages.fields import Position
from desk.pages.headers import protect
from desk.pages.routing import PageRoute
from desk.pages.who import TheDesk, Visitor

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_ODD = re.compile(r"[^A-Za-z0-9._ -]+")


@router.get("/queue/{case_id}/files/{position}")
def file(desk: TheDesk, visitor: Visitor, case_id: str, position: Position) -> Response:
    """One attachment's bytes. Its declared type is not repeated: a browser only saves it."""
    found = cases.file(desk, case_id, position)
    return download(found.content or b"", found.name)


@router.get("/queue/{case_id}/message")
def message(desk: TheDesk, visitor: Visitor, case_id: str) -> Response:
    """The body as it came, for what is too long for the page."""
    return download(cases.reply(desk, case_id).body.encode(), f"{case_id}.txt")


def download(content: bytes, name: str, kind: str = "application/octet-stream") -> Response:
    """A response that is saved under `name`."""
    plain = _ODD.sub("_", name).strip(". ")[:100] or "file"
    header = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    response = Response(content, media_type=kind, headers={"Content-Disposition": header})
    protect(response)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
