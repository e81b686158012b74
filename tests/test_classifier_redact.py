"""Redaction: what must not leave, what must stay, and the same detail under the same name."""

from __future__ import annotations

import time

import pytest
from llm_doubles import ACCOUNT

from classifier.question import MAX_HEAD, MAX_TAIL, question
from classifier.redact import redact
from classifier.redact_names import known_names
from classifier.reply import Reply

TAKEN = {
    "EMAIL": ["jo.reyes+x@mail.example.com", "jo at mail dot com", "büro@firma.example"],
    "PHONE": ["330-555-0142", "+44 20 7946 0958", "(19) 3200-0000", "01736 555 0119", "0412 55-00-00",
              "+45 00 00 00 00"],
    "CARD": ["4111 1111 1111 1111", "4111-1111-1111-1111", "5500005555555559"],
    "IBAN": ["GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "FR14 2004 1010 0505 0001 3M02 606"],
    "ROUTING": ["021000021"],
    "TAX_ID": ["123-45-6789", "12-3456789"],
    "NUMBER": ["000123456789", "HDFCN52026112011482", "GB11 WEST 1234 5698 7654 32", "١٢٣٤٥٦٧٨٩٠"],
    "URL": ["https://shop.example/pay?token=abc", "www.firma.example/x"],
    "ADDRESS": [
        "12 Main Street, Springfield, IL 62704", "PO Box 1187", "Musterstraße 12, 10115 Berlin", "NW1 6XE",
        "14 rue des Lilas", "calle de Alcalá 45", "1187 Oak Ridge Rd",
    ],
}  # fmt: skip
KEPT = [
    "$1,240.50", "1.240,50 EUR", "12 000 USD", "2026-09-30", "30.09.2026", "15/10/2025", "08.10.2025 14:30",
    "invoice T-88231", "40 hours at $35", "on June 25", "weeks 33 and 34", "2 p.m.", "5 days a long way",
    "TrueAccord", "200-300 a month", "10 bad days in court", "50 now 50 later", "1,000,000 rupees",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "detail"), [(k, d) for k, all_ in TAKEN.items() for d in all_])
def test_taken_out(kind: str, detail: str) -> None:
    made = redact({"body": f"Please note {detail} for us."})
    assert made.texts["body"] == f"Please note [{kind}_1] for us."
    assert made.counts == {kind: 1}


@pytest.mark.parametrize("detail", KEPT)
def test_kept(detail: str) -> None:
    text = f"About this: {detail}, thanks."
    assert redact({"body": text}).texts["body"] == text


def test_the_same_detail_has_the_same_name_everywhere() -> None:
    made = redact(
        {"subject": "4111 1111 1111 1111", "body": "4111-1111-1111-1111 or 5500005555555559"}
    )
    assert made.texts == {"subject": "[CARD_1]", "body": "[CARD_1] or [CARD_2]"}


def test_names_from_the_account_and_the_sender() -> None:
    names = known_names(ACCOUNT, "Trish Miller <t@x.example>")
    made = redact(
        {"body": "jordan reyes here. Jordan says ANA PETROVA was late; Petrova knows. Trish"}, names
    )
    text = made.texts["body"].casefold()
    assert not any(name in text for name in ("jordan", "reyes", "ana ", "petrova", "trish"))
    assert "[client_" in text
    assert "[freelancer_" in text


def test_names_that_are_words_go_only_with_the_whole_name() -> None:
    made = redact(
        {"body": "Will Page will pay. May I pay in May?"}, {"CLIENT": ["Will Page", "May Lu"]}
    )
    assert made.texts["body"] == "[CLIENT_1] will pay. May I pay in May?"


def test_who_was_paid_is_still_read() -> None:
    made = redact({"body": "Paid on https://pay.trueaccord.com/p?token=abc and upwork.com."})
    assert made.texts["body"] == "Paid on trueaccord.com/[URL_1] and upwork.com."


def test_history_and_signature_never_leave() -> None:
    body = (
        "Who is this for?\n\nDale Kowalczyk\nOwner, Kowalczyk Heating\n330-555-0142\n\n"
        "On Mon, Jun 9, 2025 at 11:14 AM Billing <n@notice.example> wrote:\n> Dear Dale, pay $268.40."
    )
    asked = question(Reply(id="1", body=body))
    assert asked.values["body"] == "Who is this for?"


def test_a_long_reply_is_cut_in_the_middle() -> None:
    asked = question(Reply(id="1", body="word " * 3000 + "and so I ask for time."))
    assert asked.cut
    assert len(asked.values["body"]) < MAX_HEAD + MAX_TAIL + 20
    assert asked.values["body"].endswith("and so I ask for time.")


@pytest.mark.parametrize(
    "piece", ["1 ", "a.b-", "12 a ", "+1 (555) ", "AB12 ", "1,", "x@", "www.", "9" * 50 + " "]
)
def test_hostile_text_takes_no_longer(piece: str) -> None:
    text = (piece * 5000)[:5000]
    began = time.monotonic()
    redact({"body": text}, {"CLIENT": ["Jordan Reyes"]})
    assert time.monotonic() - began < 1.0


def test_attachment_names_and_subject_are_redacted_too() -> None:
    asked = question(
        Reply(
            id="1",
            subject="card 4111111111111111",
            body="Hello",
            attachments=("4111111111111111.pdf",),
        ),
        ACCOUNT,
    )
    assert "4111" not in str(asked.values)
    assert asked.counts == {"CARD": 1}
