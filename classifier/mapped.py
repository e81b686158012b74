"""Text that remembers where each of its characters stood in the text it was made from."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mapped:
    """`text`, and for each of its characters the half-open source span it stands for.

    `starts` and `ends` have the length of `text`; both never decrease. An inserted character has an
    empty span. Untouched text costs nothing: its offsets are two `range` objects.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "Mapped":
        """The identity: every character stands for itself."""
        return cls(text, range(len(text)), range(1, len(text) + 1))


class Builder:
    """Collects pieces, in source order, into a `Mapped`."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts = array("I")
        self._ends = array("I")

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def end(self) -> int:
        """Where the last piece ended in the source (0 at the beginning)."""
        return self._ends[-1] if self._ends else 0

    def copy(self, source: Mapped, start: int, end: int) -> None:
        """Append `source.text[start:end]` with its offsets."""
        self._parts.append(source.text[start:end])
        self._starts.extend(source.starts[start:end])
        self._ends.extend(source.ends[start:end])

    def put(self, text: str, start: int, end: int) -> None:
        """Append `text`, all of it standing for the source span `[start, end)`."""
        self._parts.append(text)
        self._starts.extend([start] * len(text))
        self._ends.extend([end] * len(text))

    def build(self) -> Mapped:
        """What was collected."""
        return Mapped("".join(self._parts), self._starts, self._ends)
