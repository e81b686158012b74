"""`unsupported_fact`: figures, dates, names and numbers come from the account, by value."""

import time

import pytest

from policy.account import Account
from policy.guard import check
from policy.guard.numerals import spoken, values
from policy.model import Citation, Decision, Route
from policy.verify.states import ON, account

ACCOUNT = account("in collections", "fixed", "none")
TWO = account("in collections", "both", "none")
GERMAN = ACCOUNT.model_copy(update={"currency": "EUR"})


def strange(text: str, held=ACCOUNT, on=None) -> list[str]:
    said = on and Decision(
        handling="draft",
        route=Route(group="Collections"),
        citations=(Citation(clause="COL-0", because="test"),),
        on=on,
        policy_version="test",
    )
    return [text[v.start : v.end] for v in check(text, held, said) if v.kind == "unsupported_fact"]


@pytest.mark.parametrize(
    "text",
    ["The balance is $1,240.50.", "The balance is USD 1240.5.", "1,240.50 dollars", "US$1,240.50",
     "$1,240.50 USD", 'Invoice T-88231, billed by Ana P., for "Logo redesign".', "Due on 30 September 2026.",
     "due 2026-09-30", "due September 30", "el 30 de septiembre de 2026", "am 30. September 2026",
     "le 30 septembre 2026", "em 30 de setembro de 2026", "due 09/30/2026", "53 days overdue",
     "Hello Jordan Reyes,", "Hi Jordan,", "Dear client,", "A fee of 3% applies.",
     "from Monday to Friday 23:59 UTC", "within 14 days", "more than 30 days past due",
     "until the balance is $0", "Please press Pay Now on the Billing Methods page.",
     "TrueAccord and Payment Operations", "Kind regards,\nMaria Santos",
     "Die Zahlungsabteilung prüft Ihre Angaben.", "für jeden Tag", "pour cent raisons"],
)  # fmt: skip
def test_what_the_account_holds_may_be_said(text):
    assert strange(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("Pay $1,240.51 now.", "$1,240.51"), ("Pay 1.240,50 € now.", "1.240,50 €"),
     ("three hundred dollars", "three hundred dollars"), ("Rs. 300 is due", "Rs. 300"),
     ("R$ 20 is due", "R$ 20"), ("£5 is due", "£5"), ("It is $12k.", "$12k"),
     ("zweihundert Dollar", "zweihundert Dollar"), ("Due on 15 November.", "15 November"),
     ("by the 15th", "by the 15th"), ("hasta el 15 de noviembre", "15 de noviembre"),
     ("until 2026-12-01", "2026-12-01"), ("pay by Friday", "by Friday"), ("25% of it", "25%"),
     ("within 24 hours", "24 hours"), ("Invoice INV-2031 is open.", "INV-2031"),
     ("Invoice T-88232 is open.", "T-88232"), ("see #4421", "#4421"), ("Dear Marco,", "Marco"),
     ("billed by Peter Hansen", "Peter Hansen"), ("I asked Olga about it.", "Olga"),
     ('the contract "Website build"', '"Website build"'), ("Write to help@example.com.", "help@example.com"),
     ("Visit https://example.com/pay now.", "https://example.com/pay"), ("the card ending in 4410", "4410")],
)  # fmt: skip
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


def test_turkish_letters_are_read_as_i():
    due = ACCOUNT.invoices[0].due_date.replace(year=2026, month=4, day=5)
    april = ACCOUNT.model_copy(
        update={"invoices": (ACCOUNT.invoices[0].model_copy(update={"due_date": due}),)}
    )
    for text in ("5 aprıl", "APRİL 5", "5 aprıl 2026"):
        assert strange(f"Due on {text} at last", april) == []
        assert strange(f"Due on {text} at last") == [text]
    reais = ACCOUNT.model_copy(update={"currency": "BRL"})
    assert strange("1,240.50 reaıs", reais) == []
    assert strange("It is 50 reaıs.", reais) == strange("It is 50 reaıs.") == ["50 reaıs"]


@pytest.mark.parametrize("title", ["5 aprıl plan", "APRİL 5 plan", "50 reaıs plan"])
def test_turkish_letters_in_a_title_are_read_as_i(title):
    held = ACCOUNT.model_copy(
        update={"invoices": (ACCOUNT.invoices[0].model_copy(update={"contract": title}),)}
    )
    for text in (title, title.replace("ı", "i").replace("İ", "I")):
        assert strange(f'Billed for "{text}".', held) == []
        assert strange(f'Billed for "{text}".') != []


# Three invoices by two people, with letters that not everybody has on the keyboard.
MANY = Account.model_validate(
    {"client_id": "c-7", "client_name": "Jürgen Weiß", "currency": "GBP", "balance": "1516.45", "invoices": [
        {"number": "T-84410", "freelancer": "Connor McD.", "contract": "Novel edit: The Third Door",
         "kind": "milestone", "amount": "1100.00", "due_date": "2026-09-16"},
        {"number": "T-84452", "freelancer": "Connor McD.", "contract": "Q3 pitch deck",
         "kind": "bonus", "amount": "50.00", "due_date": "2026-09-16"},
        {"number": "T-84519", "freelancer": "Søren Q.", "contract": "100 hours",
         "kind": "hourly", "amount": "366.45", "due_date": "2026-10-08"}]}
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Invoice T-84410", "T84410", "invoice t-84410", "Invoice #84410", "no. 84410", "Die T-84410-Rechnung",
     "Rechnungsnummer T-84410", "número de factura T-84410", "your reference is T-84410"],
)  # fmt: skip
def test_an_invoice_number_may_be_written_with_its_prefix_or_without(text):
    assert strange(text, MANY) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("The milestone is on invoice R-84410.", "R-84410"), ("INV-84410 is open.", "INV-84410"),
     ("invoice r-84410", "r-84410"), ("Write to t84410@example.com", "t84410@example.com"),
     ("Seu atendimento está registrado sob o número 20260-118.", "20260-118"),
     ("Bitte nennen Sie das Aktenzeichen 4417/26.", "4417/26"),
     ("Su expediente 44/2026 sigue abierto.", "44/2026"), ("Numéro de dossier 20260-118", "20260-118"),
     ("Your reference is 4417/26.", "4417/26"), ("Vorgangsnummer: 5512-A", "5512-A")],
)  # fmt: skip
def test_another_prefix_or_a_reference_of_its_own_may_not(text, words):
    assert strange(text, MANY) == [words]


def test_a_number_without_letters_in_billing_may_be_called_an_invoice_number():
    held = ACCOUNT.model_copy(
        update={"invoices": (ACCOUNT.invoices[0].model_copy(update={"number": "88231"}),)}
    )
    assert strange("INV-88231 is open.", held) == []
    assert strange("R-88231 is open.", held) == ["R-88231"]


@pytest.mark.parametrize(
    "text",
    ["In any case 50.00 GBP is due.", "The number of days counts.", "Support is there 24/7.",
     "Votre dossier est en cours.", "Ticket from 16/09/2026"],
)  # fmt: skip
def test_words_for_references_alone_say_none(text):
    assert strange(text, MANY) == []


LATE = [
    "One invoice is overdue by 67 days, the other by 45 days.",
    "The oldest is 67 days overdue and the newest 45.",
    "Your invoice has been past due for 67 days.",
    "T-84410 is 67 days and T-84519 45 days overdue.",
    "La factura está vencida desde hace 67 días.",
    "La facture est échue depuis 67 jours, l'autre depuis 45 jours.",
    "Die Rechnung T-84410 ist 67 Tage überfällig, die Rechnung T-84519 45 Tage.",
    "A fatura está vencida há 67 dias e a outra há 45 dias.",
]


@pytest.mark.parametrize("text", LATE)
def test_days_overdue_pass_without_a_day_and_are_judged_with_one(text):
    assert strange(text, MANY) == []
    assert strange(text, MANY, ON) == []
    wrong = text.replace("67", "68")
    assert strange(wrong, MANY) == []
    assert ["68" in found for found in strange(wrong, MANY, ON)] == [True]


@pytest.mark.parametrize(
    "text",
    ["Your invoice is overdue, and you have 47 days to pay.", "It is overdue. Pay within 47 days.",
     "Vous avez 47 jours pour payer la facture échue.", "Die Rechnung ist überfällig, Sie haben 47 Tage Zeit.",
     "A fatura está vencida e você tem 47 dias.", "La factura está vencida; pague en 47 días.",
     "Pay 47 days later."],
)  # fmt: skip
def test_days_to_pay_are_no_days_overdue(text):
    assert len(strange(text, MANY)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [("Overdue by 67 weeks.", "67 weeks"), ("T-84410 is 30 months overdue.", "30 months overdue"),
     ("It is 67 hours late.", "67 hours late"), ("It is overdue by two months.", "two months"),
     ("Está vencida desde hace 67 semanas.", "67 semanas"), ("67 mois de retard", "67 mois de retard"),
     ("67 Wochen überfällig", "67 Wochen überfällig"), ("vencida há 67 meses", "67 meses")],
)  # fmt: skip
def test_late_days_are_no_weeks_or_months(text, words):
    assert strange(text, MANY, ON) == strange(text, MANY) == [words]


@pytest.mark.parametrize(
    "text",
    ["Overdue by 67 days.", "It is 30 days overdue.", "overdue by one month", "You wrote of two months.",
     "67 TAGE überfällig", "overdue by sixty-seven days"],
)  # fmt: skip
def test_late_days_and_other_weeks_in_words_may_be_said(text):
    assert strange(text, MANY, ON) == []


@pytest.mark.parametrize(
    "piece",
    ["two invoices ", "There are 2 invoices. ", "Connor McF. ", "Aa'a", "R-84410-", "protocolo 1", "1/", "nummer",
     "overdue 59 days ", '"Novel edit: The Second Door" ', "Q4 pitch deck ", "invoice" + " \n" * 10_000,
     "reference no" + " \n" * 10_000],
)  # fmt: skip
def test_a_long_text_takes_time_in_proportion(piece):
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[: length - 2] + ".5"
        start = time.process_time()
        check(text, MANY)
        return time.process_time() - start

    seconds(1_000)
    # Five times as long takes five times as long; 25 times when a pattern goes over the text again and again.
    assert seconds(20_000) < 8 * seconds(4_000) + 2  # seconds of slack for a busy machine
