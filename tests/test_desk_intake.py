"""Intake reads mails and rows, reports what it cannot read, and loses nothing."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk import eml
from desk.intake import read
from desk.row import Row, RowError
from desk.rows import MAX_LINE

MAILS = Path(__file__).parent / "mails"


def intake(data: bytes, name: str | None = None) -> list[Row | RowError]:
    return list(read(io.BytesIO(data), name))


def one(line: bytes) -> Row | RowError:
    (result,) = intake(line, "x.jsonl")
    return result


def test_a_row_keeps_what_others_need() -> None:
    row = one(
        b'{"id": 7, "subject": null, "body": "hi", "client_id": "c-1", "account": {"balance": "1"}, '
        b'"from": "a@b.example", "attachments": ["r.pdf", {"name": "x.png", "content_type": "image/png", '
        b'"content_base64": "aGk="}], "whatever": [1]}'
    )
    assert isinstance(row, Row)
    assert (row.reply.id, row.reply.subject, row.reply.sender) == ("7", "", "a@b.example")
    assert [a.name for a in row.reply.attachments] == ["r.pdf", "x.png"]
    assert row.extra == {"client_id": "c-1", "account": {"balance": "1"}, "whatever": [1]}


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        (b"\xff\xfe{}", "line", "UTF-8"),
        (b"{not json", "line", "not JSON"),
        (b"[1, 2]", "line", "an array"),
        (b"null", "line", "null"),
        (b'{"body": 5}', "body", "string"),
        (b'{"subject": ["x"]}', "subject", "string"),
        (b'{"id": true, "body": "x"}', "id", "text or a number"),
        (b'{"id": {}, "body": "x"}', "id", "text or a number"),
        (b'{"body": "x", "body": "y"}', "line", "twice"),
        (b'{"body": "x", "n": NaN}', "line", "NaN"),
        (b'{"body": "x", "n": 1e999}', "line", "range"),
        (b'{"body": "x", "n": ' + b"9" * 5000 + b"}", "line", "digits"),
        (b'{"body": "x", "n": ' + b"[" * 100_000, "line", "nested"),
        (b'{"body": "x", "n": ' + b"[" * 50 + b"]" * 50 + b"}", "line", "nested"),
        (b'{"attachments": "r.pdf"}', "attachments", "tuple"),
        (b'{"attachments": [5]}', "attachments.0", ""),
        (b'{"attachments": [' + b'"a",' * 50 + b'"a"]}', "attachments", "50"),
        (b'{"headers": {"a": 1}}', "headers.a", "string"),
        (json.dumps({"body": "x" * 1_000_001}).encode(), "body", "1000000"),
    ],
)
def test_a_bad_row_is_an_error_with_its_place(line: bytes, field: str, reason: str) -> None:
    good = b'{"id": "ok", "body": "x"}\n'
    results = intake(good + line + b"\n" + good, "x.jsonl")
    assert [type(r) for r in results] == [Row, RowError, Row]
    error = results[1]
    assert isinstance(error, RowError)
    assert (error.line, error.field) == (2, field)
    assert reason in error.reason


def test_odd_rows_survive() -> None:
    row = one(b'\xef\xbb\xbf{"body": "a\\ud800b", "x": "\\udfff", "subject": "a\\r\\nBcc: evil"}')
    assert isinstance(row, Row)
    assert row.reply.body == "a\ufffdb"
    assert row.reply.subject == "a Bcc: evil"
    assert row.reply.id == "line-1"
    assert row.extra == {"x": "\ufffd"}


def test_an_endless_line_is_skipped_and_the_next_is_read() -> None:
    data = b'{"body": "' + b"x" * (MAX_LINE + 10) + b'"}\n\n{"body": "next"}'
    for name in ("x.jsonl", None):
        results = intake(data, name)
        assert isinstance(results[0], RowError)
        assert isinstance(results[1], Row)
        assert (results[1].line, results[1].reply.body) == (3, "next")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=60).map(lambda b: b.replace(b"\n", b"") + b"}"), max_size=6))
def test_no_line_is_lost_and_nothing_raises(lines: list[bytes]) -> None:
    results = intake(b"\n".join(lines), "x.jsonl")
    assert len(results) == len(lines)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["id", "subject", "body", "attachments", "headers", "sender"]), JSON
    )
)
def test_any_json_object_is_a_row_or_an_error(data: dict[str, object]) -> None:
    assert isinstance(one(json.dumps(data).encode()), Row | RowError)


def test_standard_input_is_told_apart() -> None:
    mail = (MAILS / "gmail-top.eml").read_bytes()
    (row,) = intake(mail)
    assert isinstance(row, Row)
    assert row.reply.id == "gmail-top@client.example"
    assert row.reply.sender == "client@client.example"
    (row,) = intake(b'{"body": "x"}')
    assert isinstance(row, Row)
    assert intake(b"") == []


def test_attachments_charsets_and_headers_of_mails() -> None:
    def mail(name: str) -> Row:
        row = eml.read((MAILS / f"{name}.eml").read_bytes())
        assert isinstance(row, Row)
        return row

    files = mail("alternative-attachments").reply.attachments
    assert [(f.name, f.content_type) for f in files] == [
        ("Überweisung.pdf", "application/pdf"),
        ("reçu.png", "image/png"),
    ]
    assert mail("outlook-de").reply.subject == "AW: Ihr Konto ist überfällig"
    assert mail("header-injection").reply.subject == "Re: due Bcc: evil@evil.example"
    assert mail("auto-reply").reply.headers["auto-submitted"] == "auto-replied"
    assert mail("bounce").reply.headers["return-path"] == "<>"
    assert "Who is this for?" in mail("broken-mime").reply.body
    assert "alert" not in mail("html-only").reply.body


def test_deep_and_empty_mails_are_errors() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(2_000)
    )
    assert isinstance(eml.read(b"Subject: x\n" + deep), RowError)
    assert isinstance(eml.read(b""), RowError)
    nested = b"Content-Type: message/rfc822\n\n" * 2_000
    assert isinstance(eml.read(b"Subject: x\n" + nested), Row | RowError)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(MAILS.glob("*.eml"))), st.data())
def test_damaged_mails_never_raise(path: Path, data: st.DataObject) -> None:
    raw = path.read_bytes()
    at = data.draw(st.integers(0, len(raw)))
    junk = data.draw(st.binary(max_size=40))
    result = eml.read(raw[:at] + junk + raw[at + data.draw(st.integers(0, 40)) :])
    assert isinstance(result, Row | RowError)
