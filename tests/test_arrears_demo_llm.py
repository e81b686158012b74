"""The demo with a model, against the lying server: it says what it asked, what that cost, who disagreed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from llm_doubles import ACCOUNT, FAST, ToldBaseline, read_as
from lying_server import lying
from rich.console import Console

from arrears.demo_llm import demo_llm
from classifier.reply import Reply
from prompts.settings import LLMSettings

BASELINE = ToldBaseline(
    {
        "sure": read_as("sure", "balance_inquiry", band="high"),
        "agrees": read_as("agrees", "extension_request"),
        "differs": read_as("differs", "payment_plan_request"),
    }
)
PAIRS = [
    (Reply(id=name, body=f"This is the reply called {name}."), ACCOUNT)
    for name in ("sure", "agrees", "differs")
]


def _shown(settings: LLMSettings) -> str:
    console = Console(width=200, record=True, quiet=False, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    demo_llm(PAIRS, BASELINE, date(2026, 11, 22), console, settings=settings)
    return console.export_text()


def test_it_tells_what_was_asked() -> None:
    with lying() as server:
        shown = _shown(
            LLMSettings(
                base_url=server.url,
                api_key="k",
                model="m",
                price_input=Decimal(1),
                price_output=Decimal(2),
                **FAST,
            )
        )
    assert "sure  balance_inquiry, high, draft  (not asked)" in shown
    assert "agrees  extension_request, medium, draft" in shown
    assert "the model read: extension_request" in shown
    assert (
        "m: asked about 2 of 3 replies (0 known already, 0 without an answer), 1 disagreements"
        in shown
    )
    assert "cost 0.0022" in shown


def test_it_goes_on_without_an_answer_and_without_a_model() -> None:
    with lying("500") as server:
        shown = _shown(LLMSettings(base_url=server.url, api_key="k", model="m", **FAST))
    assert "2 without an answer" in shown
    assert "could not be reached" in shown
    assert "No language model is configured" in _shown(LLMSettings())
