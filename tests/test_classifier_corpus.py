"""The validator names file, line, field and reason; the shipped corpus passes it."""

import json
from pathlib import Path

import pytest

from classifier.corpus import DATA, CorpusError, load
from classifier.corpus_card import BEGIN, END, counts, main, with_counts
from classifier.corpus_check import check

ROW = {
    "id": "w-001", "subject": "Re: balance", "body": "What is this for?", "attachments": [],
    "scenarios": ["balance_inquiry"], "primary": "balance_inquiry", "contract_type": None,
    "wire_receipt": "none", "sensitive": [], "injection": False, "language": "en", "author": "w",
    "persona": "baker", "situation": "unaware", "split_group": "w-baker", "difficulty": "everyday",
}  # fmt: skip


def _write(folder: Path, *changes: dict[str, object] | str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    lines = [c if isinstance(c, str) else json.dumps(ROW | c) for c in changes]
    (folder / "w.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def test_a_good_row_loads(tmp_path: Path) -> None:
    (row,) = load(_write(tmp_path, {}))
    assert row.reply().body == "What is this for?"


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"scenarios": ["refund"], "primary": "refund"}, "row", "unknown scenarios"),
        ({"scenarios": ["other", "balance_inquiry"]}, "row", "other beside another"),
        ({"primary": "extension_request"}, "row", "primary is not one"),
        ({"contract_type": "hourly"}, "row", "not disputed"),
        ({"sensitive": ["sadness"]}, "row", "unknown sensitive"),
        ({"language": "english"}, "language", "pattern"),
        ({"wire_receipt": "lost"}, "wire_receipt", "Input should be"),
        ({"surprise": 1}, "surprise", "Extra inputs"),
        ({"injection": "no"}, "injection", "valid boolean"),
    ],
)
def test_faults_are_named(
    tmp_path: Path, change: dict[str, object], field: str, reason: str
) -> None:
    with pytest.raises(CorpusError) as caught:
        load(_write(tmp_path, {}, {"id": "w-002"} | change))
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.field) == ("w.jsonl", 2, field)
    assert reason in problem.reason


def test_broken_json_and_double_ids_are_all_reported(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        load(_write(tmp_path, {}, "{", {}))
    assert [(p.line, p.field) for p in caught.value.problems] == [(2, "json"), (3, "id")]


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no"):
        load(tmp_path)


def test_shared_words_count_outside_quotes_only(tmp_path: Path) -> None:
    run = "one two three four five six seven eight"
    _write(tmp_path / "train", {"body": f"Well {run}."})
    _write(
        tmp_path / "test",
        {"id": "t-1", "author": "t", "split_group": "t", "body": f"No.\n\n> {run}"},
        {"id": "t-2", "author": "t", "split_group": "t2", "body": f"Yes: {run} too"},
    )
    _, problems = check(tmp_path)
    assert [(p.file, p.line, p.field) for p in problems] == [("test/w.jsonl", 2, "body")]
    assert "train/w.jsonl:1" in problems[0].reason


def test_people_in_two_splits_are_leaks(tmp_path: Path) -> None:
    _write(tmp_path / "train", {})
    _write(tmp_path / "test", {"id": "t-1", "body": "Please wait a week."})
    _, problems = check(tmp_path)
    assert {p.field for p in problems} == {"author", "split_group"}


def test_a_short_test_reply_that_training_holds_is_told(tmp_path: Path) -> None:
    _write(tmp_path / "train", {"body": "Ok"}, {"id": "b-2", "split_group": "b2", "body": "ok!"})
    _write(tmp_path / "test", {"id": "t-1", "author": "t", "split_group": "t", "body": "OK."})
    _, problems = check(tmp_path)
    assert [(p.file, p.line, p.field) for p in problems] == [("test/w.jsonl", 1, "body")]


def test_the_shipped_corpus_is_clean_and_its_card_is_up_to_date() -> None:
    rows, problems = check(DATA)
    assert not problems, "\n".join(map(str, problems))
    assert sum(row.split == "train" for row in rows) >= 1800
    assert counts(rows) in (DATA / "README.md").read_text("utf-8"), (
        "run `python -m classifier.corpus --card`"
    )


def test_card_needs_its_marks() -> None:
    assert with_counts(f"a\n{BEGIN}\nold\n{END}\nb", []).endswith(f"{END}\nb")
    with pytest.raises(ValueError, match="lacks"):
        with_counts("no marks", [])


def test_the_command_exits_with_one_on_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(tmp_path / "train", "{")
    with pytest.raises(SystemExit) as left:
        main(["--data", str(tmp_path)])
    assert left.value.code == 1
    assert "train/w.jsonl:1: json" in capsys.readouterr().err
