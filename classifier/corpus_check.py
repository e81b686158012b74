"""Checks across rows: near-duplicates, and people who stand in two splits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from classifier.corpus import SPLITS, Located, Problem, read
from classifier.text import clean

RUN = 8
"""Words in a row that two replies may not share, quotes left out."""
# Combining vowel signs belong to their word, though `\w` leaves them out.
_WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u065f\u0900-\u0dff\u0e00-\u0eff]+")


def check(folder: Path, splits: Sequence[str] = SPLITS) -> tuple[list[Located], list[Problem]]:
    """All rows of the splits of a data folder, and every fault within and across them."""
    rows: list[Located] = []
    problems: list[Problem] = []
    for split in splits:
        found, faults = read(folder / split, split)
        rows += found
        problems += faults
    problems += same_id(rows)
    problems += near_duplicates(rows)
    problems += same_text(rows)
    problems += leaks(rows)
    return rows, problems


def same_id(rows: Sequence[Located]) -> Iterator[Problem]:
    """An id in two splits (within one split `classifier.corpus.read` tells)."""
    seen: dict[str, Located] = {}
    for row in rows:
        first = seen.setdefault(row.row.id, row)
        if first.split != row.split:
            yield Problem(row.file, row.line, "id", f"already used in {first.file}:{first.line}")


def same_text(rows: Sequence[Located]) -> Iterator[Problem]:
    """A test reply too short for a run of eight words that stands in another split word for word."""
    seen: dict[str, Located] = {}
    for row in rows:
        words = " ".join(_WORD.findall(row.row.body.lower()))
        first = seen.setdefault(words, row)
        if words and first.split != row.split and "test" in (first.split, row.split):
            yield Problem(row.file, row.line, "body", f"also stands in {first.file}:{first.line}")


def near_duplicates(rows: Sequence[Located]) -> Iterator[Problem]:
    """Rows that share a run of eight words of the client's own, one report a row."""
    seen: dict[tuple[str, ...], Located] = {}
    for located in rows:
        words = _WORD.findall(clean(located.row.body, located.row.subject).text.lower())
        reported = False
        for at in range(len(words) - RUN + 1):
            run = tuple(words[at : at + RUN])
            first = seen.setdefault(run, located)
            if first is not located and not reported:
                reported = True
                shared = " ".join(run)
                yield Problem(
                    located.file,
                    located.line,
                    "body",
                    f"shares {RUN} words with {first.file}:{first.line}: {shared!r}",
                )


def leaks(rows: Sequence[Located]) -> Iterator[Problem]:
    """Writers and personas that stand in more than one split."""
    for field in ("author", "split_group"):
        home: dict[str, Located] = {}
        for located in rows:
            value = getattr(located.row, field)
            first = home.setdefault(value, located)
            if first.split != located.split:
                yield Problem(
                    located.file, located.line, field, f"{value!r} is also in {first.split}"
                )
                home[value] = located  # once a change, not once a row
