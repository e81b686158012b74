"""`arrears accounts import`: billing records ahead of the replies."""

from __future__ import annotations

from pathlib import Path

import click

from arrears.desk_parts import desk


@click.group("accounts")
def command() -> None:
    """Billing records that the service drafts from."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """Store the accounts of FILE: JSON Lines, or CSV with one invoice a line; newer ones replace older.

    A faulty line is named with its field and reason; the rest is stored, and the exit status is 1.
    """
    from desk.accounts import import_file
    from desk.context import SYSTEM

    with desk() as open_desk:
        done = import_file(open_desk, file, SYSTEM)
    for fault in done.faults:
        click.echo(f"line {fault.line}: {fault.field}: {fault.reason}", err=True)
    click.echo(f"{done.stored} accounts stored, {len(done.faults)} lines refused")
    raise SystemExit(bool(done.faults))
