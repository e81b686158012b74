"""`arrears serve`: API, review queue and worker in one process."""

from __future__ import annotations

from pathlib import Path

import click

from arrears.desk_parts import models, settings

SAMPLES = Path(__file__).parent.parent / "desk" / "samples"
DEMO_DATABASE, DEMO_PASSWORD = "sqlite:///arrears-demo.db", "arrears-demo"


@click.command("serve")
@click.option("--host", help="Address to listen on. [default: 127.0.0.1 or ARREARS_HOST]")
@click.option("--port", type=int, help="Port; 0 takes a free one. [default: 8000 or ARREARS_PORT]")
@click.option(
    "--demo", is_flag=True, help="Load the sample replies and accounts into a demo database."
)
@click.option("--no-llm", is_flag=True, help="No second opinions, even when an LLM is configured.")
def command(host: str | None, port: int | None, demo: bool, no_llm: bool) -> None:
    """Serve the API and the review queue, and do all background work, until Ctrl-C.

    Settings come from the environment and `.env` (docs/settings.md). On SQLite this one process is all
    there is; on PostgreSQL (ARREARS_DATABASE_URL) any number of `serve` and `worker` processes share the
    work. The first start makes the user `admin`, with ARREARS_ADMIN_PASSWORD or a printed password.
    """
    from desk import serve

    given: dict[str, object] = {k: v for k, v in (("host", host), ("port", port)) if v is not None}
    if demo:
        given = _demo_defaults(given)
    chosen = settings(**given)
    loaded = models(no_llm=no_llm)
    if demo:
        _load_samples(chosen, loaded)

    def ready(address: str) -> None:
        click.echo(f"Review queue: {address}/   API: {address}/docs   (Ctrl-C stops)")
        if demo and chosen.admin_password:
            click.echo(f"Sign in as admin, password {chosen.admin_password.get_secret_value()}")

    try:
        serve.serve(chosen, models=loaded, ready=ready)
    except OSError as error:
        where = f"{chosen.host}:{chosen.port}"
        raise click.ClickException(
            f"cannot serve on {where}: {error.strerror or error} (see --host and --port)"
        ) from error


def _demo_defaults(given: dict[str, object]) -> dict[str, object]:
    """A database of its own, a known password, and a free port where the usual one is taken."""
    import os
    import socket

    defaults: dict[str, object] = {"database_url": DEMO_DATABASE, "admin_password": DEMO_PASSWORD}
    unset = {k: v for k, v in defaults.items() if f"ARREARS_{k.upper()}" not in os.environ}
    if "port" not in given and "ARREARS_PORT" not in os.environ:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", 8000)) == 0:
                unset["port"] = 0
    return {**unset, "log_level": "warning", **given}


def _load_samples(chosen: object, loaded: object) -> None:
    from desk import demo
    from desk.context import Desk
    from desk.db import Database
    from desk.migrate import upgrade
    from desk.serve import Models
    from desk.settings import Settings

    assert isinstance(chosen, Settings)  # noqa: S101
    assert isinstance(loaded, Models)  # noqa: S101
    desk = Desk(chosen, Database(chosen.database_url), loaded.classifier, loaded.sentence_model)
    upgrade(desk.db)
    done = demo.load(desk, SAMPLES)
    desk.db.engine.dispose()
    click.echo(
        f"Loaded {done.messages} sample replies ({done.known} were here) and {done.accounts} accounts."
    )
