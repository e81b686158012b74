"""The database behind the desk: one engine a process, SQLite (WAL) or PostgreSQL.

`Database.read` and `Database.write` are the only ways in. A write takes SQLite's lock at its start,
since a lock taken later cannot be waited for; inside a process writers queue up in a fair order.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

BUSY_MS = 30_000


def _sqlite(engine: sa.Engine) -> None:
    @event.listens_for(engine, "connect")
    def connect(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # the driver's own BEGIN is always a deferred one
        for pragma in (
            f"busy_timeout={BUSY_MS}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            "cache_size=-32000",
        ):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("desk_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class Database:
    """An engine and its two kinds of transactions. `url` as in the setting `database_url`."""

    def __init__(self, url: str, *, pool_size: int = 20) -> None:
        self.url = sa.make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        if self.sqlite:
            if not self.url.database or self.url.database == ":memory:":
                raise ValueError("the desk keeps its data in a file; give sqlite:///FILE")
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
            self.engine = sa.create_engine(
                self.url,
                pool_size=pool_size,
                max_overflow=40,
                hide_parameters=True,
                connect_args={"check_same_thread": False},
            )
            _sqlite(self.engine)
        else:
            self.url = self.url.set(drivername="postgresql+psycopg")
            self.engine = sa.create_engine(
                self.url,
                pool_size=pool_size,
                max_overflow=20,
                hide_parameters=True,
                pool_pre_ping=True,
            )
        self._turn = threading.Lock()
        self._writer = self.engine.execution_options(desk_writes=True)

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A transaction that only reads; sees one state of the database throughout on SQLite."""
        with self.engine.begin() as tx:
            yield tx

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A transaction that commits at the end and rolls back on any exception."""
        if not self.sqlite:
            with self.engine.begin() as tx:
                yield tx
            return
        with self._turn, self._writer.begin() as tx:
            yield tx

    def file(self, suffix: str) -> Path:
        """A file next to the SQLite database, as in `arrears.db` → `arrears.db-SUFFIX`."""
        return Path(f"{self.url.database}-{suffix}")

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()
