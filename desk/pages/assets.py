"""Styles and scripts by name, under addresses that change with their content."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def files() -> dict[str, bytes]:
    """Every static file by its path; only these are ever served."""
    found = (p for p in sorted(FOLDER.rglob("*")) if p.is_file() and p.suffix in KINDS)
    return {p.relative_to(FOLDER).as_posix(): p.read_bytes() for p in found}


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
