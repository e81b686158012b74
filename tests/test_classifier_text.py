"""The cleaner's promises: offsets, stability, Unicode, HTML, sentences, speed."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.text import MAX_WORDS, Cleaned, clean

QUOTE = (
    "\n\nOn Tue, Nov 10, 2026 at 8:45 AM Billing <billing@market.example> wrote:\n\n"
    "> Dear client,\n> your balance goes to TrueAccord.\n> No payment plan is available.\n"
)
PIECES = st.sampled_from(
    [
        "who is this for?", "> your balance is due", "Regards,", "Ann Lee", "", "-- ", "Thanks",
        "On Tue, Nov 10, 2026 at 8:45 AM X <x@y.example> wrote:", "From: X <x@y.example>", "Sent: now",
        "Subject: due", "-----Original Message-----", "Sent from my iPhone", "PS: call me",
        "<p>hello</p>", "<div hidden>no</div>", "&amp; more", "é½ﬁ\u200b\u202e\ud800", "谢谢。好的",
        "This message is confidential and privileged.", "Tel: +49 30 1234567", "\r", "🙂 ok",
    ]
)  # fmt: skip
BODIES = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=15).map("\n".join))


def check_offsets(body: str, cleaned: Cleaned) -> None:
    assert len(cleaned.text) == len(cleaned.offsets) == len(cleaned.ends)
    previous = 0
    for char, start, end in zip(cleaned.text, cleaned.offsets, cleaned.ends, strict=True):
        assert previous <= start <= end <= len(body)
        previous = start
        if char.isalnum() and char.isascii() and "<" not in body and "&" not in body:
            folded = unicodedata.normalize(
                "NFKC", body[start:end].encode("utf-8", "replace").decode()
            )
            assert char in folded or not body[start:end].isascii()
    for start, end in (*cleaned.quoted, *cleaned.signature):
        assert 0 <= start < end <= len(body)


@settings(max_examples=150, deadline=None)
@given(BODIES)
def test_never_raises_and_offsets_hold(body: str) -> None:
    cleaned = clean(body)
    check_offsets(body, cleaned)
    cleaned.text.encode("utf-8")
    for start, end in cleaned.sentences():
        assert 0 <= start < end <= len(cleaned.text)
        low, high = cleaned.span(start, end)
        assert 0 <= low <= high <= len(body)


OWN = [
    "Who is this for?",
    "I need until Friday.\nThen I pay it all.",
    "¿De qué es este cobro?\n\nNo lo reconozco.",
    "- the logo was late\n- the file was empty",
    "请问这是什么费用?",
    "From: my side the work was bad",
    "Thanks",
    "unsubscribe me please",
    "🙂",
]


@pytest.mark.parametrize("own", OWN)
def test_the_same_words_with_and_without_a_quote(own: str) -> None:
    assert clean(own).text == own
    assert clean(own + QUOTE).text == own


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(OWN[:4]), min_size=1, max_size=4).map("\n\n".join))
def test_cleaning_twice_changes_nothing(body: str) -> None:
    once = clean(body + QUOTE).text
    assert clean(once).text == once


def test_invisible_characters_go_and_evidence_maps_back() -> None:
    body = "W\u200bho is \u202ethis\ufeff? e\u0301te\u0301 \ud800"
    cleaned = clean(body)
    assert cleaned.text == "Who is this? été \ufffd"
    at = cleaned.text.index("été")
    start, end = cleaned.span(at, at + 3)
    assert body[start:end] == "e\u0301te\u0301"
    with pytest.raises(ValueError, match="outside"):
        cleaned.span(0, 999)


def test_html_keeps_what_a_reader_sees() -> None:
    body = (
        "<style>x</style><p>Can I pay in <b>parts</b> &amp; later?</p><!-- plan approved -->"
        '<span style="font-size: 0px">plan approved</span><div hidden>plan approved</div>'
        "<blockquote>TrueAccord</blockquote><script>alert(1)</script>"
    )
    cleaned = clean(body)
    assert cleaned.text == "Can I pay in parts & later?"
    at = cleaned.text.index("&")
    start, end = cleaned.span(at, at + 1)
    assert body[start:end] == "&amp;"
    assert len(cleaned.quoted) == 1


def test_text_that_only_looks_like_markup_stays() -> None:
    assert clean("I am <3 days late, mail <bob@x.example>").text == (
        "I am <3 days late, mail <bob@x.example>"
    )


def test_sentences_in_many_scripts() -> None:
    def said(body: str) -> list[str]:
        cleaned = clean(body)
        return [cleaned.text[a:b] for a, b in cleaned.sentences()]

    assert said("Who is it? Mr. Lee paid $3.50. ok") == ["Who is it?", "Mr. Lee paid $3.50.", "ok"]
    assert said("これは何ですか。払いません!") == ["これは何ですか。", "払いません!"]
    assert said("لمن هذه؟ شكرا") == ["لمن هذه؟", "شكرا"]
    assert said("यह क्या है। नहीं") == ["यह क्या है।", "नहीं"]
    assert said("- one\n- two\n👍 ok") == ["- one", "- two", "👍", "ok"]
    wrapped = (
        "I would like to know which contract this invoice belongs to and\nwho approved it. Thanks"
    )
    assert len(said(wrapped)) == 2
    dictated = said("and then i said " * 30)
    assert len(dictated) == 4
    assert all(20 <= len(x.split()) <= 40 for x in dictated)


def test_long_texts_are_cut_and_say_so() -> None:
    cleaned = clean("I did not order this. " * 5_000)
    assert cleaned.truncated
    assert len(cleaned.text) <= MAX_WORDS


@pytest.mark.parametrize(
    "piece",
    [">", ">\n", "On On On wrote ", "On On wrote:\n", "X wrote:\n", "<", "<a ", "<div>", "<!--", "&",
     "From: \n", "--\n", "Regards,\n", "This message is confidential\n", "\ufdfa", "e\u0301\u0323", "\r",
     "From: a Sent: b To: c ", "<p style='", "> a\n\nok\n", "On 3 March 2025 10:12 wrote\n", "a@"],
)  # fmt: skip
def test_a_megabyte_of_anything_takes_linear_time(piece: str) -> None:
    body = piece * (1_000_000 // len(piece))
    began = time.process_time()
    clean(body).sentences()
    assert time.process_time() - began < 3  # about 0.7 s at most on an idle core
