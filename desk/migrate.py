"""Brings the database's tables up to date; safe when several processes start at once."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from desk.db import Database
from desk.locks import held

_LOCK = 0x41525253  # any fixed number: PostgreSQL's advisory lock for migrations


def upgrade(db: Database) -> None:
    """Run every migration that is missing, behind a lock. Raises what alembic and the driver raise."""
    if db.sqlite:
        with held(db.file("migrate.lock")), db.engine.connect() as connection:
            _run(connection)
        return
    with db.engine.connect() as connection:
        connection.execute(sa.text("SELECT pg_advisory_lock(:n)"), {"n": _LOCK})
        connection.commit()
        try:
            _run(connection)
        finally:
            connection.rollback()
            connection.execute(sa.text("SELECT pg_advisory_unlock(:n)"), {"n": _LOCK})
            connection.commit()


def _run(connection: sa.Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.commit()
