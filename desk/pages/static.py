"""Serves styles and scripts; browsers keep them for a year."""

from __future__ import annotations

from pathlib import PurePosixPath

from fastapi import APIRouter
from starlette.responses import Response

from desk.errors import not_found
from desk.pages.assets import KINDS, files, release
from desk.pages.headers import protect
from desk.pages.routing import PageRoute

FOREVER = "public, max-age=31536000, immutable"
router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/static/{digest}/{name:path}")
def serve(digest: str, name: str) -> Response:
    """A file; kept under its own digest, asked for again under another."""
    content = files().get(name)
    if content is None:
        raise not_found("file")
    kept = FOREVER if digest == release() else "no-cache"
    kind = KINDS[PurePosixPath(name).suffix]
    return protect(Response(content, media_type=kind), cache=kept)
