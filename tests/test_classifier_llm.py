"""The model's opinion: only a whole reading by the guide counts, and nothing it does raises."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from llm_doubles import ToldModel, labels

from classifier.llm import LLM
from classifier.question import question
from classifier.reply import Reply
from classifier.said import AnswerError, said
from policy.model import Sensitive
from prompts.errors import PLAIN, LLMError

ASKED = question(Reply(id="1", body="I need until Friday."))

BAD: dict[str, Any] = {
    "unknown label": labels("grant_extension"),
    "other beside": labels("extension_request", "other"),
    "primary elsewhere": labels("extension_request", primary="balance_inquiry"),
    "no label": labels() | {"scenarios": []},
    "twice": labels("extension_request", "extension_request"),
    "too many": labels(*(["extension_request"] * 500)),
    "a string": labels() | {"scenarios": "other"},
    "null": labels() | {"primary": None},
    "a number": labels() | {"primary": 3},
    "not a boolean": labels(injection="true"),
    "one for true": labels(injection=1),
    "unknown fact": labels(wire_receipt="verified"),
    "unknown matter": labels(sensitive=["vip"]),
    "nested": labels(sensitive=[["hardship"]]),
    "more keys": labels(confidence=0.99),
    "fewer keys": {"scenarios": ["other"], "primary": "other"},
    "nothing": {},
    "long": labels(language="x" * 100_000),
}


@pytest.mark.parametrize("name", BAD)
def test_half_an_answer_is_none(name: str) -> None:
    with pytest.raises(AnswerError) as caught:
        said(BAD[name])
    assert "x" * 50 not in str(caught.value)
    asked = LLM(ToldModel(BAD[name]), "told").ask(ASKED)
    assert asked.said is None
    assert asked.failure is not None
    assert asked.failure.endswith("the reading is the baseline's alone.")
    assert asked.usage.calls == 1
    assert asked.opinion() is None


def test_a_whole_answer() -> None:
    told = labels(
        "payment_plan_request", "freelancer_dispute",
        contract_type="hourly", sensitive=["hardship", "hardship"], language="de",
    )  # fmt: skip
    asked = LLM(ToldModel(told), "told").ask(ASKED)
    assert asked.said is not None
    assert asked.said.scenarios == ("freelancer_dispute", "payment_plan_request")
    assert asked.said.primary == "payment_plan_request"
    assert asked.said.facts.sensitive == (Sensitive.HARDSHIP,)
    opinion = asked.opinion()
    assert opinion is not None
    assert opinion.model.startswith("told classify/")


def test_a_wrong_language_code_does_not_cost_the_rest() -> None:
    assert said(labels(language="English")).facts.language is None


@pytest.mark.parametrize("kind", PLAIN)
def test_each_failure_says_why(kind: Any) -> None:
    asked = LLM(ToldModel(LLMError(kind)), "told").ask(ASKED)
    assert asked.failure is not None
    assert PLAIN[kind][5:] in asked.failure


def test_even_a_fault_of_our_own_costs_nothing() -> None:
    asked = LLM(ToldModel(RuntimeError("secret detail")), "told").ask(ASKED)
    assert asked.failure is not None
    assert "secret" not in asked.failure


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["other", "hourly"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*labels(), "x"]), inner, max_size=8)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*labels(), "x"]), _JSON, max_size=8))
@settings(max_examples=300, deadline=None)
def test_any_json_is_a_reading_or_an_error(data: dict[str, Any]) -> None:
    try:
        made = said(data)
    except AnswerError:
        return
    assert made.primary in made.scenarios
    assert made.scenarios == ("other",) or "other" not in made.scenarios
