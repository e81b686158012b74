"""The row commands keep their contract, name what is wrong with a row, and lose none."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from arrears.main import main
from arrears.models import load_baseline
from classifier.reply import Reply
from desk.pipeline import draft_replies
from policy.account import Account
from policy.guard import SentenceModel

SAMPLES = Path(__file__).parent.parent / "desk" / "samples"
CLASSIFICATION = {"id", "scenarios", "primary", "probabilities", "confidence", "abstained", "abstain_reasons",
                  "facts", "evidence", "source"}  # fmt: skip
ACCOUNT = json.loads((SAMPLES / "accounts.jsonl").read_text("utf-8").splitlines()[0])
HOSTILE = [
    b'{"id": 7, "body": "Who billed me?"}',
    b'{"id": "nulls", "subject": null, "body": null, "attachments": null}',
    b'{"id": "empty", "body": ""}',
    b'{"id": "surrogate", "body": "pay \\ud800 later please"}',
    b'{"id": "bidi", "body": "\\u202eesaelp emit erom\\u202c \\u200bI need two more weeks"}',
    b'{"id": "emoji", "body": "\\ud83d\\ude21\\ud83d\\ude21"}',
    b'{"id": "quote", "body": "> Your balance is past due.\\n> TrueAccord may contact you."}',
    b'{"id": "script", "body": "<script>alert(1)</script><p>Can I pay monthly?</p>"}',
    b'{"id": "template", "body": "{{ 7*7 }} {% include \\"/etc/passwd\\" %} who is this for?"}',
    b'{"id": "formula", "body": "=HYPERLINK(\\"x\\") can I have more time"}',
    b'{"id": "header", "subject": "Re: x\\r\\nBcc: everyone@example.com", "body": "Can I pay monthly?"}',
    json.dumps({"id": "long", "body": "I want to pay in three parts. " * 3500}).encode(),
    b'{"id": "extra", "body": "hello", "colour": {"deep": [1, 2, {"x": null}]}}',
]
BROKEN = [
    (b"not json", "line"),
    (b'["a list"]', "line"),
    (b'{"id": "t", "body": 7}', "body"),
    (b'{"id": "a", "attachments": "one.pdf"}', "attachments"),
    (b"\xff\xfe{}", "line"),
    (b'{"id": true}', "id"),
]


def run(*arguments: str, given: bytes | None = None) -> tuple[Result, list[dict[str, Any]]]:
    result = CliRunner().invoke(main, arguments, input=given)
    return result, [json.loads(line) for line in result.stdout.splitlines() if line[:1] == "{"]


def test_classify_prints_the_contract_and_nothing_else() -> None:
    result, rows = run("classify", str(SAMPLES / "replies.jsonl"))
    assert result.exit_code == 0
    assert len(rows) == 13
    for row in rows:
        assert set(row) == CLASSIFICATION
        assert set(row["facts"]) == {
            "contract_type",
            "wire_receipt",
            "sensitive",
            "injection",
            "language",
        }
        assert set(row["probabilities"]) == {*row["probabilities"], *row["scenarios"]}
        assert row["primary"] in row["scenarios"]
        assert row["source"] == "baseline"


def test_evidence_is_the_clients_own_words() -> None:
    bodies = {
        r["id"]: r["body"]
        for r in map(json.loads, (SAMPLES / "replies.jsonl").open(encoding="utf-8"))
    }
    _, rows = run("classify", str(SAMPLES / "replies.jsonl"))
    spans = [(bodies[r["id"]], e) for r in rows for e in r["evidence"]]
    assert spans
    for body, span in spans:
        words = body[span["start"] : span["end"]]
        assert words.strip()
        assert "TrueAccord. Payment plans are not available" not in words


def test_draft_prints_the_contract() -> None:
    result, rows = run(
        "draft",
        str(SAMPLES / "replies.jsonl"),
        "--accounts",
        str(SAMPLES / "accounts.jsonl"),
        "--on",
        "2026-11-22",
    )
    assert result.exit_code == 0
    assert all(
        set(r) == {"id", "classification", "decision", "draft", "route", "violations"} for r in rows
    )
    by_id = {r["id"]: r for r in rows}
    draft = by_id["s-01"]["draft"]
    assert set(draft) >= {"subject", "body", "segments"}
    assert draft["body"] == "".join(s["text"] for s in draft["segments"])
    assert "T-88231" in draft["body"]
    assert by_id["s-07"]["route"]["group"] == "Payment Operations"
    assert by_id["s-08"]["draft"] is None
    assert by_id["s-11"]["decision"]["reasons"] == ["No account was found for this client."]
    assert by_id["s-12"]["decision"]["handling"] == "ignore"


def test_a_hostile_row_is_a_row_like_any_other() -> None:
    rows = [json.dumps({**json.loads(r), "account": ACCOUNT}).encode() for r in HOSTILE]
    result, out = run("draft", "--on", "2026-11-22", given=b"\n".join(rows))
    assert result.exit_code == 0
    assert [r["id"] for r in out] == ["7", *(json.loads(r)["id"] for r in HOSTILE[1:])]
    for row in out:
        body = (row["draft"] or {"body": ""})["body"]
        assert not any(
            bad in body for bad in ("{{", "<script", "=HYPERLINK", "Bcc", "/etc/passwd", "\u202e")
        )
        assert "\n" not in (row["draft"] or {"subject": ""})["subject"]


@pytest.mark.parametrize("command", ["classify", "draft"])
def test_a_broken_row_is_named_and_the_rest_goes_on(command: str) -> None:
    good = b'{"id": "good", "body": "Who billed me and for what?"}'
    lines = [line for broken, _ in BROKEN for line in (broken, good)]
    result, rows = run(command, given=b"\n".join(lines))
    assert result.exit_code == 1
    assert len(rows) == len(lines)
    for n, (_, field) in enumerate(BROKEN):
        error = rows[2 * n]["error"]
        assert error["line"] == 2 * n + 1
        assert error["field"].startswith(field)
        assert error["reason"]
        assert f"line {2 * n + 1}: " in result.stderr
        assert rows[2 * n + 1]["id"] == "good"


def test_a_malformed_account_is_a_row_error_with_its_field() -> None:
    row = json.dumps({"id": "x", "body": "hi", "account": {**ACCOUNT, "balance": "much"}}).encode()
    result, rows = run("draft", given=row)
    assert result.exit_code == 1
    assert rows[0]["error"]["field"] == "account.balance"


def test_guard_reports_kind_span_and_reason() -> None:
    text = "Hello Jordan Reyes, we can certainly split this into three monthly payments."
    result, rows = run(
        "guard", given=json.dumps({"id": "g", "text": text, "account": ACCOUNT}).encode()
    )
    assert result.exit_code == 0
    found = [v for v in rows[0]["violations"] if v["kind"] == "plan_offer"]
    assert found
    assert "split" in text[found[0]["start"] : found[0]["end"]]
    assert found[0]["reason"]


def test_guard_names_rows_without_a_text() -> None:
    result, rows = run(
        "guard", given=b'{"id": "a"}\n{"id": "b", "text": 5}\n{"id": "c", "text": "Thank you."}'
    )
    assert result.exit_code == 1
    assert [r.get("error", {}).get("field") for r in rows] == ["text", "text", None]


def test_a_missing_file_is_advice_not_a_traceback() -> None:
    result, _ = run("classify", "no-such-file.jsonl")
    assert result.exit_code == 1
    assert "cannot read no-such-file.jsonl" in result.stderr


def test_policy_show_needs_no_model() -> None:
    result, _ = run("policy", "show", "COL-4")
    assert result.exit_code == 0
    assert "payment plan" in result.stdout


def test_accounts_come_from_csv_as_well(tmp_path: Path) -> None:
    accounts = tmp_path / "accounts.csv"
    accounts.write_text(
        "client_id,client_name,balance,suspended,invoice_number,freelancer,amount,due_date,contract_type\n"
        "c-1,Lou Park,30.00,true,T-1,Ana P.,10.00,2026-09-01,fixed\n"
        "c-1,Lou Park,30.00,true,T-2,Ana P.,20.00,2026-09-01,fixed\n"
        ",nobody,1,true,,,,,\n"
    )
    row = (
        b'{"id": "1", "client_id": "c-1", "body": "Which freelancer billed me, and for what work?"}'
    )
    result, rows = run("draft", "--accounts", str(accounts), "--on", "2026-11-22", given=row)
    assert result.exit_code == 1
    assert "line 4: client_id" in result.stderr
    assert "T-2" in rows[0]["draft"]["body"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("client_id,client_name\nc-1," + "x" * 200_000, "not CSV"),
        ("client_id," + "x" * 200_000, "not CSV"),
        ("", "no client_id column"),
        ("client_id;client_name\nc-1;Lou", "unknown columns"),
    ],
)
def test_a_broken_accounts_file_is_advice_not_a_traceback(
    tmp_path: Path, content: str, fault: str
) -> None:
    accounts = tmp_path / "accounts.csv"
    accounts.write_text(content)
    result, rows = run("draft", "--accounts", str(accounts), given=b'{"id": "1", "body": "Hello"}')
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert fault in result.stderr
    assert [r["id"] for r in rows] == ["1"]


def test_an_account_with_a_contradicting_line_is_not_used_without_it(tmp_path: Path) -> None:
    accounts = tmp_path / "accounts.csv"
    accounts.write_text(
        "client_id,client_name,balance,suspended,invoice_number,amount,due_date\n"
        "c-1,Lou Park,30.00,true,T-1,10.00,2026-09-01\n"
        "c-1,Lou Park,35.00,true,T-2,20.00,2026-09-01\n"
        "c-2,Kim Berg,9.00,true,T-3,4.00,2026-09-01\n"
        "c-2,,,,T-4,5.00,2026-09-01\n"
    )
    asks = b'{"id": "1", "client_id": "c-1", "body": "Who billed me and for what?"}\n'
    given = asks + asks.replace(b"c-1", b"c-2")
    result, rows = run("draft", "--accounts", str(accounts), "--on", "2026-11-22", given=given)
    assert "line 3: client_id: contradicts line 2" in result.stderr
    assert rows[0]["draft"] is None
    assert "T-4" in rows[1]["draft"]["body"], "a blank cell says nothing, so it contradicts nothing"


def test_a_sender_is_found_whatever_the_case_of_the_address(tmp_path: Path) -> None:
    accounts = tmp_path / "accounts.jsonl"
    accounts.write_text(json.dumps({**ACCOUNT, "client_id": "lou@example.com"}))
    row = b'{"id": "1", "from": "Lou@Example.com", "body": "Who billed me and for what?"}'
    _, rows = run("draft", "--accounts", str(accounts), "--on", "2026-11-22", given=row)
    assert rows[0]["draft"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize(("sink", "said"), [("| head -c 1", ""), ("> /dev/full", "No space left")])
def test_an_output_that_ends_early_is_no_traceback(sink: str, said: str) -> None:
    row = '{"id": "1", "text": "Hello."}'
    command = f"yes '{row}' | head -5000 | {sys.executable} -c 'from arrears.main import main; main()' guard {sink}"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert said in done.stderr


def objects(sentences: Sequence[str]) -> list[Mapping[str, float]]:
    return [{"plan_offer": 1.0} for _ in sentences]


def breaks(sentences: Sequence[str]) -> list[Mapping[str, float]]:
    raise OSError("the model's file is gone")


@pytest.mark.parametrize(
    ("sentence_model", "why"),
    [(objects, "The guard withheld the draft"), (breaks, "The draft could not be checked")],
)
def test_a_draft_that_the_guard_cannot_pass_goes_to_people_with_the_reason(
    sentence_model: SentenceModel, why: str
) -> None:
    read = json.loads((SAMPLES / "replies.jsonl").read_text("utf-8").splitlines()[0])
    pairs = [(Reply(id="1", body=read["body"]), Account.model_validate(ACCOUNT))]
    [outcome] = draft_replies(
        pairs, load_baseline(), date(2026, 11, 22), sentence_model=sentence_model
    )
    assert outcome.draft is None
    assert outcome.decision.route.group == "Collections Review"
    assert "collections_person" in outcome.decision.route.tags
    assert why in outcome.decision.route.internal_note
