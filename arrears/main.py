"""`arrears`: the group of commands. A command's file is imported only when that command is called."""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar

import click

VERSION = "0.1.0"


class LazyGroup(click.Group):
    """Finds `arrears.<name>:command` on demand, so that a cold `arrears policy show` loads no model."""

    FILES: ClassVar[dict[str, str]] = {
        "classify": "classify",
        "draft": "draft",
        "guard": "guard",
        "demo": "demo",
        "train": "train",
        "policy": "policy_commands",
        "eval": "evaluate",
        "serve": "serve",
        "worker": "worker",
        "accounts": "accounts",
        "keys": "keys",
        "users": "users",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All command names, in the order in which a new user meets them."""
        return list(self.FILES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command's file, or `None` for a name that is no command."""
        if cmd_name not in self.FILES:
            return None
        command = import_module(f"arrears.{self.FILES[cmd_name]}").command
        assert isinstance(command, click.Command)  # noqa: S101
        return command


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(VERSION, prog_name="arrears")
def main() -> None:
    """Answers for clients who reply to a collection email, by the site's policy.

    Arrears reads each reply, recognises which of five documented scenarios it is (or none), applies the
    policy in code, and drafts the macro-based answer that an agent approves.

    Start with `arrears demo`, then `arrears draft --help`.
    """
