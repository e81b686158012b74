"""`arrears worker`: extra processes that draft, ask and deliver, on PostgreSQL."""

from __future__ import annotations

import click

from arrears.desk_parts import models, settings


@click.command("worker")
@click.option("--no-llm", is_flag=True, help="No second opinions, even when an LLM is configured.")
def command(no_llm: bool) -> None:
    """Work beside `arrears serve` without answering requests, until Ctrl-C or SIGTERM.

    Needs ARREARS_DATABASE_URL to name the PostgreSQL database that the others use; a second process on
    another machine cannot share an SQLite file.
    """
    from desk import serve

    chosen = settings()
    if not chosen.database_url.startswith("postgresql"):
        raise click.ClickException(
            "set ARREARS_DATABASE_URL=postgresql://…; on SQLite `arrears serve` works alone"
        )
    serve.worker(chosen, models=models(no_llm=no_llm))
