"""Loads what a command classifies with, and turns a missing or damaged model into advice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from classifier.cascade import Cascade, Progress
    from classifier.classification import Classifier
    from classifier.reply import Reply
    from policy.account import Account
    from policy.guard import SentenceModel
    from prompts.client import Client

F = TypeVar("F", bound=Callable[..., Any])


def classifier_options(command: F) -> F:
    """`--no-llm` and `--model`, for every command that classifies."""
    command = click.option(
        "--model",
        type=click.Path(exists=True),
        help="A baseline model file. [default: the shipped one]",
    )(command)
    return click.option(
        "--no-llm", is_flag=True, help="The baseline alone, even when an LLM is configured."
    )(command)


@contextmanager
def classifying(
    *,
    no_llm: bool,
    model: str | None,
    account_of: Callable[[Reply], Account | None] = lambda _: None,
) -> Iterator[Classifier]:
    """The baseline; with the language model's second opinion where one is configured and wanted.

    Raises `click.ClickException` with advice when files or settings are unusable. What the model was
    asked and what that cost is said on standard error at the end.
    """
    baseline = load_baseline(model)
    told: list[Progress] = []
    made = None if no_llm else cascade_of(baseline, account_of, told)
    if made is None:
        yield baseline
        return
    cascade, client = made
    try:
        yield cascade
    finally:
        client.close()
        click.echo(_account(told), err=True)


def load_baseline(model: str | None = None) -> Classifier:
    """The shipped baseline or the file `model`. Raises `click.ClickException` with advice."""
    from classifier.artefact import ArtefactError
    from classifier.baseline import load

    try:
        return load(Path(model) if model else None)
    except (ArtefactError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _account(told: list[Progress]) -> str:
    """What a run asked of the model: questions, failures, tokens, money."""
    from prompts.usage import Usage

    batches = [p for p in told if p.done == p.total]
    used = sum((p.usage for p in batches), Usage())
    cost = "no price configured" if used.cost is None else f"cost {used.cost:.4f}"
    failed = sum(p.failed for p in batches)
    return f"asked the model {used.calls} times ({failed} failed), {used.tokens:,} tokens, {cost}"


def cascade_of(
    baseline: Classifier,
    account_of: Callable[[Reply], Account | None] = lambda _: None,
    told: list[Progress] | None = None,
) -> tuple[Cascade, Client] | None:
    """The cascade and its client, or `None` where no language model is configured.

    `told` collects the progress of bulk questions. Raises `click.ClickException` for unusable settings.
    """
    if not os.environ.get("OPENAI_API_KEY"):  # the default: no import of the client, nothing leaves
        return None
    from classifier.configured import configured
    from prompts.errors import LLMError, PromptError

    try:
        return configured(
            baseline, account_of=account_of, progress=told.append if told is not None else None
        )
    except (LLMError, PromptError) as error:
        raise click.ClickException(f"the language model cannot be used: {error}") from error


def load_sentence_model() -> SentenceModel:
    """The guard's sentence model. Without it no text is let through, so a fault here stops the command."""
    from classifier.artefact import ArtefactError
    from classifier.concession import load_concession

    try:
        return load_concession()
    except (ArtefactError, OSError) as error:
        raise click.ClickException(f"the guard cannot work: {error}") from error
