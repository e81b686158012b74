"""Reads labelled replies from JSON Lines or CSV; a bad row becomes an error, the rest goes on."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from classifier.corpus import DATA
from eval.case import Case


@dataclass(frozen=True)
class RowFault:
    """A row that cannot be used: file name, line (from 1), field (`line` for the whole row), reason."""

    file: str
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.field}: {self.reason}"


@dataclass(frozen=True)
class Data:
    """Labelled replies in file order. `sha256` names the content of the cases, whatever the format."""

    name: str
    cases: tuple[Case, ...]
    faults: tuple[RowFault, ...]
    sha256: str


class DataError(Exception):
    """No usable row at all; the message says where it looked and what is wrong."""


def split(name: str) -> list[Path]:
    """The shipped files of a split (`classifier.corpus.SPLITS`), sorted by name."""
    return sorted((DATA / name).glob("*.jsonl"))


def load(paths: Sequence[Path] | None = None) -> Data:
    """Load `.jsonl` or `.csv` files (default: the shipped test split).

    Raises `DataError` where no file exists or no row is usable, `OSError` where a file cannot be read.
    """
    files = list(paths) if paths else split("test")
    if not files:
        raise DataError("the shipped test split holds no file; name a file with --data FILE")
    cases: dict[str, Case] = {}
    faults: list[RowFault] = []
    for file in files:
        rows = _csv(file) if file.suffix.lower() == ".csv" else _json_lines(file)
        for line, row in rows:
            made = row if isinstance(row, RowFault) else _case(file, line, row)
            if isinstance(made, Case) and made.id in cases:
                made = RowFault(
                    file.name, line, "id", f"{made.id!r} stands in an earlier row already"
                )
            if isinstance(made, RowFault):
                faults.append(made)
            else:
                cases[made.id] = made
    if not cases:
        first = f"; first fault: {faults[0]}" if faults else ""
        raise DataError(f"no usable row in {', '.join(f.name for f in files)}{first}")
    name = "shipped test split" if paths is None else ", ".join(f.name for f in files)
    return Data(name, tuple(cases.values()), tuple(faults), _digest(cases.values()))


def _json_lines(file: Path) -> Iterator[tuple[int, dict[str, Any] | RowFault]]:
    with file.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            text = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
            if not text:
                continue
            try:
                row = json.loads(text.decode("utf-8"))
            except UnicodeDecodeError as error:
                yield (
                    number,
                    RowFault(file.name, number, "line", f"not UTF-8 (byte {error.start + 1})"),
                )
            except (ValueError, RecursionError) as error:
                yield number, RowFault(file.name, number, "line", f"not JSON: {error}")
            else:
                whole = isinstance(row, dict)
                fault = RowFault(file.name, number, "line", "expected a JSON object")
                yield number, row if whole else fault


def _csv(file: Path) -> Iterator[tuple[int, dict[str, Any] | RowFault]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        for row in reader:
            if None in row:
                yield (
                    reader.line_num,
                    RowFault(
                        file.name, reader.line_num, "line", "more fields than the header names"
                    ),
                )
            else:
                # A short row leaves fields at None: as if the column were not there.
                yield reader.line_num, {k: v for k, v in row.items() if v is not None}


def _case(file: Path, line: int, row: dict[str, Any]) -> Case | RowFault:
    try:
        case = Case.model_validate(row)
        case.reply()
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        reason = problem["msg"].removeprefix("Value error, ")
        field, _, said = reason.partition(": ")
        if problem["loc"]:
            field, said = str(problem["loc"][0]), reason
        return RowFault(file.name, line, field or "line", said or reason)
    return case


def _digest(cases: Iterable[Case]) -> str:
    digest = hashlib.sha256()
    for case in cases:
        digest.update(case.model_dump_json().encode() + b"\n")
    return digest.hexdigest()
