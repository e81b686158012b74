"""Reliability and risk-coverage."""

from __future__ import annotations

from typing import Any

from eval.plots.svg import BLUE, COLOURS, GREEN, GREY, ORANGE, drawing


def reliability(calibration: dict[str, Any]) -> str:
    """Share that was true against the probability that was said, for label decisions and the top label."""
    alt = "Reliability: the nearer a point lies to the diagonal, the truer the stated probability."
    with drawing("reliability", alt) as (axes, page):
        axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", linewidth=1)
        for key, name, colour, mark in (
            ("labels", "all label decisions", BLUE, "o"),
            ("top", "primary label", ORANGE, "s"),
        ):
            bins = [b for b in calibration[key]["bins"] if b["n"]]
            axes.plot(
                [b["said"] for b in bins],
                [b["true"] for b in bins],
                color=colour, marker=mark, markersize=5, linewidth=1.5, label=name,
            )  # fmt: skip
        axes.set(xlabel="probability said", ylabel="share true", xlim=(0, 1), ylim=(0, 1))
        axes.legend(loc="upper left")
    return page.svg


def risk_coverage(systems: dict[str, dict[str, Any]], main: str) -> str:
    """Error of the replies kept against how many are kept, the most certain first, a line a system."""
    alt = "Risk and coverage: how the error falls when the least certain replies go to a person."
    with drawing("risk", alt) as (axes, page):
        for n, (name, figures) in enumerate(systems.items()):
            curve = figures["selective"]["curve"]
            axes.plot(
                [p["coverage"] for p in curve],
                [p["risk"] for p in curve],
                color=COLOURS[n % len(COLOURS)],
                linewidth=2.4 if name == main else 1.2,
                linestyle="-" if name == main else "--",
                label=name,
            )
        axes.set(
            xlabel="share of replies kept", ylabel="error among them", xlim=(0, 1), ylim=(0, None)
        )
        axes.legend(loc="upper left", fontsize=9)
    return page.svg


def growth(points: list[dict[str, Any]]) -> str:
    """Milliseconds a reply and peak memory against the number of replies (logarithmic)."""
    alt = "Growth: time per reply and peak memory against the number of replies."
    with drawing("growth", alt) as (axes, page):
        sizes = [p["replies"] for p in points]
        first = points[0]
        for key, name, colour, mark in (
            ("ms_per_reply", "time per reply", BLUE, "o"),
            ("peak_mb", "peak memory", GREEN, "s"),
        ):
            axes.plot(
                sizes, [p[key] / first[key] for p in points], color=colour, marker=mark, label=name
            )
        axes.set(xscale="log", xlabel="replies", ylabel=f"times that at {sizes[0]:,}", ylim=(0, 2))
        axes.legend(loc="lower left")
    return page.svg
