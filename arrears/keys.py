"""`arrears keys`: API keys for machine clients."""

from __future__ import annotations

import click

from arrears.desk_parts import desk, role_option


@click.group("keys")
def command() -> None:
    """API keys: stored hashed, shown once, revocable."""


@command.command("add")
@click.argument("name")
@role_option("What the key may do.")
def add(name: str, role: str) -> None:
    """Make a key called NAME and print it; nobody can look it up again."""
    from desk import keys

    with desk() as open_desk:
        made, secret = keys.add(open_desk, name, role)  # type: ignore[arg-type]
    click.echo(f"key {made.id} ({made.name}, {made.role}), shown this once:", err=True)
    click.echo(secret)


@command.command("list")
def show() -> None:
    """List all keys, revoked ones too."""
    from desk import keys

    with desk() as open_desk:
        for key in keys.everything(open_desk):
            state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else "live"
            click.echo(f"{key.id}  {state:18}  {key.role:6}  {key.name}")


@command.command("revoke")
@click.argument("key_id")
def revoke(key_id: str) -> None:
    """End a key; requests with it fail within two seconds."""
    from desk import keys

    with desk() as open_desk:
        keys.revoke(open_desk, key_id)
    click.echo(f"key {key_id} revoked")
