"""Names of processes: stable, one holder at a time, free again the moment the holder dies.

`n0`, `n1`, … are locks: files next to a SQLite database, session advisory locks on PostgreSQL. A free
lock under a name that still has work means that its process died; whoever takes the lock takes over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Protocol

import sqlalchemy as sa

from desk.db import Database
from desk.locks import FileLock

MOST = 256
_CLASS = 0x41525253  # any fixed number: keeps these advisory locks apart from others


class Nodes(Protocol):
    """This process's name and the others'."""

    name: str

    def check(self) -> bool:
        """Whether the name is still this process's."""
        ...

    @contextmanager
    def seized(self, names: Iterable[str]) -> Iterator[list[str]]:
        """Those of `names` whose process is dead; nobody can take them inside the block."""
        ...

    def release(self) -> None:
        """Give the name back."""
        ...


def join(db: Database) -> Nodes:
    """Take the first free name. Raises `RuntimeError` when all are taken."""
    return _FileNodes(db) if db.sqlite else _AdvisoryNodes(db)


class _FileNodes:
    def __init__(self, db: Database) -> None:
        self._db = db
        for number in range(MOST):
            lock = self._lock(f"n{number}")
            if lock.take(wait=False):
                self.name, self._own = f"n{number}", lock
                return
        raise RuntimeError(f"more than {MOST} processes work on this database")

    def _lock(self, name: str) -> FileLock:
        return FileLock(self._db.file(f"{name}.lock"))

    def check(self) -> bool:
        return True

    @contextmanager
    def seized(self, names: Iterable[str]) -> Iterator[list[str]]:
        with ExitStack() as stack:
            dead = []
            for name in set(names) - {self.name}:
                lock = self._lock(name)
                if lock.take(wait=False):
                    stack.callback(lock.release)
                    dead.append(name)
            yield dead

    def release(self) -> None:
        self._own.release()


class _AdvisoryNodes:
    def __init__(self, db: Database) -> None:
        # Its own connection, outside the pool: the locks live exactly as long as it does.
        self._engine = sa.create_engine(
            db.url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT", hide_parameters=True
        )
        self._session = self._engine.connect()
        for number in range(MOST):
            if self._try(number):
                self.name = f"n{number}"
                return
        raise RuntimeError(f"more than {MOST} processes work on this database")

    def _try(self, number: int) -> bool:
        query = sa.text("SELECT pg_try_advisory_lock(:of, :number)")
        return bool(self._session.execute(query, {"of": _CLASS, "number": number}).scalar())

    def _free(self, number: int) -> None:
        query = sa.text("SELECT pg_advisory_unlock(:of, :number)")
        self._session.execute(query, {"of": _CLASS, "number": number})

    def check(self) -> bool:
        """A lost connection lost the lock; take it again if nobody else has."""
        try:
            self._session.execute(sa.text("SELECT 1"))
        except sa.exc.DBAPIError:
            try:
                self._session.close()
                self._session = self._engine.connect()
                return self._try(int(self.name[1:]))
            except sa.exc.DBAPIError:
                return False
        return True

    @contextmanager
    def seized(self, names: Iterable[str]) -> Iterator[list[str]]:
        with ExitStack() as stack:
            dead = []
            for name in set(names) - {self.name}:
                number = int(name[1:]) if name[1:].isdigit() else None
                if number is not None and self._try(number):
                    stack.callback(self._free, number)
                    dead.append(name)
            yield dead

    def release(self) -> None:
        # Closing alone frees the lock only when the server notices, some time later.
        with suppress(sa.exc.DBAPIError):
            self._free(int(self.name[1:]))
        self._session.close()
        self._engine.dispose()
