"""A body as lines: where each stands, what it says without its quote marker."""

import re
from collections.abc import Callable
from typing import NamedTuple

# "> " as mail programs write it, nested too.
_MARKER = re.compile(r"[ ]{0,4}>[> ]*")


class Line(NamedTuple):
    """One line of a folded text.

    `start` and `end` enclose the trimmed line, marker included; `text` is the trimmed line without
    its marker; `marked` says that a quote marker was there; `padded` that blanks ended the line.
    """

    start: int
    end: int
    text: str
    marked: bool
    padded: bool

    @property
    def blank(self) -> bool:
        """Nothing on the line, or only a quote marker."""
        return not self.text


def split(text: str, cut: Callable[[str], int | None] = lambda _: None) -> list[Line]:
    """The lines of `text`, in linear time.

    Of many empty lines in a row two are kept. `cut` may name a position inside a line where another
    one begins: some gateways send a mail and the history under it as a single line.
    """
    lines: list[Line] = []
    at = empty = 0
    for raw in text.split("\n"):
        empty = 0 if raw else empty + 1
        if empty > 2:
            at += 1
            continue
        middle = cut(raw) or 0
        if middle:
            lines.append(_line(raw[:middle], at))
        lines.append(_line(raw[middle:], at + middle))
        at += len(raw) + 1
    return lines


def _line(raw: str, at: int) -> Line:
    if not raw:
        return Line(at, at, "", False, False)
    content = raw.strip()
    start = at + len(raw) - len(raw.lstrip())
    marker = _MARKER.match(raw) if content.startswith(">") else None
    text = raw[marker.end() :].strip() if marker else content
    return Line(start, start + len(content), text, marker is not None, raw.endswith(" "))
