"""The systems side by side: the crude ones, and the language model through stand-in completers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from classifier.classification import LABELS
from classifier.llm import LLM
from eval.cost import per_thousand
from eval.measure import measure, spread
from eval.systems.keywords import Keywords
from eval.systems.llm import LLMAlone, Meter
from eval.systems.majority import Majority
from eval.systems.system import System, Usage
from prompts.completion import Completion
from prompts.errors import LLMError
from tests.eval_doubles import Obedient, case, everything

ANSWER = {
    "scenarios": ["extension_request", "balance_inquiry"],
    "primary": "extension_request",
    "contract_type": None,
    "wire_receipt": "none",
    "sensitive": ["hardship"],
    "injection": False,
    "language": "en",
}


class Completer:
    """Answers `ANSWER`, or raises."""

    def __init__(self, error: LLMError | None = None) -> None:
        self._error = error

    def complete(self, prompt: Any, values: dict[str, str], schema: Any = None) -> Completion:
        """See `prompts.client.Client.complete`."""
        if self._error:
            raise self._error
        return Completion(dict(ANSWER), "stand-in", "classify/1")


def test_majority_says_the_most_frequent_label() -> None:
    cases = [
        case("a", "other"),
        case("b", "other"),
        case("c", "balance_inquiry", "extension_request"),
    ]
    (said,) = Majority(cases).classify([cases[2].reply()])
    assert said.primary == "other"
    assert said.probabilities["extension_request"] == pytest.approx(1 / 3)
    with pytest.raises(ValueError, match="at least one"):
        Majority([])


@pytest.mark.parametrize(
    ("body", "label"),
    [
        ("I already paid TrueAccord last week", "agency_payment_claim"),
        ("Could I pay 50 a month?", "payment_plan_request"),
        ("He never delivered, I want a refund", "freelancer_dispute"),
        ("Please give me until Friday", "extension_request"),
        ("What is this for?", "balance_inquiry"),
        ("Thanks!", "other"),
    ],
)
def test_keywords_read_the_plain_cases(body: str, label: str) -> None:
    (said,) = Keywords().classify([case("a", body=body).reply()])
    assert said.primary == label
    assert set(said.probabilities) == set(LABELS)


def test_keywords_do_not_read_history() -> None:
    body = "Thanks!\n\nOn Mon, Jun 9, 2025 at 11:14 AM Billing <n@x.example> wrote:\n> pay monthly instalments"
    (said,) = Keywords().classify([case("a", body=body).reply()])
    assert said.primary == "other"


def test_the_models_word_is_taken_as_it_is() -> None:
    (said,) = LLMAlone(LLM(Completer(), "stand-in")).classify(
        [case("a", body="wait please").reply()]
    )
    assert said.primary == "extension_request"
    assert set(said.scenarios) == {"balance_inquiry", "extension_request"}
    assert said.facts.sensitive == ("hardship",)
    assert (said.probabilities["extension_request"], said.probabilities["other"]) == (1.0, 0.0)


def test_a_model_that_fails_abstains() -> None:
    (said,) = LLMAlone(LLM(Completer(LLMError("timeout")), "x")).classify([case("a").reply()])
    assert said.abstained
    assert said.primary == "other"
    assert said.abstain_reasons


def test_meter_counts_calls_that_were_sent() -> None:
    meter = Meter()
    done = {"event": "done", "prompt_tokens": 900, "completion_tokens": 40}
    meter({"event": "sent"})
    meter({**done, "outcome": "answered"})
    meter({**done, "outcome": "unsent"})
    assert meter.total() == Usage(1, 900, 40)


def test_measure_counts_each_reply_once_in_bulk() -> None:
    cases = everything(30)
    replies = [c.reply() for c in cases]
    local, remote = Obedient(), Obedient()
    seen: list[int] = []
    made = measure(System("s", "", local), replies, seen.append)
    assert [a.id for a in made.said] == [c.id for c in cases]
    assert (len(made.alone), seen[-1]) == (100, 180)
    measure(System("s", "", remote, remote=True), replies)
    assert remote.asked == 180  # a remote model is asked once, not also for its latency
    timing = made.timing()
    assert timing["latency_ms"]["p50"] <= timing["latency_ms"]["p95"] <= timing["latency_ms"]["p99"]


def test_spread() -> None:
    assert spread(10, 3) == [0, 4, 9]
    assert spread(2, 5) == [0, 1]
    assert spread(0, 5) == []


def test_cost_of_a_thousand_replies(tmp_path: Path) -> None:
    timing = {
        "cpu_ms_per_reply": 3600.0,
        "input_tokens_per_reply": 1000,
        "output_tokens_per_reply": 100,
    }
    # 3.6 s of a core at 0.05 an hour, 1,000 tokens read at 0.40 and 100 written at 1.60 a million.
    assert per_thousand(timing) == pytest.approx(1000 * (0.05 / 1000 + 0.0004 + 0.00016))
