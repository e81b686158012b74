"""What every contender can do: learn, be saved, be loaded, say the primary label of a message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a measured process loads nothing that its contender does not need
    from eval.case import Case


@dataclass(frozen=True)
class Message:
    """What a contender sees of a reply."""

    id: str
    subject: str
    body: str

    def text(self) -> str:
        """Subject and body as they came: what someone who takes a ready-made tool would feed it."""
        return f"{self.subject}\n{self.body}"


def messages(cases: Sequence[Case]) -> list[Message]:
    """The cases without their labels."""
    return [Message(c.id, c.subject, c.body) for c in cases]


class NotMeasuredError(Exception):
    """A contender cannot take part here; the message says why, for the table."""


class Contender(Protocol):
    """`train` runs in another process than `load` and `say`, so that learning costs no memory here."""

    def train(self, cases: Sequence[Case], folder: Path) -> None:
        """Learn and save into an empty folder. Raises `NotMeasuredError`."""
        ...

    def load(self, folder: Path) -> None:
        """Get ready to answer. Raises `NotMeasuredError`."""
        ...

    def say(self, batch: Sequence[Message]) -> list[str]:
        """The primary label of each message."""
        ...

    def size(self, folder: Path) -> int:
        """Bytes on disk that answering needs: model and weights, not the Python packages."""
        ...


def folder_size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
