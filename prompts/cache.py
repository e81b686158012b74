"""Answers kept on disk: the same question is asked once, and a run that broke off goes on where it was.

Keys are digests and values are answers, so that no client's text is stored here.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prompts.template import Prompt

_LOG = logging.getLogger(__name__)
_TABLE = """
create table if not exists answers
  (key text primary key, prompt text not null, model text not null, answer text not null, at real not null)
  strict
"""


def key(
    prompt: Prompt, model: str, values: Mapping[str, str], schema: Mapping[str, Any] | None = None
) -> str:
    """What makes two questions the same: prompt with its version and content, model, values, and a schema
    that is not the prompt's own."""
    asked = [prompt.name, model, dict(values), dict(schema) if schema is not None else None]
    question = json.dumps(asked, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(question.encode()).hexdigest()


class Cache:
    """A SQLite file, or memory without a `path`. Thread-safe, shared between processes.

    Never raises: a cache that cannot be read is empty, one that cannot be written forgets.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(
                path or ":memory:", timeout=5, isolation_level=None, check_same_thread=False
            )
            self._db.execute("pragma journal_mode = wal")
            self._db.execute(_TABLE)
        except (OSError, sqlite3.Error) as error:
            _LOG.warning("the cache of answers cannot be used: %s", error)
            self._db = None

    def get(self, key: str) -> dict[str, Any] | None:
        """The stored answer, or `None`."""
        rows = self._run("select answer from answers where key = ?", (key,))
        try:
            found = json.loads(rows[0][0]) if rows else None
        except ValueError:
            return None
        return found if isinstance(found, dict) else None

    def put(self, key: str, prompt: str, model: str, answer: Mapping[str, Any]) -> None:
        """Keep an answer."""
        text = json.dumps(answer, ensure_ascii=False)
        self._run(
            "insert or replace into answers values (?, ?, ?, ?, ?)",
            (key, prompt, model, text, time.time()),
        )

    def prune(self, days: float) -> None:
        """Forget answers older than `days`."""
        self._run("delete from answers where at < ?", (time.time() - days * 86_400,))

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _run(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        if self._db is None:
            return []
        try:
            with self._lock:
                return self._db.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            _LOG.warning("the cache of answers failed: %s", error)
            return []
