"""`arrears users`: people who sign in to the review queue."""

from __future__ import annotations

import click

from arrears.desk_parts import desk, role_option

asked_password = click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    help="Asked for when not given.",
)


@click.group("users")
def command() -> None:
    """People who sign in to the review queue: agents, leads, admins."""


@command.command("add")
@click.argument("name")
@role_option("What they may do.")
@asked_password
def add(name: str, role: str, password: str) -> None:
    """Make a user."""
    from desk import users

    with desk() as open_desk:
        users.add(open_desk, name, role, password)  # type: ignore[arg-type]
    click.echo(f"{name} may sign in as {role}")


@command.command("list")
def show() -> None:
    """List all users."""
    from desk import users

    with desk() as open_desk:
        for user in users.everyone(open_desk):
            click.echo(f"{user.name:20}  {user.role:6}  {'active' if user.active else 'locked'}")


@command.command("password")
@click.argument("name")
@asked_password
def set_password(name: str, password: str) -> None:
    """Set a user's password."""
    from desk import users

    with desk() as open_desk:
        users.set_password(open_desk, name, password)
    click.echo(f"password of {name} set")
