"""Replay: unchanged under the same policy, every changed draft and decision named under another."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from rich.console import Console

import eval.replay
from desk.pipeline import draft_reply
from eval.accounts import ON, accounts
from eval.replay import main
from policy.clauses import HERE
from tests.eval_doubles import Obedient, everything, no_objection


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of outcomes and one of the rows they came from."""
    monkeypatch.setattr(eval.replay, "load_sentence_model", lambda: no_objection)
    cases = everything(1)
    outcomes, inputs = tmp_path / "outcomes.jsonl", tmp_path / "inputs.jsonl"
    with outcomes.open("w", encoding="utf-8") as out, inputs.open("w", encoding="utf-8") as rows:
        for case, said in zip(cases, Obedient().classify([c.reply() for c in cases]), strict=True):
            account = accounts(case.id)["fixed price, no receipt"]
            made = draft_reply(case.reply(), account, said, ON, sentence_model=no_objection)
            out.write(json.dumps(made.row()) + "\n")
            row = {"id": case.id, "body": case.body, "account": account.model_dump(mode="json")}
            rows.write(json.dumps(row) + "\n")
    return outcomes


def _run(file: Path, policy: Path | None = None) -> tuple[int, str, list[dict[str, object]]]:
    out = file.parent / "changes.jsonl"
    console = Console(record=True, width=200, file=(file.parent / "screen").open("w"))
    status = main(file, policy, inputs=file.parent / "inputs.jsonl", out=out, console=console)
    changes = (
        [json.loads(line) for line in out.read_text("utf-8").splitlines()] if out.exists() else []
    )
    return status, console.export_text(), changes


def test_nothing_changes_under_the_same_policy(stored: Path) -> None:
    status, screen, changes = _run(stored)
    assert (status, changes) == (0, [])
    assert "0 of 6 cases would change" in screen


def test_a_changed_macro_changes_its_drafts_only(stored: Path, tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for macro in folder.glob("macros/*/no-payment-plan.md"):
        macro.write_text(
            macro.read_text("utf-8").replace("We are not able", "We are, sadly, not able"), "utf-8"
        )
    status, screen, changes = _run(stored, folder)
    assert status == 0
    assert [c["id"] for c in changes] == ["pa-0"]
    assert changes[0]["fields"] == {}
    assert any(str(line).startswith("+We are, sadly,") for line in changes[0]["draft"])  # type: ignore[attr-defined]
    assert "1 of 6 cases would change" in screen


def test_a_changed_route_changes_decisions(stored: Path, tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    routes = folder / "routes.yaml"
    routes.write_text(
        routes.read_text("utf-8").replace("person: Collections Review", "person: Seniors"), "utf-8"
    )
    _, _, changes = _run(stored, folder)
    assert [c["id"] for c in changes] == ["ot-0"]
    assert changes[0]["fields"] == {"route.group": {"then": "Collections Review", "now": "Seniors"}}


def test_bad_lines_and_folders(
    stored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with stored.open("a", encoding="utf-8") as stream:
        stream.write('{"id": "x"}\n{\n')
    status, screen, _ = _run(stored)
    assert status == 1
    assert "of 6 cases" in screen
    said = capsys.readouterr().err
    assert "line 7, decision" in said
    assert "line 8" in said
    assert _run(stored, tmp_path)[0] == 2
