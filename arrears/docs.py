"""Writes the pages of `docs/` that can be made from the code: `python -m arrears.docs` (or `make docs`).

A test compares the files with what this makes, so a page cannot fall behind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from arrears.main import main as group
from policy.law import load_law
from policy.model import Scenario, Sensitive
from policy.rules import RULES
from policy.sensitive import PLAIN, TAKEN_OVER

DOCS = Path(__file__).parent.parent / "docs"
_NOTE = "<!-- Made by `make docs`; edit the code instead. -->\n"


def cli() -> str:
    """Every command's `--help`, as a new user sees it."""
    parts = ["# Command line", _NOTE]

    def add(command: click.Command, path: str, parent: click.Context | None) -> None:
        settings = {**command.context_settings, "max_content_width": 100, "terminal_width": 100}
        context = click.Context(command, info_name=path, parent=parent, **settings)
        parts.append(f"## `{context.command_path}`\n\n```\n{command.get_help(context)}\n```\n")
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                child = command.get_command(context, name)
                if child is not None and not child.hidden:
                    add(child, name, context)

    add(group, "arrears", None)
    return "\n".join(parts)


def policy() -> str:
    """Clauses, rules, macros, routes and sensitive matters of the shipped policy."""
    law = load_law()
    english = law.macros["en"]
    out = [
        "# The policy",
        _NOTE,
        f"Clauses {law.clauses.version}, checked on {law.clauses.checked_on}.\n",
    ]
    out += ["| clause | standing | title | in plain words | source |", "|---|---|---|---|---|"]
    out += [
        f"| `{i}` | {c.standing} | {c.title} | {c.plain} | {c.source} |"
        for i, c in law.clauses.clauses.items()
    ]
    out += ["\n## Rules, in the order in which one reply answers them\n"]
    out += ["| scenario | cites | rule |", "|---|---|---|"]
    for scenario in Scenario:
        rule = RULES[scenario]
        words = (rule.judge.__doc__ or "").strip()
        out.append(f"| `{scenario.value}` | {', '.join(rule.cites)} | {words} |")
    out += ["\n## Macros\n", f"Languages: {', '.join(sorted(law.macros))}.\n"]
    for name, macro in english.items():
        out.append(
            f"### {macro.helpdesk}\n\n`{name}`, version {macro.version}, cites {', '.join(macro.cites)}\n"
        )
        out.append(f"```\n{macro.body}\n```\n")
    out += ["## Sensitive matters\n", "| matter | what happens |", "|---|---|"]
    for matter in Sensitive:
        fate = (
            "a person takes over; nothing is composed"
            if matter in TAKEN_OVER
            else "drafted, never preselected"
        )
        out.append(f"| `{matter.value}`: {PLAIN[matter]} | {fate} |")
    out += ["\n## Routes\n", *(f"- {k}: {v}" for k, v in law.routes.model_dump().items())]
    return "\n".join(out) + "\n"


def settings() -> str:
    """Every setting of the service, from the code."""
    from desk.settings import markdown

    return _NOTE + markdown()


def api() -> str:
    """Every route of the HTTP API, from its OpenAPI description."""
    from classifier.classification import Classification
    from classifier.reply import Reply
    from desk.app import create_app
    from desk.settings import load

    class Silent:
        def classify(self, replies: Sequence[Reply]) -> list[Classification]:
            return []

    described = create_app(load(), classifier=Silent(), durable=False).openapi()
    out = ["# HTTP API", _NOTE, "| route | does | answers |", "|---|---|---|"]
    for path, methods in described["paths"].items():
        for method, says in methods.items():
            words = says.get("description") or says.get("summary") or ""
            out.append(
                f"| `{method.upper()} {path}` | {' '.join(words.split())} | {', '.join(says['responses'])} |"
            )
    return "\n".join(out) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli,
    "policy.md": policy,
    "settings.md": settings,
    "api.md": api,
}


def write() -> None:
    """Write every page."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), "utf-8")


if __name__ == "__main__":
    write()
