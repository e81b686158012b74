"""The labelled replies: reading them, and saying exactly what is wrong with a row.

One JSON object a line, in the format of the labelling guide plus provenance (`author`, `persona`,
`situation`, `split_group`, `difficulty`). `python -m classifier.corpus --help` checks a folder and
writes its data card.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from classifier.classification import LABELS, OTHER
from classifier.reply import Reply
from policy.model import Sensitive

DATA: Path = Path(__file__).parent / "data"
SPLITS: tuple[str, ...] = ("train", "calibration", "test")
MAX_BODY = 12_000

Text = Annotated[str, StringConstraints(min_length=1)]


class Row(BaseModel):
    """One labelled reply. Raises `pydantic.ValidationError` for labels that contradict the guide."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: Text
    subject: str
    body: Annotated[str, Field(max_length=MAX_BODY)]
    attachments: list[str]
    scenarios: Annotated[list[str], Field(min_length=1)]
    primary: str
    contract_type: Literal["hourly", "fixed", "both"] | None
    wire_receipt: Literal["none", "claimed", "promised", "attached"]
    sensitive: list[str]
    injection: bool
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] | None
    author: Text
    persona: str
    situation: str
    split_group: Text
    difficulty: Literal["everyday", "hard"]

    @model_validator(mode="after")
    def _guide(self) -> Row:
        unknown = [s for s in self.scenarios if s not in LABELS]
        kinds = {kind.value for kind in Sensitive}
        for wrong, why in (
            (unknown, f"unknown scenarios {unknown}"),
            (len(set(self.scenarios)) < len(self.scenarios), "a scenario twice"),
            (OTHER in self.scenarios and len(self.scenarios) > 1, "other beside another label"),
            (self.primary not in self.scenarios, "primary is not one of the scenarios"),
            (set(self.sensitive) - kinds, f"unknown sensitive {set(self.sensitive) - kinds}"),
            (len(set(self.sensitive)) < len(self.sensitive), "a sensitive kind twice"),
            (
                self.contract_type and "freelancer_dispute" not in self.scenarios,
                "contract_type where the work is not disputed",
            ),
        ):
            if wrong:
                raise ValueError(why)
        return self

    def reply(self) -> Reply:
        """The row as the message that a classifier reads."""
        return Reply(
            id=self.id, subject=self.subject, body=self.body, attachments=tuple(self.attachments)
        )


@dataclass(frozen=True)
class Problem:
    """Something wrong in the corpus: where, in which field, and why."""

    file: str
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.reason}"


class CorpusError(Exception):
    """The corpus cannot be used; `problems` lists every fault found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Located:
    """A row and where it stands."""

    row: Row
    file: str
    line: int
    split: str


def read(folder: Path, split: str = "") -> tuple[list[Located], list[Problem]]:
    """Every row of every `*.jsonl` in a folder, in file name and line order, and all faults."""
    rows: list[Located] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.jsonl")):
        name = f"{split}/{path.name}" if split else path.name
        for number, line in _lines(path):
            try:
                row = Row.model_validate(json.loads(line))
            except ValidationError as error:
                problems += [
                    Problem(name, number, ".".join(map(str, e["loc"])) or "row", e["msg"])
                    for e in error.errors()
                ]
            except ValueError as error:
                problems.append(Problem(name, number, "json", str(error)))
            else:
                if row.id in seen:
                    problems.append(Problem(name, number, "id", f"already used in {seen[row.id]}"))
                seen[row.id] = f"{name}:{number}"
                rows.append(Located(row, name, number, split))
    return rows, problems


def load(folder: Path) -> list[Row]:
    """The rows of a folder. Raises `CorpusError` naming every faulty line, or if there is no row."""
    rows, problems = read(folder)
    if not rows and not problems:
        problems = [Problem(str(folder), 0, "folder", "holds no *.jsonl with a row")]
    if problems:
        raise CorpusError(problems)
    return [located.row for located in rows]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line


if __name__ == "__main__":
    from classifier.corpus_card import main

    main()
