"""What left the machine, for an auditor: each call's own words as sent, before they are sent.

A call writes two records with one id: `sent` (prompt, model, server, the last message in full; the messages
before it are the prompt file's own) and `done` (outcome, tokens, cost, seconds). A call that ended in a
crash therefore still shows what was sent.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Audit = Callable[[Mapping[str, Any]], None]
"""Takes one record; may raise, which keeps a call from being sent."""


def nowhere(_: Mapping[str, Any]) -> None:
    """Keep no record."""


class JsonLines:
    """Appends records to a file that only its owner may read. Thread-safe; one line is one write."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._lock = threading.Lock()

    def __call__(self, record: Mapping[str, Any]) -> None:
        line = json.dumps(record, ensure_ascii=False, default=str) + "\n"
        with self._lock:
            os.write(self._file, line.encode())

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)
