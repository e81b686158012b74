"""One door for files and standard input: a mail or JSON Lines, told by name or by looking."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from desk import eml
from desk.row import Row, RowError
from desk.rows import MAX_LINE, rows

_MAIL_NAMES = (".eml", ".mht", ".msg.txt")
_ROW_NAMES = (".jsonl", ".ndjson", ".json")
# A header line (RFC 5322, section 2.2), or the envelope line that some archives put above it.
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,76}[ \t]*:|From [^\r\n]+")


def read(stream: BinaryIO, name: str | None = None) -> Iterator[Row | RowError]:
    """Every reply in `stream`, in order, as a `Row` or a `RowError`; nothing is left out.

    `name`: the file's name, None for standard input. Without a telling extension the first line
    decides: a header line means one mail, anything else JSON Lines.
    """
    lower = (name or "").lower()
    if lower.endswith(_MAIL_NAMES):
        yield eml.read(stream.read(eml.MAX_MAIL + 1))
        return
    first = b""
    if not lower.endswith(_ROW_NAMES):
        first = stream.readline(MAX_LINE + 1)
        if _HEADER.match(first.removeprefix(b"\xef\xbb\xbf")):
            yield eml.read(first + stream.read(eml.MAX_MAIL + 1 - len(first)))
            return
    yield from rows(stream, first)
