"""The sentence model: scores per kind, with and without the encoder, remembered, deterministic."""

import numpy as np
import pytest

from classifier.artefact import load
from classifier.concession import KIND, PATH, VERSION, Concession, load_concession
from classifier.cues import NAMES, cues, halves
from policy.guard import KINDS
from policy.guard.model import judge

GIVES = "We can certainly split this into two charges if that makes it easier on your side."
REFUSES = "We are not able to set up a payment plan."


@pytest.fixture(scope="module")
def model():
    return load_concession()


@pytest.fixture(scope="module")
def bare():
    artefact = load(PATH, kind=KIND, version=VERSION)
    return Concession(artefact.arrays, artefact.meta, None)


def test_tells_an_offer_from_a_refusal(model):
    gives, refuses = model([GIVES, REFUSES])
    assert gives["plan_offer"] >= 0.5
    assert max(refuses.values()) < 0.5


def test_answers_as_the_guard_wants_it(model, bare):
    for one in (model, bare):
        answers = judge(one, [GIVES, "", "🙂", "x" * 5000, "\ud800"])
        assert len(answers) == 5
        assert set(answers[0]) < set(KINDS)


def test_the_same_sentence_scores_the_same_in_any_company(model):
    alone = Concession.margins(model, [GIVES])[0]
    among = Concession.margins(model, [REFUSES, GIVES, "Thank you."])[1]
    assert np.allclose(alone, among, atol=1e-4)


def test_no_sentences_no_answers(model):
    assert model([]) == []


def test_works_without_the_encoder(bare):
    assert max(bare([REFUSES])[0].values()) < 0.5


def test_a_changed_answer_does_not_change_the_memory(model):
    model([GIVES])[0]["plan_offer"] = 0.0
    assert model([GIVES])[0]["plan_offer"] >= 0.5


def test_cues_are_bounded_and_see_negation():
    rows = cues([GIVES, REFUSES, ""])
    assert rows.shape == (3, len(NAMES))
    assert rows.min() >= 0
    assert rows.max() <= 2
    no = NAMES.index("no")
    assert rows[0, no] == 0 < rows[1, no]


def test_halves_part_what_is_asserted_from_what_is_denied():
    asserted, denied = halves("There is no plan, but you may pay in two parts.")
    assert "two parts" in asserted
    assert "no plan" in denied
