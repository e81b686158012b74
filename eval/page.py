"""`report.html`: one self-contained file from the report's JSON, no script, nothing fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from classifier.classification import LABELS
from eval.cost import prices
from eval.plots.curves import reliability, risk_coverage
from eval.plots.matrix import SHORT, confusion, slices
from eval.plots.money import cost

TEMPLATES = Path(__file__).parent / "templates"


def environment() -> Environment:
    """Jinja with escaping on: client texts and violations are shown as they are."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "p": p_value,
        "pct": percent,
        "num": number,
        "ci": with_interval,
        "plain": plain,
    }
    return made


def render(report: dict[str, Any]) -> str:
    """The page for a report as made by `eval.report.build`."""
    figures = report["figures"]
    main = figures["systems"][figures["main"]]
    plots = {
        "reliability": reliability(main["calibration"]),
        "risk": risk_coverage(figures["systems"], figures["main"]),
        "confusion": confusion(main["confusion"]),
        "slices": slices(main["slices"]),
        "cost": cost(cost_points(report)),
    }
    template = environment().get_template("report.html.j2")
    return template.render(
        report=report,
        figures=figures,
        main=main,
        labels=LABELS,
        short=SHORT,
        prices=prices(),
        css=Markup((TEMPLATES / "report.css").read_text("utf-8")),  # noqa: S704  # our own file
        plots={name: Markup(svg) for name, svg in plots.items()},  # noqa: S704  # drawn here
    )


def cost_points(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Each system's dollars per 1,000 replies beside its primary accuracy."""
    return [
        {
            "name": name,
            "cost": report["timing"][name]["dollars_per_1000"],
            "accuracy": system["overall"]["primary_accuracy"]["value"],
            "low": system["overall"]["primary_accuracy"]["low"],
            "high": system["overall"]["primary_accuracy"]["high"],
        }
        for name, system in report["figures"]["systems"].items()
    ]


def percent(value: float | None, digits: int = 1) -> str:
    """`0.1234` -> `12.3%`; a dash where there is nothing."""
    return "–" if value is None else f"{100 * value:.{digits}f}%"


def number(value: float | None, digits: int = 3) -> str:
    """A plain number; a dash where there is nothing."""
    return "–" if value is None else f"{value:.{digits}f}"


def with_interval(figure: dict[str, Any], digits: int = 1) -> str:
    """`71.0% (65.2–76.1)`; the value alone where there is no interval."""
    if figure["value"] is None:
        return "–"
    text = percent(figure["value"], digits)
    if figure["low"] is None:
        return text
    return f"{text} ({100 * figure['low']:.{digits}f}–{100 * figure['high']:.{digits}f})"


def p_value(value: float | None) -> str:
    """`0.0312` -> `0.031`; never a bare zero."""
    return "<0.001" if value is not None and value < 0.001 else number(value)


def plain(name: str) -> str:
    """`balance_inquiry` -> `balance inquiry`."""
    return name.replace("_", " ")
