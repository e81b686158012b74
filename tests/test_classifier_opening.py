"""The opening line: a closed list of words, the guard after it, and the bare macro in every doubt."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from llm_doubles import ACCOUNT, ToldModel, read_as

from classifier.opening import OpeningWriter
from classifier.reply import Reply
from desk.pipeline import draft_reply
from policy.decide import decide
from policy.model import Facts, Sensitive
from policy.opening import faults, languages, whitelist
from prompts.errors import LLMError
from prompts.template import load

ON = date(2026, 11, 22)
REPLY = Reply(id="1", body="The logo is nothing like the brief. I am not paying for it.")
FINE = "I am sorry to hear that the work was not what you expected."
BAD = [
    "", "Thank you", "Thank you for that!", "Thank you for your message?", "Thanks for 2 messages.",
    "Thank you for your payment.", "I understand that you can pay in parts.", "We will wait.",
    "Thank you for your message. We are sorry to hear it. Thank you for writing.",
    "I am sorry to hear that Ana was late.", "Thank you for the message at https://x.example.",
    "I understand that you want your money back and it is right that we refund you.",
    "Thank you for your message.\nBalance: none.", "thank you for your message.​", "Thank you for two weeks.",
    "I understand that we grant more time.", "You are right.", "The project was wrong.",
    "Thank you for your " + "long " * 60 + "message.", "I understand that " + "you know " * 14 + "it.",
    "Thank you for your ｍessage.", "Thank you for your mes\u00adsage.", "<b>Thank you for your message.</b>",
    "Thank you for your message. Ihre Rechnung.", "Thank you for ٣ messages.", "Thank you for $ messages.",
]  # fmt: skip
GOOD = {
    "en": [
        "Thank you for your message.",
        FINE,
        "I understand that you need more time, and that it is a difficult moment.",
    ],
    "es": ["Gracias por escribirnos y explicarnos su situación."],
    "fr": ["Merci de nous avoir écrit.", "Je comprends que la situation est difficile."],
    "de": [
        "Vielen Dank, dass Sie uns geschrieben haben.",
        "Ich verstehe, dass die Situation schwierig ist.",
    ],
    "pt": [
        "Obrigado por explicar a situação.",
        "Lamento que o trabalho não tenha sido o esperado.",
    ],
}


@pytest.mark.parametrize("text", BAD)
def test_turned_down(text: str) -> None:
    assert faults(text, "en")


@pytest.mark.parametrize(("language", "text"), [(k, t) for k, all_ in GOOD.items() for t in all_])
def test_let_through(language: str, text: str) -> None:
    assert faults(text, language) == ()
    assert faults(text, "ja")


def test_no_list_holds_a_word_that_could_promise() -> None:
    never = {
        "can", "will", "may", "must", "accept", "agree", "approve", "offer", "grant", "refund", "hold", "pause",
        "confirm", "received", "paid", "discount", "waive", "settle", "extension", "dispute", "court", "legal",
        "podemos", "aceptamos", "reembolso", "pouvons", "acceptons", "remboursement", "können", "akzeptieren",
        "erstattung", "werden", "aceitamos",
    }  # fmt: skip
    for words in whitelist().languages.values():
        assert not never & set(words.words.split())


def test_the_prompts_own_examples_pass() -> None:
    for example in load("opening").examples:
        assert faults(example.answer["opening"], example.values["language"]) == ()


def _offer(
    line: Any, read: Any = None, guard: Any = lambda *_: (), reply: Reply = REPLY
) -> tuple[str | None, int]:
    read = read or read_as("1", "freelancer_dispute", band="high")
    decision = decide(read.reading(reply), ACCOUNT, ON)
    model = ToldModel(line if isinstance(line, Exception) else {"opening": line})
    return OpeningWriter(model, guard)(reply, read, decision), len(model.asked)


def test_a_good_line_is_offered() -> None:
    assert _offer(FINE) == (FINE, 1)


@pytest.mark.parametrize(
    "line", ["We will wait.", None, 3, ["x"], LLMError("timeout"), RuntimeError("x")]
)
def test_anything_else_leaves_the_macros_own(line: Any) -> None:
    assert _offer(line)[0] is None


def test_the_guard_has_the_last_word_and_may_fail() -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError("no guard")

    assert _offer(FINE, guard=lambda *_: ["objection"])[0] is None
    assert _offer(FINE, guard=broken)[0] is None


@pytest.mark.parametrize(
    "read",
    [
        read_as("1", "freelancer_dispute", band="high", facts=Facts(language="ja")),
        read_as("1", "freelancer_dispute", band="high", facts=Facts(language=None)),
        read_as("1", "freelancer_dispute", band="high", facts=Facts(language="en", injection=True)),
        read_as(
            "1",
            "freelancer_dispute",
            band="high",
            facts=Facts(language="en", sensitive=(Sensitive.HARDSHIP,)),
        ),
        read_as("1", "freelancer_dispute", band="low"),
        read_as("1"),
    ],
)
def test_not_even_asked(read: Any) -> None:
    assert _offer(FINE, read) == (None, 0)


def test_the_line_is_a_segment_of_its_own_and_replaces_the_macros_opening() -> None:
    read = read_as("1", "freelancer_dispute", band="high")
    bare = draft_reply(REPLY, ACCOUNT, read, ON)
    opened = draft_reply(REPLY, ACCOUNT, read, ON, opening=lambda *_: FINE)
    assert bare.draft is not None
    assert opened.draft is not None
    assert [s.text for s in opened.draft.segments if s.origin == "opening"] == [FINE]
    assert not [s for s in bare.draft.segments if s.origin == "opening"]
    assert opened.decision == bare.decision


def test_a_line_that_the_guard_objects_to_leaves_the_bare_draft() -> None:
    """Even where everything before the guard is broken and offers the worst."""
    read = read_as("1", "freelancer_dispute", band="high")
    worst = "We have approved a refund of $500 and opened a dispute for you."
    bare = draft_reply(REPLY, ACCOUNT, read, ON)
    assert draft_reply(REPLY, ACCOUNT, read, ON, opening=lambda *_: worst) == bare


def test_languages_are_those_of_the_macros() -> None:
    assert languages() == {"en", "es", "fr", "de", "pt"}
