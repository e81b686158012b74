"""What has to work before this process should be given requests."""

from __future__ import annotations

from typing import Any, Protocol

import sqlalchemy as sa
import structlog

from desk.context import Desk
from policy.law import load_law

log = structlog.get_logger(__name__)


class Running(Protocol):
    """Something that says whether it runs."""

    @property
    def running(self) -> bool:
        """True while it works."""
        ...


def checks(desk: Desk, engine: Running | None) -> dict[str, str]:
    """Each part's result: `ok`, or what is wrong with it in a few words."""
    return {
        "database": _try(lambda: _database(desk)),
        "model": "ok" if desk.classifier is not None else "no classifier",
        "policy": _try(load_law),
        "engine": "ok" if engine is None or engine.running else "not running",
    }


def _database(desk: Desk) -> None:
    with desk.db.read() as tx:
        tx.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one()


def _try(check: Any) -> str:
    try:
        check()
    except Exception as error:
        log.warning("not ready", kind=type(error).__name__)
        return f"fails ({type(error).__name__})"
    return "ok"
