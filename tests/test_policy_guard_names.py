"""People and titles of contracts: those of the account, however they are spelled or cut short."""

import pytest

from policy.guard import check
from tests.test_policy_guard_facts import ACCOUNT, MANY, strange


@pytest.mark.parametrize(
    "text",
    ["Connor McD. did the work.", "Connor M. did the work.", "Connor's work", "Ask Connor Please",
     "Hallo Juergen Weiss,", "Hallo Jürgen Weiß,", "Guten Tag Herr Weiß,", "Hi Jurgen,", "billed by Soren Q.",
     "billed by Soeren Q.", "Freelancer: Connor Contract: Q3 pitch deck",
     "Wir sehen, dass Connor Stunden und Meilensteine für die Rechnung erfasst hat."],
)  # fmt: skip
def test_a_name_may_be_cut_short_or_spelled_without_its_special_letters(text):
    assert strange(text, MANY) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("The bonus is for Connor McF., on invoice T-84452.", "Connor McF."), ("Connor K.: £50.00", "Connor K."),
     ("Your contract was with Connor Murphy.", "Connor Murphy"),
     ("El contrato fue con Connor de Souza.", "Connor de Souza"), ("Hi Jürgen B., thank you.", "Jürgen B."),
     ("Guten Tag Herr Weise,", "Weise"), ("Hallo Frau Großkopf,", "Großkopf"), ("Hallo Frau Kovač,", "Kovač")],
)  # fmt: skip
def test_another_surname_or_initial_may_not(text, words):
    assert strange(text, MANY) == [words]


def test_a_name_spelled_out_in_billing_may_be_written_with_its_umlaut():
    held = ACCOUNT.model_copy(update={"client_name": "Juergen Weiss"})
    assert strange("Hallo Jürgen Weiß,", held) == []
    assert strange("Hallo Jörgen Weiß,", held)


@pytest.mark.parametrize("client", ["Studio Berlin GmbH", "Acme", "The Agency", "Will Grant"])
def test_a_firm_or_a_plain_word_is_no_first_name(client):
    held = ACCOUNT.model_copy(update={"client_name": client})
    for text in ("Studio Hamburg", "Acme Payments", "The Marketplace", "Will Anything change?"):
        assert "Nobody" not in "".join(v.reason for v in check(text, held))


@pytest.mark.parametrize(
    "text",
    ['Connor worked on "Novel edit: The Third Door".', 'The "Third Door" is a milestone.', "the Q3 pitch deck",
     'Open "Billing Methods" and press "Pay Now".', 'You wrote: "I never saw the Q3 pitch deck".',
     'You wrote "the door was closed".', 'Your message "Re: Your past-due balance" arrived.', "30 hours"],
)  # fmt: skip
def test_a_title_may_be_quoted_whole_or_in_part(text):
    assert "No contract" not in "".join(v.reason for v in check(text, MANY))


@pytest.mark.parametrize(
    ("text", "words"),
    [('Connor worked on "Novel edit: The Second Door".', '"Novel edit: The Second Door"'),
     ('"Novel edit: The Second Door" is open.', '"Novel edit: The Second Door"'),
     ('Connor trabajó en "Portada".', '"Portada"'), ("Connor delivered the Q4 pitch deck.", "Q4 pitch deck")],
)  # fmt: skip
def test_a_title_with_another_word_or_number_may_not(text, words):
    assert strange(text, MANY) == [words]


def test_a_title_is_reported_as_it_is_written():
    (found,) = check('The contract "Logo (100 hours)" is open.', MANY)
    assert found.reason == "No contract of the account is called 'Logo (100 hours)'."
