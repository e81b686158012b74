"""Strangers and silence are told from replies."""

import pytest

from classifier.baseline import load
from classifier.corpus import DATA
from classifier.corpus import load as load_rows
from classifier.document import document
from classifier.facts.language import language
from classifier.gates import familiarity, least
from classifier.reply import Reply


@pytest.mark.parametrize(
    "body",
    [
        "Zxqv blorpt gnarfle quzzle wibbit snorf plimpt drazzle vormp kleftig",
        "Mitochondrial phosphorylation kinetics exhibit sigmoidal cooperativity under hypoxic perfusion",
    ],
)
def test_strange_words_abstain(body: str) -> None:
    (found,) = load().classify([Reply(id="1", body=body)])
    assert found.abstained or found.confidence != "high"


def test_real_replies_are_familiar() -> None:
    lexical = load().model.lexical
    rows = [row for row in load_rows(DATA / "calibration") if not row.injection]
    texts = [document(row.reply()).read for row in rows]
    strange = sum(familiarity(text, lexical) < least(language(text)) for text in texts)
    assert strange <= 0.01 * len(texts)


def test_a_few_words_are_no_evidence_of_strangeness() -> None:
    assert familiarity("qwrtz plmk", load().model.lexical) == 1.0


@pytest.mark.parametrize(
    "body",
    [
        "Voin maksaa laskun osissa, 50 euroa kuukaudessa, sopiiko se teille?",
        "Jag kan betala i delar, 500 kronor i månaden, går det bra?",
        "Fizethetek részletekben, minden hónapban egy kicsit?",
        "Mohu to platit po částech, každý měsíc trochu?",
        "Μπορώ να πληρώσω σε δόσεις κάθε μήνα;",
        "매달 조금씩 나눠서 내도 될까요?",
    ],
)
def test_languages_without_proof_are_never_high(body: str) -> None:
    (found,) = load().classify([Reply(id="1", body=body)])
    assert found.confidence != "high"
