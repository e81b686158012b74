"""Serving gives scikit-learn's numbers, without importing it."""

import subprocess
import sys

import numpy as np
from scipy import sparse
from sklearn.svm import LinearSVC

from classifier.concepts import concept_text
from classifier.training.heads import concept_vectorizer, fit_lexical, vectorizers
from classifier.views import quantise, restore

TEXTS = [
    "Please give me until Friday",
    "until friday please, thank you",
    "What is this invoice for?",
    "which invoice is this",
    "I paid TrueAccord",
    "paid trueaccord on friday",
    "Ça coûte combien?",
    "combien ça coûte, please",
    "what invoice",
    "give me the invoice please",
    "two instalments please",
    "can i split it in two instalments",
    "three instalments",
    "paid the collectors",
]


def test_scores_are_those_of_scikit_learn() -> None:
    answers = np.array([[i % 2 == 0, i < 5] for i in range(len(TEXTS))])
    fitted = [vectorizer.fit(TEXTS) for vectorizer in vectorizers()]
    meant = [concept_text(text) for text in TEXTS]
    parts = [v.transform(TEXTS) for v in fitted]
    matrix = sparse.hstack([*parts, concept_vectorizer().fit_transform(meant)]).tocsr()
    theirs = np.stack(
        [
            LinearSVC(C=0.5, random_state=0).fit(matrix, answers[:, k]).decision_function(matrix)
            for k in range(2)
        ],
        axis=1,
    )
    ours, known = fit_lexical(TEXTS, answers).scores(TEXTS)
    np.testing.assert_allclose(ours, theirs, atol=0.02)  # weights are kept as one byte each
    assert known.all()


def test_a_question_with_one_answer_is_certain() -> None:
    answers = np.array([[True, False]] * len(TEXTS))
    scores, _ = fit_lexical(TEXTS, answers).scores(["anything"])
    assert scores[0, 0] > 0 > scores[0, 1]


def test_unknown_words_are_told() -> None:
    view = fit_lexical(TEXTS, np.array([[i % 2 == 0] for i in range(len(TEXTS))]))
    assert list(view.scores(["ъъъ ыы", "", "invoice"])[1]) == [False, False, True]


def test_quantised_weights_come_back() -> None:
    weights = np.random.default_rng(0).normal(size=(50, 3)).astype(np.float32)
    weights[:, 2] = 0
    packed, scale = quantise(weights)
    assert packed.dtype == np.int8
    np.testing.assert_allclose(restore(packed, scale), weights, atol=float(scale.max()) / 2 + 1e-6)


def test_serving_imports_neither_scikit_learn_nor_torch() -> None:
    code = (
        "import sys; from classifier.baseline import load; from classifier.reply import Reply;"
        "load().classify([Reply(id='1', body='Who is this?')]);"
        "print([m for m in ('sklearn', 'torch', 'matplotlib', 'scipy') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
