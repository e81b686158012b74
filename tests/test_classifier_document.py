"""What the models read of a reply."""

import pytest

from classifier.document import document, own_subject
from classifier.greeting import after_greeting
from classifier.reply import Reply


@pytest.mark.parametrize(
    ("subject", "own"),
    [
        ("Re: Your account is past due", ""), ("RE: FW: overdue", ""), ("AW: Rechnung", ""),
        ("回复：欠款", ""), ("need two weeks", "need two weeks"), ("Refund now", "Refund now"), ("", ""),
    ],
)  # fmt: skip
def test_only_the_clients_subject_counts(subject: str, own: str) -> None:
    assert own_subject(subject) == own


def test_the_subject_speaks_where_the_body_is_silent() -> None:
    silent = document(Reply(id="1", subject="can I pay in two parts?", body="..."))
    assert silent.read == "can I pay in two parts?"
    assert silent.sentences() == ["can I pay in two parts?"]
    assert document(Reply(id="1", subject="Re: overdue", body="")).read == ""


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Hi there,\n\nwho is this?", "who is this?"),
        ("Dear Sir or Madam, please wait.", "please wait."),
        ("Sehr geehrte Damen und Herren,\nbitte warten", "bitte warten"),
        ("Good morning. What is owed?", "What is owed?"),
        ("您好，这是什么？", "这是什么？"),
        ("Hi", "Hi"),
        ("Hire dates please", "Hire dates please"),
        ("Hello who is this for", "Hello who is this for"),
    ],
)
def test_greetings_are_left_out(text: str, rest: str) -> None:
    assert text[after_greeting(text) :] == rest


def test_sentences_stand_where_their_spans_say() -> None:
    body = "Hi Ann,\n\nI paid the agency. Please check!\n\n> You owe money."
    doc = document(Reply(id="1", body=body))
    assert doc.sentences() == [doc.text[a:b] for a, b in doc.spans]
    for span, sentence in zip(doc.spans, doc.sentences(), strict=True):
        start, end = doc.cleaned.span(*span)
        assert body[start:end] == sentence
