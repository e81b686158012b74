"""The bench as a table on the terminal and as a page."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from rich.console import Console
from rich.table import Table

from eval.cost import per_thousand
from eval.page import TEMPLATES, environment
from eval.plots.curves import growth
from eval.plots.money import cost

COLUMNS = {
    "accuracy": "primary right",
    "replies_per_second": "replies/s",
    "p50_ms": "one reply, p50 ms",
    "p95_ms": "p95 ms",
    "cold_start_s": "cold start, s",
    "peak_mb": "peak memory, MiB",
    "artefact_mb": "on disk, MiB",
}


_SHORT = ("right", "replies/s", "p50 ms", "p95 ms", "cold s", "peak MiB", "disk MiB")


def show(bench: dict[str, Any], console: Console) -> None:
    """Print the figures; the ratios to this system are in the page and the README."""
    table = Table(title="Bench")
    table.add_column("system")
    for title in _SHORT:
        table.add_column(title, justify="right", no_wrap=True)
    for name, figures in bench["systems"].items():
        if "missing" not in figures:
            table.add_row(name, *(cell(bench, name, key).split(" (")[0] for key in COLUMNS))
    console.print(table)
    for name, figures in bench["systems"].items():
        if "missing" in figures:
            console.print(
                f"{name}: not measured, {figures['missing']}", markup=False, highlight=False
            )
    for point in bench["growth"]:
        console.print(
            f"{point['replies']:>7,} replies: {point['ms_per_reply']:.2f} ms each, "
            f"{point['peak_mb']:.0f} MiB at most",
            highlight=False,
        )


def cell(bench: dict[str, Any], name: str, key: str) -> str:
    """`412 (x3.1)`: the figure and its ratio to this system's; `own` figures carry no ratio."""
    value = bench["systems"][name].get(key)
    if value is None:
        return "–"
    said = f"{value:,.4g}" if value < 1000 else f"{value:,.0f}"
    if key == "accuracy":
        said = f"{100 * value:.1f}%"
    ratio = bench["ratios"].get(name, {}).get(key)
    return said if ratio is None or name == "arrears" else f"{said} (×{ratio:.3g})"


def page(bench: dict[str, Any]) -> str:
    """`bench.html`: one file, no script."""
    measured = {n: f for n, f in bench["systems"].items() if "missing" not in f}
    free = {"input_tokens_per_reply": 0, "output_tokens_per_reply": 0}
    points = [
        {"name": name, "cost": per_thousand({**free, **f}), "accuracy": f["accuracy"]}
        for name, f in measured.items()
        if f["artefact_mb"]
    ]
    plots = {"cost": cost(points) if points else "", "growth": ""}
    if len(bench["growth"]) > 1:
        plots["growth"] = growth(bench["growth"])
    return (
        environment()
        .get_template("bench.html.j2")
        .render(
            bench=bench,
            columns=COLUMNS,
            cell=cell,
            css=Markup((TEMPLATES / "report.css").read_text("utf-8")),  # noqa: S704  # our own file
            plots={name: Markup(svg) for name, svg in plots.items()},  # noqa: S704  # drawn here
        )
    )
