"""CSV that a spreadsheet only reads: no cell of it is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(value: object) -> str:
    """`value` as text; prefixed by an apostrophe where a spreadsheet would calculate it."""
    text = "" if value is None else str(value)
    # Blanks and full-width signs before or in place of the sign are read as the sign by some programs.
    bare = text.lstrip(" \xa0\u3000\ufeff")
    return f"'{text}" if bare.startswith((*_FORMULA, "＝", "＋", "－", "＠")) else text


def lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a CSV file, the head first."""
    yield _line(head)
    for values in rows:
        yield _line([safe(value) for value in values])


def _line(row: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_MINIMAL).writerow(row)
    return out.getvalue()
