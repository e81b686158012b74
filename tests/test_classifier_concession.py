"""The sentence model: scores per kind, remembered, deterministic, as the guard wants them."""

import pytest

from classifier.concession import MEANINGS, load_concession
from policy.guard.model import judge

GIVES = "We can certainly split this into two charges if that makes it easier on your side."
REFUSES = "We are not able to set up a payment plan."


@pytest.fixture(scope="module")
def model():
    return load_concession()


@pytest.mark.parametrize(
    ("kind", "gives", "refuses"),
    [
        ("plan_offer", GIVES, REFUSES),
        (
            "agency_payment_confirmed",
            "I've noted your payment with the agency, you're all set.",
            "Payment Operations will review what you paid the agency.",
        ),
        ("extension_grant", "No rush at all, the 20th is fine.", "The 20th is not possible."),
        ("plan_offer", "Nehmen Sie sich zwei Raten.", "Raten sind nicht möglich."),
        ("settlement_discount", "Le quitamos la comisión.", "La comisión se mantiene."),
        ("dispute_open", "On va regarder les heures de près.", "Les heures ne sont pas revues."),
        ("reinstatement_promise", "Já liberei sua conta.", "A conta continua suspensa."),
    ],
)
def test_tells_a_concession_from_a_refusal(model, kind, gives, refuses):
    given, refused = model([gives, refuses])
    assert given[kind] >= 0.5
    assert max(refused.values()) < 0.5


def test_answers_as_the_guard_wants_it(model):
    answers = judge(model, [GIVES, "", "🙂", "x" * 5000, "\ud800"])
    assert len(answers) == 5
    assert set(answers[0]) == set(MEANINGS)


def test_the_same_sentence_scores_the_same_in_any_company():
    alone = load_concession.__wrapped__()([GIVES])[0]
    among = load_concession.__wrapped__()([REFUSES, GIVES, "Thank you."])[1]
    assert alone == among


def test_no_sentences_no_answers(model):
    assert model([]) == []


def test_a_changed_answer_does_not_change_the_memory(model):
    model([GIVES])[0]["plan_offer"] = 0.0
    assert model([GIVES])[0]["plan_offer"] >= 0.5
