"""`unsupported_fact`: figures, dates, names and numbers come from the account, by value."""

import pytest

from policy.guard import check
from policy.guard.numerals import spoken, values
from policy.verify.states import ON, account

ACCOUNT = account("in collections", "fixed", "none")
GERMAN = ACCOUNT.model_copy(update={"currency": "EUR"})


def strange(text: str, held=ACCOUNT) -> list[str]:
    return [text[v.start : v.end] for v in check(text, held) if v.kind == "unsupported_fact"]


@pytest.mark.parametrize(
    "text",
    [
        "The balance is $1,240.50.",
        "The balance is USD 1240.5.",
        "1,240.50 dollars",
        "US$1,240.50",
        "$1,240.50 USD",
        'Invoice T-88231, billed by Ana P., for "Logo redesign".',
        "Due on 30 September 2026.",
        "due 2026-09-30",
        "due September 30",
        "el 30 de septiembre de 2026",
        "am 30. September 2026",
        "le 30 septembre 2026",
        "em 30 de setembro de 2026",
        "due 09/30/2026",
        "53 days overdue",
        "Hello Jordan Reyes,",
        "Hi Jordan,",
        "Dear client,",
        "A fee of 3% applies.",
        "from Monday to Friday 23:59 UTC",
        "within 14 days",
        "more than 30 days past due",
        "until the balance is $0",
        "Please press Pay Now on the Billing Methods page.",
        "TrueAccord and Payment Operations",
        "Kind regards,\nMaria Santos",
        "Die Zahlungsabteilung prüft Ihre Angaben.",
        "für jeden Tag",
        "pour cent raisons",
    ],
)
def test_what_the_account_holds_may_be_said(text):
    assert strange(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pay $1,240.51 now.", "$1,240.51"),
        ("Pay 1.240,50 € now.", "1.240,50 €"),
        ("three hundred dollars", "three hundred dollars"),
        ("Rs. 300 is due", "Rs. 300"),
        ("R$ 20 is due", "R$ 20"),
        ("£5 is due", "£5"),
        ("It is $12k.", "$12k"),
        ("zweihundert Dollar", "zweihundert Dollar"),
        ("Due on 15 November.", "15 November"),
        ("by the 15th", "by the 15th"),
        ("hasta el 15 de noviembre", "15 de noviembre"),
        ("until 2026-12-01", "2026-12-01"),
        ("pay by Friday", "by Friday"),
        ("25% of it", "25%"),
        ("within 24 hours", "24 hours"),
        ("Invoice INV-2031 is open.", "INV-2031"),
        ("Invoice T-88232 is open.", "T-88232"),
        ("see #4421", "#4421"),
        ("Dear Marco,", "Marco"),
        ("billed by Peter Hansen", "Peter Hansen"),
        ("I asked Olga about it.", "Olga"),
        ('the contract "Website build"', '"Website build"'),
        ("Write to help@example.com.", "help@example.com"),
        ("Visit https://example.com/pay now.", "https://example.com/pay"),
        ("the card ending in 4410", "4410"),
    ],
)
def test_what_it_does_not_hold_may_not(text, words):
    assert any(words in found or found in words for found in strange(text)), strange(text)


def test_amounts_compare_by_value_and_currency():
    assert strange("1.240,50 €", GERMAN) == []
    assert strange("$1,240.50", GERMAN)


def test_without_an_account_no_figure_stands():
    for text in (
        "$1,240.50",
        "September 30, 2026",
        "T-88231",
        "Hello Jordan,",
        '"53 days overdue"',
    ):
        assert strange(text, None), text


def test_days_overdue_are_those_of_the_decisions_day():
    assert ACCOUNT.invoices[0].days_overdue(ON) == 53


def test_numbers_as_people_write_them():
    assert 1240.5 in values("1,240.50") & values("1.240,50")
    assert 12000 in values("12k")
    assert spoken("one thousand two hundred and forty") == 1240
