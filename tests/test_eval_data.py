"""Rows come in from JSON Lines and CSV; faults name line, field and reason, and the rest goes on."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from eval.data import DataError, load
from tests.eval_doubles import case, written

GOOD = {"id": "a", "subject": "", "body": "Hi", "scenarios": ["other"], "primary": "other"}


def _file(tmp_path: Path, *rows: object) -> Path:
    file = tmp_path / "rows.jsonl"
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    file.write_text("\n".join(lines), "utf-8")
    return file


def test_group_falls_back_to_the_id_and_provenance_is_optional(tmp_path: Path) -> None:
    data = load([_file(tmp_path, GOOD)])
    assert data.cases[0].split_group == "a"
    assert data.cases[0].difficulty is None
    assert data.faults == ()


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("{", "line", "not JSON"),
        ("[1]", "line", "expected a JSON object"),
        ({**GOOD, "id": "b", "scenarios": ["plan"]}, "scenarios", "Input should be"),
        ({**GOOD, "id": "b", "scenarios": []}, "scenarios", "at least 1"),
        ({**GOOD, "id": "b", "primary": "balance_inquiry"}, "primary", "one of the scenarios"),
        (
            {**GOOD, "id": "b", "scenarios": ["other", "balance_inquiry"]},
            "scenarios",
            "never stands",
        ),
        ({**GOOD, "id": "b", "language": "english"}, "language", "match pattern"),
        ({**GOOD, "id": "b", "sensitive": ["sad"]}, "sensitive", "Input should be"),
        ({**GOOD, "id": "b", "wire_receipt": "yes"}, "wire_receipt", "Input should be"),
        ({k: v for k, v in GOOD.items() if k != "body"}, "body", "required"),
        (GOOD, "id", "earlier row"),
    ],
)
def test_a_fault_names_line_field_and_reason(
    tmp_path: Path, row: object, field: str, reason: str
) -> None:
    data = load([_file(tmp_path, GOOD, row, {**GOOD, "id": "z"})])
    assert [c.id for c in data.cases] == ["a", "z"]
    (fault,) = data.faults
    assert (fault.line, fault.field) == (2, field)
    assert reason in fault.reason
    assert str(fault).startswith(f"rows.jsonl, line 2, {field}: ")


def test_csv_reads_the_same_as_json_lines(tmp_path: Path) -> None:
    one = case("a-1", "freelancer_dispute", "extension_request", contract_type="hourly",
               sensitive=["hardship"], attachments=["a.pdf", "b.png"], injection=True)  # fmt: skip
    table = tmp_path / "rows.csv"
    row = one.model_dump(mode="json", exclude={"author", "difficulty"})
    with table.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(row))
        writer.writeheader()
        writer.writerow({k: ";".join(v) if isinstance(v, list) else v for k, v in row.items()})
    from_csv = load([table])
    from_json = load([written(tmp_path / "rows.jsonl", [one])])
    assert from_csv.faults == ()
    assert from_csv.cases == from_json.cases
    assert from_csv.sha256 == from_json.sha256


def test_csv_with_too_many_fields_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("id,body,scenarios,primary\na,Hi,other,other\nb,Hi,other,other,more\n", "utf-8")
    data = load([file])
    assert [f.line for f in data.faults] == [3]


def test_no_usable_row_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no usable row in rows\.jsonl; first fault: .*line 1"):
        load([_file(tmp_path, "{")])


def test_the_digest_follows_the_content(tmp_path: Path) -> None:
    one = load([_file(tmp_path, GOOD)]).sha256
    assert one != load([_file(tmp_path, {**GOOD, "body": "Ho"})]).sha256
    assert one == load([_file(tmp_path, {**GOOD, "unknown": 1})]).sha256
