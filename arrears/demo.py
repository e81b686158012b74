"""`arrears demo`: drafts the sample replies and shows them readably."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

SAMPLES = Path(__file__).parent.parent / "desk" / "samples"
ON = date(2026, 11, 22)  # the samples' due dates are written for this day


@click.command("demo")
@click.option("--llm", is_flag=True, help="The whole way with the configured language model.")
@click.option("--plain", is_flag=True, help="No colour, for a pipe or a screen reader.")
def command(plain: bool, llm: bool) -> None:
    """Draft answers for thirteen sample replies: no key, no service, nothing leaves the machine.

    Shows each reply with the words that decided, the scenarios with their confidence, the clauses cited,
    the draft with each passage marked by its origin, the route and the internal note.
    """
    from rich.console import Console

    from arrears.accounts_lookup import Lookup
    from arrears.case_view import show_case
    from arrears.models import load_baseline, load_sentence_model
    from desk.intake import read
    from desk.pipeline import draft_replies
    from desk.row import Row

    console = Console(no_color=plain, highlight=False)
    lookup = Lookup.of(str(SAMPLES / "accounts.jsonl"))
    with (SAMPLES / "replies.jsonl").open("rb") as stream:
        rows = [row for row in read(stream, "replies.jsonl") if isinstance(row, Row)]
    classifier, sentences = load_baseline(), load_sentence_model()
    pairs = [(row.reply, lookup.account(row)) for row in rows]
    if llm:
        from arrears.demo_llm import demo_llm

        asked = demo_llm(pairs, classifier, ON, console, sentence_model=sentences)
        raise SystemExit(0 if asked else 2)
    drafted = 0
    for (reply, account), outcome in zip(
        pairs, draft_replies(pairs, classifier, ON, sentence_model=sentences), strict=True
    ):
        drafted += outcome.draft is not None
        show_case(console, reply, account, outcome)
    console.print(
        f"\n{len(rows)} replies: {drafted} drafted, {len(rows) - drafted} for a person or ignored."
    )
    console.print(
        "Your own: [bold].venv/bin/arrears draft replies.jsonl --accounts accounts.jsonl[/bold]"
    )
