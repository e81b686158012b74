"""The budget: calls, tokens and cost that hold, under many at once and over processes."""

from __future__ import annotations

import threading
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from llm_doubles import client
from lying_server import lying

from prompts.budget import Budget, Limits
from prompts.errors import LLMError
from prompts.template import load
from prompts.usage import Prices, Usage

PROMPT = load("classify")


def values(body: str = "I need until Friday.") -> dict[str, str]:
    return {"subject": "", "attachments": "none", "body": body}


@pytest.mark.parametrize(
    "limits",
    [
        {"calls_per_run": 2},
        {"calls_per_day": 2},
        {"tokens_per_run": 16_000},
        {"cost_per_day": "0.012"},
    ],
)
def test_a_budget_holds_under_many_at_once(limits: dict[str, Any]) -> None:
    prices = {"price_input": Decimal(1), "price_output": Decimal(2)}
    with lying() as server:
        asked = client(server.url, **{"calls_per_day": None, **limits}, **prices)
        kinds: list[str] = []

        def one(n: int) -> None:
            try:
                asked.complete(PROMPT, values(str(n)))
            except LLMError as error:
                kinds.append(error.kind)

        threads = [threading.Thread(target=one, args=(n,)) for n in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert 1 <= len(server.requests) <= 10
        assert kinds == ["budget"] * (12 - len(server.requests))


def test_the_days_budget_is_shared_between_processes_and_new_each_day(tmp_path: Path) -> None:
    day = [date(2026, 1, 1)]
    limits, one = Limits(calls_per_day=3), Usage(1, 10, 0, 5)
    budgets = [Budget(limits, tmp_path / "b", lambda: day[0]) for _ in range(2)]
    for budget in (*budgets, budgets[0]):
        budget.settle(budget.reserve(one), one, one)
    with pytest.raises(LLMError, match="3 calls a day"):
        budgets[1].reserve(one)
    day[0] = date(2026, 1, 2)
    budgets[1].reserve(one)


def test_a_settled_call_gives_back_what_it_did_not_use() -> None:
    budget = Budget(Limits(tokens_per_run=100))
    day = budget.reserve(Usage(1, 80, 0, 20))
    with pytest.raises(LLMError):
        budget.reserve(Usage(1, 10, 0, 0))
    budget.settle(day, Usage(1, 80, 0, 20), Usage(1, 10, 0, 5))
    budget.reserve(Usage(1, 80, 0, 5))


def test_cost_knows_cached_tokens_and_unknown_is_not_zero() -> None:
    prices = Prices(Decimal(2), Decimal("0.5"), Decimal(8))
    assert prices.cost(1_000_000, 400_000, 100_000) == Decimal("2.2")
    assert (Usage() + Usage(1, 5)).cost is None
    with lying() as server:
        done = client(
            server.url, price_input=Decimal(1), price_output=Decimal(2), price_cached=Decimal(1)
        ).complete(PROMPT, values())
    assert done.usage == Usage(1, 1000, 0, 50, Decimal("0.0011"))


def test_a_server_that_tells_no_usage_is_charged_the_estimate() -> None:
    with lying("bad usage") as server:
        usage = client(server.url).complete(PROMPT, values()).usage
    assert usage.estimated
    assert usage.prompt_tokens > 1000
