"""Answers kept on disk, so that a long run that broke off goes on where it was and pays nothing twice."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from pydantic import ValidationError

from classifier.classification import Classification


class Answers:
    """A JSON Lines file of answers by key; appended to as they come, safe between threads.

    A last line that was cut off by a crash is dropped and asked again. The file holds answers and
    evidence offsets, no client's text.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._known: dict[str, Classification] = {}
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists():
            self._read(file.read_bytes())

    def _read(self, stored: bytes) -> None:
        for line in stored.splitlines():
            try:
                row = json.loads(line)
                self._known[row["key"]] = Classification.model_validate(row["answer"])
            except (ValueError, KeyError, TypeError, ValidationError):
                continue
        if stored and not stored.endswith(b"\n"):
            with self._file.open("ab") as stream:
                stream.write(b"\n")

    def get(self, key: str) -> Classification | None:
        """The stored answer."""
        return self._known.get(key)

    def put(self, key: str, answer: Classification) -> None:
        """Store an answer; on disk when this returns."""
        line = json.dumps(
            {"key": key, "answer": answer.model_dump(mode="json")}, ensure_ascii=False
        )
        with self._lock:
            self._known[key] = answer
            with self._file.open("a", encoding="utf-8") as stream:
                stream.write(line + "\n")

    def __len__(self) -> int:
        return len(self._known)
