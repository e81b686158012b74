"""What the service's commands share: settings, models, and a desk with its tables up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from arrears.models import load_baseline, load_sentence_model

if TYPE_CHECKING:
    from desk.context import Desk
    from desk.serve import Models
    from desk.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])


def role_option(says: str) -> Callable[[F], F]:
    """`--role`, for commands that make users and keys."""
    roles = click.Choice(["agent", "lead", "admin"])
    return click.option("--role", type=roles, default="agent", show_default=True, help=says)


def settings(**given: object) -> Settings:
    """Settings from the environment; a wrong value stops the command with its name."""
    from desk.settings import SettingsError, load

    try:
        return load(**given)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def models(*, no_llm: bool) -> Models:
    """Baseline and guard; with a second opinion where a language model is configured and wanted."""
    from arrears.models import cascade_of
    from desk.serve import Models

    baseline, sentences = load_baseline(), load_sentence_model()
    made = None if no_llm else cascade_of(baseline)
    if made is None:
        return Models(baseline, sentences)
    cascade, _ = made  # the client lives as long as the process
    more = {"wants_opinion": cascade.wants, "prompt_version": cascade.version}
    return Models(baseline, sentences, cascade.second_opinion, more)


@contextmanager
def desk() -> Iterator[Desk]:
    """A desk for a command that only reads and writes the database. Problems become advice."""
    from desk.context import Desk
    from desk.db import Database
    from desk.errors import Problem
    from desk.migrate import upgrade

    class _NoClassifier:
        def classify(self, replies: object) -> list[object]:
            raise RuntimeError("this command classifies nothing")

    chosen = settings()
    database = Database(chosen.database_url)
    upgrade(database)
    try:
        yield Desk(chosen, database, _NoClassifier())  # type: ignore[arg-type]
    except Problem as problem:
        raise click.ClickException(str(problem)) from problem
    finally:
        database.engine.dispose()
