"""The cascade: whom it asks, what a model's word changes, and what it may never change."""

from __future__ import annotations

import random
import time
from datetime import date
from typing import Any

import pytest
from llm_doubles import ACCOUNT, ToldBaseline, ToldModel, client, labels, read_as
from lying_server import BEHAVIOURS, lying

from classifier import trust
from classifier.baseline import load
from classifier.cascade import Cascade, Progress
from classifier.classification import LABELS, SCENARIOS, Classification
from classifier.combine import combine
from classifier.llm import LLM
from classifier.opening import OpeningWriter
from classifier.reply import Reply
from classifier.said import said
from classifier.train_cascade import DEFAULT
from classifier.trust import Table, Trust
from desk.pipeline import draft_replies
from policy.guard import check
from policy.model import Facts, Sensitive
from prompts.errors import LLMError

THRESHOLDS = dict.fromkeys(SCENARIOS, 0.4)
TABLE = Table(version=1, ask_below=1.01, thresholds=THRESHOLDS, default=DEFAULT, models={})


def reply(n: int | str = 1, body: str = "I need until Friday.", **more: Any) -> Reply:
    return Reply(id=str(n), body=body, **more)


def one(
    first: Classification, answer: Any, *, body: str = "I need until Friday."
) -> Classification:
    made = Cascade(ToldBaseline({first.id: first}), LLM(ToldModel(answer), "told"), TABLE)
    return made.classify([reply(first.id, body)])[0]


@pytest.mark.parametrize(
    ("first", "given"),
    [
        (read_as("1", "extension_request", band="high"), reply()),
        (read_as("1", facts=Facts(sensitive=(Sensitive.SELF_HARM,))), reply()),
        (read_as("1", facts=Facts(sensitive=(Sensitive.VIOLENCE,))), reply()),
        (read_as("1"), reply(headers={"auto-submitted": "auto-replied"})),
        (read_as("1"), reply(subject="Automatic reply: away")),
        (read_as("1"), reply(body="  \n> quoted only\n")),
        (read_as("1"), reply(body="👍 123 !!!")),
        (read_as("1"), reply(body="word " * 190_000)),
    ],
)
def test_not_asked(first: Classification, given: Reply) -> None:
    model = ToldModel(labels("balance_inquiry"))
    began = time.monotonic()
    assert Cascade(ToldBaseline({"1": first}), LLM(model, "told"), TABLE).classify([given]) == [
        first
    ]
    assert model.asked == []
    assert time.monotonic() - began < 5


def test_not_asked_above_the_learned_certainty_nor_of_a_model_that_adds_nothing() -> None:
    model = ToldModel(labels("balance_inquiry"))
    first = read_as("1", "extension_request", p=0.9, rest=0.01)
    for table in (
        TABLE.model_copy(update={"ask_below": 0.5}),
        TABLE.model_copy(update={"models": {"told": DEFAULT.model_copy(update={"ask": False})}}),
    ):
        Cascade(ToldBaseline({"1": first}), LLM(model, "told"), table).classify([reply()])
    assert model.asked == []


def test_agreement_raises_low_to_medium_and_never_to_high() -> None:
    for band, abstained in (("low", False), ("low", True), ("medium", False)):
        first = read_as("1", "extension_request", band=band, abstained=abstained)
        final = one(first, labels("extension_request"))
        assert (final.confidence, final.abstained, final.source) == ("medium", False, "both")
        assert final.probabilities["extension_request"] > first.probabilities["extension_request"]


def test_disagreement_lowers_and_shows_both_readings() -> None:
    final = one(read_as("1", "extension_request"), labels("payment_plan_request"))
    assert final.scenarios == ("payment_plan_request",)
    assert (final.confidence, final.source) == ("low", "llm")
    assert [(o.source, o.primary) for o in final.opinions] == [
        ("baseline", "extension_request"),
        ("llm", "payment_plan_request"),
    ]
    assert "classify/" in final.model_version


def test_a_label_that_the_baseline_rules_out_does_not_come_in() -> None:
    first = read_as("1", "extension_request", p=0.97, rest=0.002)
    final = one(first, labels("payment_plan_request"))
    assert (final.primary, final.confidence, final.source) == (
        "extension_request",
        "low",
        "baseline",
    )


def test_an_unsure_reading_may_become_other_and_back() -> None:
    assert one(read_as("1", "extension_request", p=0.5), labels()).scenarios == ("other",)
    assert one(read_as("1", p=0.5), labels("balance_inquiry")).scenarios == ("balance_inquiry",)


def test_a_high_reading_is_never_overturned_even_when_asked() -> None:
    first = read_as("1", "extension_request", band="high")
    made = Cascade(ToldBaseline({}), LLM(ToldModel(labels()), "told"), TABLE)
    assert made.second_opinion(reply(), first) == first


def test_sensitive_matters_are_added_and_never_removed() -> None:
    first = read_as("1", "extension_request", facts=Facts(sensitive=(Sensitive.BANKRUPTCY,)))
    final = one(first, labels("extension_request", sensitive=["hardship"]))
    assert set(final.facts.sensitive) == {Sensitive.BANKRUPTCY, Sensitive.HARDSHIP}


def test_the_model_only_fills_gaps_in_the_facts() -> None:
    facts = Facts(contract_type="fixed", language="en")
    first = read_as("1", "freelancer_dispute", facts=facts)
    final = one(
        first,
        labels("freelancer_dispute", contract_type="hourly", wire_receipt="claimed", language="de"),
    )
    assert final.facts == facts.model_copy(update={"wire_receipt": "claimed"})
    assert (
        one(
            read_as("1", "balance_inquiry"), labels("balance_inquiry", contract_type="hourly")
        ).facts.contract_type
        is None
    )


@pytest.mark.parametrize("seed", range(40))
def test_whatever_a_model_says_the_result_is_by_the_guide(seed: int) -> None:
    draw = random.Random(seed)
    first = read_as(
        "1",
        *draw.sample(SCENARIOS, draw.randint(0, 3)),
        band=draw.choice(["medium", "low"]),
        p=draw.uniform(0.4, 1),
        rest=draw.uniform(0, 0.4),
        facts=Facts(sensitive=(Sensitive.HARDSHIP,), injection=draw.random() < 0.3),
    )
    answer = labels(*draw.sample(SCENARIOS, draw.randint(0, 3)), injection=draw.random() < 0.3)
    bands = {r: draw.choice(["medium", "keep", "low"]) for r in trust.RELATIONS}
    worth = Trust.model_validate(
        DEFAULT.model_dump() | {"bands": bands, "primary": draw.choice(["model", "baseline"])}
    )
    final = combine(first, said(answer), worth, THRESHOLDS, "m")
    Classification.model_validate(final.model_dump())
    assert final.primary in final.scenarios
    assert final.scenarios == ("other",) or "other" not in final.scenarios
    assert final.confidence in ("medium", "low")
    assert Sensitive.HARDSHIP in final.facts.sensitive
    assert set(final.probabilities) == set(LABELS)
    assert all(0 <= p <= 1 for p in final.probabilities.values())


def test_a_failure_leaves_the_baselines_reading_and_says_so() -> None:
    first = read_as("1", "extension_request")
    final = one(first, LLMError("timeout"))
    assert final.model_copy(update={"abstain_reasons": ()}) == first
    assert "in time" in final.abstain_reasons[0]
    assert not final.abstained


@pytest.mark.parametrize("how", BEHAVIOURS)
def test_no_lie_loses_or_delays_a_row(how: str) -> None:
    firsts = {str(n): read_as(str(n), "extension_request") for n in range(6)}
    replies = [reply(n, f"I need until Friday, I am client {'abcdef'[n]}.") for n in range(6)]
    with lying(how) as server:
        asked = client(server.url, breaker_failures=3, breaker_seconds=60)
        made = Cascade(ToldBaseline(firsts), LLM(asked, "liar"), TABLE, concurrency=3)
        began = time.monotonic()
        finals = made.classify(replies)
        assert time.monotonic() - began < 4
        asked.close()
    assert [c.id for c in finals] == list(firsts)
    honest = how in ("good", "in words", "bad usage")
    for final, first in zip(finals, firsts.values(), strict=True):
        assert final.scenarios == first.scenarios
        assert final.source == ("both" if honest else "baseline")
        assert bool(final.abstain_reasons) != honest


@pytest.mark.parametrize("how", BEHAVIOURS)
def test_no_lie_makes_a_bad_draft(how: str) -> None:
    """The whole way, opening included: every row is there, and each draft is one the baseline could make."""
    firsts = {str(n): read_as(str(n), label) for n, label in enumerate(SCENARIOS)}
    rows = [
        (reply(n, f"This is about the work and the {label}."), ACCOUNT)
        for n, label in enumerate(SCENARIOS)
    ]
    on = date(2026, 11, 22)
    with lying(how) as server:
        asked = client(server.url, breaker_failures=2, breaker_seconds=60)
        made = Cascade(ToldBaseline(firsts), LLM(asked, "liar"), TABLE)
        writer = OpeningWriter(asked, lambda text, decision: check(text, ACCOUNT, decision))
        outcomes = list(draft_replies(rows, made, on, opening=writer))
        asked.close()
    assert [o.id for o in outcomes] == list(firsts)
    for outcome in outcomes:
        if outcome.draft is not None:
            assert check(outcome.draft.body, ACCOUNT, outcome.decision) == ()
            assert all(s.origin in ("macro", "account") for s in outcome.draft.segments)
        if how != "good":
            assert outcome.classification.confidence != "high"
        assert not outcome.decision.preselected


def test_bulk_tells_its_progress_and_resumes(tmp_path: Any) -> None:
    firsts = {str(n): read_as(str(n), "extension_request") for n in range(20)}
    replies = [
        reply(n, "I need until Friday." if n < 5 else f"Until {'abcdefghijklmnopqrst'[n]}.")
        for n in range(20)
    ]
    told: list[Progress] = []
    with lying() as server:
        for run in range(2):
            asked = client(
                server.url, cache_file=tmp_path / "cache", total_seconds=10, read_seconds=5
            )
            Cascade(ToldBaseline(firsts), LLM(asked, "liar"), TABLE, progress=told.append).classify(
                replies
            )
            asked.close()
            assert (
                len(server.requests) == 16
            )  # five are the same question; the second run asks nothing
            assert told[-1].done == told[-1].total == 20
            assert told[-1].usage.calls == (16 if run == 0 else 0)
    assert told[-1].cached == 20


def test_the_shipped_table_was_read_off_the_shipped_baseline() -> None:
    """After `arrears train`: `python -m classifier.train_cascade`."""
    assert trust.load().baseline == load().version


def test_the_shipped_table_loads_and_gives_an_unknown_model_no_preselection() -> None:
    table = trust.load()
    unknown = table.of("never measured")
    assert unknown is table.default
    assert {unknown.bands[r] for r in ("model", "baseline", "neither")} == {"low"}
