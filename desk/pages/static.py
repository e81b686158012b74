"""Styles and scripts under addresses that change with their content, so browsers may keep them."""

from __future__ import annotations

import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import Response

from desk.errors import not_found
from desk.pages.headers import protect

FOLDER = Path(__file__).parent.parent / "static"
FOREVER = "public, max-age=31536000, immutable"
router = APIRouter(include_in_schema=False)


@cache
def files() -> dict[str, bytes]:
    """Every static file by its path; only these are ever served."""
    found = (p for p in sorted(FOLDER.rglob("*")) if p.is_file() and p.suffix in _KINDS)
    return {p.relative_to(FOLDER).as_posix(): p.read_bytes() for p in found}


_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def release() -> str:
    """A digest of all files. One for all: modules import their neighbours by relative address."""
    digest = hashlib.sha256()
    for name, content in files().items():
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()[:12]


def address(name: str) -> str:
    """The address of a static file. Raises `KeyError` for one that is not there."""
    files()[name]
    return f"/static/{release()}/{name}"


@router.get("/static/{digest}/{name:path}")
def serve(digest: str, name: str) -> Response:
    """A file; kept for a year under its own digest, not at all under another."""
    content = files().get(name)
    if content is None:
        raise not_found("file")
    kind = _KINDS.get(Path(name).suffix) or mimetypes.guess_type(name)[0]
    kept = FOREVER if digest == release() else "no-cache"
    return protect(Response(content, media_type=kind), cache=kept)
