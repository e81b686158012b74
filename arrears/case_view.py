"""One case on a terminal: reply with evidence, scenarios, clauses, draft by origin, route and note."""

from __future__ import annotations

import re

from rich.console import Console, Group
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from classifier.reply import Reply
from desk.pipeline import Outcome
from policy.account import Account
from policy.law import load_law
from policy.model import Draft

BAND = {"high": "green", "medium": "yellow", "low": "red"}
# A terminal obeys escape codes; replaced one for one, so that evidence offsets still hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
ORIGIN = {"macro": "", "account": "bold cyan", "opening": "italic magenta"}


def show_case(console: Console, reply: Reply, account: Account | None, outcome: Outcome) -> None:
    """Print one case. Client text is shown as plain characters, never as markup."""
    decision, read = outcome.decision, outcome.classification
    console.print()
    who = account.client_name if account else "no account found"
    console.print(Rule(Text(f"{reply.id} · {who}", style="bold"), align="left"))
    console.print(
        Panel(_reply(reply, outcome), title="Reply", title_align="left", border_style="dim")
    )

    scenarios = Text("Scenario    ")
    for label in read.scenarios:
        share = read.probabilities.get(label, 0.0)
        scenarios.append(f"{label} {share:.0%}  ", style="bold")
    scenarios.append(read.confidence, style=BAND[read.confidence])
    scenarios.append("  (one click may approve)" if decision.preselected else "")
    console.print(scenarios)
    for reason in (*decision.reasons, *decision.checks):
        console.print(Text(f"  ! {reason}", style="yellow"))

    clauses = load_law().clauses.clauses
    for citation in decision.citations:
        line = Text("Clause      ")
        line.append(f"{citation.clause} ", style="bold")
        line.append(f"{clauses[citation.clause].title}: {citation.because}")
        console.print(line)
    if outcome.draft:
        legend = Text("macro · ", style="dim")
        legend.append("account fact", style=ORIGIN["account"])
        body = Group(_draft(outcome.draft), Text(""), legend)
        console.print(Panel(body, title="Draft", title_align="left", border_style="green"))
    else:
        kind = (
            "automatic mail, ignored" if decision.handling == "ignore" else "none: a person decides"
        )
        console.print(Text(f"Draft       {kind}", style="red"))
    console.print(
        Text(f"Route       {decision.route.group}   tags: {', '.join(decision.route.tags)}")
    )
    if decision.route.internal_note:
        note = Text(decision.route.internal_note)
        console.print(Panel(note, title="Internal note", title_align="left", border_style="dim"))


def _reply(reply: Reply, outcome: Outcome) -> Text:
    """The client's words with the deciding spans underlined."""
    text = Text(_CONTROL.sub("\ufffd", reply.body))
    for span in outcome.classification.evidence:
        text.stylize("bold underline", span.start, span.end)
    if reply.attachments:
        text.append(f"\n[attached: {', '.join(a.name for a in reply.attachments)}]", style="dim")
    return text


def _draft(draft: Draft) -> Text:
    text = Text(f"{draft.subject}\n\n", style="dim")
    for segment in draft.segments:
        text.append(segment.text, style=ORIGIN[segment.origin] or "not dim")
    return text
