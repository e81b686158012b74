"""`arrears demo --llm`: the whole way with the configured language model, and an account of what it did."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from classifier.cascade import Progress, Step
from classifier.classification import Classifier, Opinion
from classifier.configured import configured
from classifier.reply import Reply
from desk.pipeline import draft_reply
from policy.account import Account
from policy.guard import SentenceModel
from prompts.settings import LLMSettings
from prompts.usage import Usage

if TYPE_CHECKING:
    from rich.console import Console


def demo_llm(
    pairs: Sequence[tuple[Reply, Account | None]],
    baseline: Classifier,
    on: date,
    console: Console,
    *,
    sentence_model: SentenceModel | None = None,
    settings: LLMSettings | None = None,
) -> bool:
    """Read, ask, decide and draft each reply; print which were asked, what that took, and who disagreed.

    `settings`: from the environment by default. False, with advice printed, where no model is configured.
    """
    accounts = {reply.id: account for reply, account in pairs}
    told: list[Progress] = []
    made = configured(
        baseline,
        settings,
        account_of=lambda reply: accounts.get(reply.id),
        progress=told.append,
        ask_anyway=True,
    )
    if made is None:
        console.print(
            "No language model is configured: set OPENAI_API_KEY, and OPENAI_BASE_URL and "
            "ARREARS_LLM_MODEL for another server than OpenAI's."
        )
        return False
    cascade, client = made
    with console.status("reading"):
        began = time.monotonic()
        steps = cascade.steps([reply for reply, _ in pairs])
        seconds = time.monotonic() - began
    client.close()
    for step in steps:
        outcome = draft_reply(
            step.reply, accounts[step.reply.id], step.final, on, sentence_model=sentence_model
        )
        console.print(_line(step, outcome.decision.handling))
    console.print(_sum(steps, told[-1] if told else None, seconds, client.settings.model))
    if not cascade.worthwhile:
        console.print(
            "On the calibration replies this model added nothing to the baseline: outside this demo it is not asked."
        )
    return True


def _line(step: Step, handling: str) -> str:
    """One reply: its result, and, where it was asked about, what the model said and took."""
    final, asked = step.final, step.asked
    head = f"[bold]{step.reply.id}[/bold]  {_labels(final.scenarios, final.primary)}, {final.confidence}, {handling}"
    if asked is None:
        return f"{head}  (not asked)"
    if asked.said is None:
        return f"{head}\n    asked: {asked.failure}"
    took = "known already" if asked.cached else f"{asked.seconds:.1f} s, {_used(asked.usage)}"
    lines = [head, f"    asked: {took}; decided by: {final.source}"]
    if step.disagreed:
        lines += [f"    {_reading(opinion)}" for opinion in final.opinions]
    return "\n".join(lines)


def _reading(opinion: Opinion) -> str:
    who = "the baseline read" if opinion.source == "baseline" else "the model read"
    return f"{who}: {_labels(opinion.scenarios, opinion.primary)}"


def _labels(scenarios: Sequence[str], primary: str) -> str:
    return " + ".join([primary, *(s for s in scenarios if s != primary)])


def _sum(steps: Sequence[Step], last: Progress | None, seconds: float, model: str) -> str:
    asked = [step for step in steps if step.asked is not None]
    failed = sum(step.asked is not None and step.asked.said is None for step in asked)
    usage = last.usage if last else Usage()
    return (
        f"\n{model}: asked about {len(asked)} of {len(steps)} replies "
        f"({last.cached if last else 0} known already, {failed} without an answer), "
        f"{sum(step.disagreed for step in asked)} disagreements, {_used(usage)}, {seconds:.1f} s in all."
    )


def _used(usage: Usage) -> str:
    cost = "cost unknown (no prices are set)" if usage.cost is None else f"cost {usage.cost:.4f}"
    cached = f" ({usage.cached_tokens} warm)" if usage.cached_tokens else ""
    return f"{usage.prompt_tokens}{cached} + {usage.completion_tokens} tokens, {cost}"
