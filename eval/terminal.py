"""The run's table on the terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from eval.page import number, p_value, percent, with_interval


def show(report: dict[str, Any], console: Console) -> None:
    """Print the headline, the systems side by side, and the gate's verdict."""
    figures = report["figures"]
    safety = figures["safety"][figures["main"]]
    console.print(
        f"Unauthorised concessions: {safety['unauthorised']} of {safety['drafts']} drafts "
        f"({percent(safety['rate']['value'], 2)}, below {percent(safety['upper'], 2)} with 95% confidence)",
        style="bold red" if safety["unauthorised"] else "bold green",
        highlight=False,
    )
    table = Table(title=f"{figures['data']['replies']} replies, {figures['data']['name']}")
    table.add_column("system", no_wrap=True)
    table.add_column("primary right", justify="right", no_wrap=True)
    for name in ("exact set", "macro-F1", "high band", "its error", "p95 ms"):
        table.add_column(name, justify="right")
    for name, system in figures["systems"].items():
        overall, high = system["overall"], system["selective"]["bands"]["high"]
        table.add_row(
            Text(name, style="bold" if name == figures["main"] else ""),
            with_interval(overall["primary_accuracy"]),
            percent(overall["exact_set"]["value"]),
            percent(overall["macro_f1"]["value"]),
            percent(high["coverage"], 0),
            percent(high["error"]["value"]),
            number(report["timing"][name]["latency_ms"]["p95"], 1),
        )
    console.print(table)
    for c in figures["comparisons"]:
        real = c["mcnemar"]["real"]
        console.print(
            f"{c['first']} → {c['second']}: accuracy {100 * c['accuracy_difference']:+.1f} points, "
            f"Holm-corrected p {p_value(c['mcnemar']['p_holm'])}: "
            f"{'a real difference' if real else 'no difference shown'}",
            highlight=False,
        )
    if report["gate"] is not None:
        verdict(report["gate"], console)


def verdict(sentences: list[str], console: Console) -> None:
    """The gate's verdict, a plain sentence a regression."""
    if not sentences:
        console.print("Gate passed.", style="green")
    for sentence in sentences:
        console.print(Text(f"Gate: {sentence}", style="red"))
