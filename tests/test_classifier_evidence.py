"""Evidence: the sentences that decided, where they stand in the body."""

import numpy as np

from classifier.baseline import load
from classifier.document import document
from classifier.evidence import MOST, evidence
from classifier.reply import Reply


def _scores(*best: float) -> np.ndarray:
    scores = np.full((len(best), 5), -3.0, dtype=np.float32)
    scores[:, 0] = best
    return scores


def test_the_best_sentence_always_stands() -> None:
    body = "Hello. Nothing here. Who is this for? Bye now."
    doc = document(Reply(id="1", body=body))
    found = evidence(doc, _scores(*[-5.0] * (len(doc.spans) - 1), -4.0), ("balance_inquiry",))
    assert len(found) == 1


def test_close_seconds_stand_too_in_order() -> None:
    body = "What is this? Fine weather. Which contract? Who did it? When? How much?"
    doc = document(Reply(id="1", body=body))
    found = evidence(doc, _scores(3.0, -2.0, 2.5, 2.2, 2.1, -1.0), ("balance_inquiry",))
    assert [body[e.start : e.end] for e in found] == [
        "What is this?", "Which contract?", "Who did it?",
    ]  # fmt: skip
    assert len(found) == MOST


def test_no_sentence_no_evidence() -> None:
    doc = document(Reply(id="1", subject="can i pay monthly", body=""))
    assert evidence(doc, _scores(), ("payment_plan_request",)) == ()


def test_each_request_shows_its_own_sentence() -> None:
    body = (
        "Good morning,\n\nI already sent $200 to TrueAccord on Friday by card. "
        "Could I pay the rest in three monthly instalments?\n\nBest,\nAna"
    )
    (found,) = load().classify([Reply(id="1", body=body)])
    said = {e.scenario: body[e.start : e.end] for e in found.evidence}
    assert "TrueAccord" in said["agency_payment_claim"]
    assert "instalments" in said["payment_plan_request"]
