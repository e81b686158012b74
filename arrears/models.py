"""Loads what a command classifies with, and turns a missing or damaged model into advice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from classifier.classification import Classifier
    from policy.guard import SentenceModel

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


def load_classifier(*, no_llm: bool, model: str | None) -> Classifier:
    """The classifier. Raises `click.ClickException` with advice when its files are unusable."""
    from classifier.artefact import ArtefactError
    from classifier.baseline import load

    try:
        return load(Path(model) if model else None)
    except (ArtefactError, OSError) as error:
        raise click.ClickException(f"{error} (`arrears train` makes a new model)") from error


def load_sentence_model() -> SentenceModel:
    """The guard's sentence model. Without it no text is let through, so a fault here stops the command."""
    from classifier.artefact import ArtefactError
    from classifier.concession import load_concession

    try:
        return load_concession()
    except (ArtefactError, OSError) as error:
        raise click.ClickException(f"the guard cannot work: {error}") from error
