"""Quoted history goes and the client's words stay, whatever program wrote the mail."""

from pathlib import Path

import pytest

from classifier.reply import Reply
from classifier.text import clean
from desk import eml
from desk.row import Row

MAILS = Path(__file__).parent / "mails"
OWN_WORDS = {
    "alternative-attachments": "The wire receipt is attached, please wait.",
    "apple-iphone": "Paid those collectors on Tuesday.",
    "bottom-unmarked": "I can do 100 now and the rest in March.",
    "forwarded": "See below, can you deal with it? We need two weeks.",
    "gmail-ar": "لمن هذه الفاتورة؟",
    "gmail-es": "¿De qué es este cobro?",
    "gmail-id": "Ini tagihan untuk apa?",
    "gmail-it": "Ho già pagato l'agenzia.",
    "gmail-ja": "この請求は誰のものですか。",
    "gmail-nl": "Kan ik tot vrijdag wachten?",
    "gmail-pl": "Za co jest ta faktura?",
    "gmail-pt": "Posso pagar 50 por mês?",
    "gmail-ru": "Кто выставил этот счёт?",
    "gmail-top": "Which freelancer is this for? I never got a bill.",
    "gmail-tr": "Bu fatura ne için?",
    "gmail-uk": "Дайте ще тиждень.",
    "gmail-vi": "Cho tôi thêm một tuần.",
    "gmail-wrapped-attribution": "Could I have until the 20th?",
    "gmail-zh": "我已经付给催收公司了。",
    "html-only": "Could I pay in three parts?\n\nAnn & Co",
    "html-outlook": "We wired it this morning, please hold the account.",
    "inline-answers": "Yes, in May.\n\nNo. She was on holiday.\n\nI will not.",
    "legal-footer": "Please confirm the total.",
    "only-quote": "",
    "outlook-de": "Guten Tag,\n\nwir können den Betrag nur in vier Raten zahlen.",
    "outlook-en": "Please send the invoice and the contract name.",
    "outlook-fr": "Bonjour,\n\nLe travail n'a jamais été livré, je refuse de payer.",
    "outlook-zh": "请问这是哪个项目的费用?",
    "samsung": "ok give me til friday",
    "thunderbird-bottom": "The logo was never delivered, so no.",
    "yahoo-android": "Who is this?",
    "zoho": "I paid the agency on Monday.",
}


def mail(name: str) -> Reply:
    row = eml.read((MAILS / f"{name}.eml").read_bytes())
    assert isinstance(row, Row)
    return row.reply


@pytest.mark.parametrize("name", OWN_WORDS)
def test_own_words_of_a_mail(name: str) -> None:
    reply = mail(name)
    assert clean(reply.body, reply.subject).text == OWN_WORDS[name]


@pytest.mark.parametrize(
    "body",
    [
        "From: my perspective the work was bad\nNo pay.",
        "I was never > 30 days late.\n> 30 days is wrong\nplease check",
        "You wrote:\nyou have until friday\nthat is unfair",
        "On Tuesday your agent wrote:\nyou have until friday\nthat is unfair",
        "On 3 March I will pay.\nIs that fine?",
        "Date: 3 March\nThat is when I can pay.",
        "I have a message:\n-- pay nothing --\nthat is it",
        "THANKS\nWHO IS THIS FOR",
        "Thanks,\nplease advise",
        "Thanks",
        "Thanks,\nBob",
        "unsubscribe",
        "To: whom it may concern\nI refuse to pay.",
        "--\nwho is the freelancer?",
        "ok\n\n--\n\nAlso, what is the second charge?",
    ],
)
def test_words_that_look_like_history_or_signature_stay(body: str) -> None:
    assert clean(body).text == body


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("ok\n\nVon: X <a@b.example>\nGesendet: Montag\nAn: Max\nBetreff: Z\n\nText", "ok"),
        ("no\n*From:* X\n*Sent:* Monday\n*To:* me\n*Subject:* due\n\nDear", "no"),
        ("wait pls\n\nDa: Billing\n> pay now", "wait pls"),
        ("hi\nReply above this line ###\nold text", "hi"),
        ("hi\n##- Please type your reply above this line -##\nold text", "hi"),
        ("no\n\nBilling wrote:\n> pay now", "no"),
        (
            "i pay friday, thanks a lot for asking On Mon, Mar 3, 2025 at 10:12 AM Billing "
            "<a@b.example> wrote: Dear client pay TrueAccord",
            "i pay friday, thanks a lot for asking",
        ),
        (
            "> Please pay, or the account will be handed to the collection agency if\n"
            "not paid\n> in time.\nNo.",
            "No.",
        ),
        (
            "Who?\n\nBest regards,\nAnn Lee\nCEO, Foo Ltd\n+1 555 010 9999\n\nPS: send the bill",
            "Who?\n\nPS: send the bill",
        ),
        ("Need a week\n\nDale Kowal\nKowal Heating & Air\n330-555-0142", "Need a week"),
        ("ok\n-- \nJim\nJim's Bakery", "ok"),
        ("ok\n\nGesendet von meinem iPhone", "ok"),
        ("Sent from my iPhone", ""),
    ],
)  # fmt: skip
def test_history_and_signatures_go(body: str, own: str) -> None:
    assert clean(body).text == own


def test_a_letter_with_its_own_heading_is_no_quote() -> None:
    body = "From: Dan Ray\nTo: Accounts\nDate: 3 March\nSubject: my invoice\n\nI need more time."
    assert clean(body).text == "I need more time."


def test_a_subject_repeated_by_a_gateway_is_not_the_clients() -> None:
    assert clean("Re: past due\nwho is this?", "Re: past due").text == "who is this?"
    assert clean("need a week", "need a week").text == "need a week"
