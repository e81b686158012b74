"""Cost against accuracy."""

from __future__ import annotations

from typing import Any

from eval.plots.svg import COLOURS, INK, drawing

_MARKS = ("o", "s", "^", "D", "v", "P", "X")


def cost(points: list[dict[str, Any]]) -> str:
    """`{"name", "cost", "accuracy", "low", "high"}` each; cost in dollars per 1,000 replies, logarithmic."""
    alt = "Accuracy against cost per 1,000 replies, a point a system, with 95% intervals."
    with drawing("cost", alt) as (axes, page):
        for n, point in enumerate(points):
            colour = COLOURS[n % len(COLOURS)]
            x, y = max(point["cost"], 1e-6), point["accuracy"]
            if point.get("low") is not None:
                axes.plot([x, x], [point["low"], point["high"]], color=colour, linewidth=1)
            axes.plot(
                [x], [y], color=colour, marker=_MARKS[n % len(_MARKS)], markersize=7,
                linestyle="none", label=point["name"],
            )  # fmt: skip
        axes.set(
            xscale="log",
            xlabel="US dollars per 1,000 replies",
            ylabel="primary accuracy",
            ylim=(0, 1),
        )
        axes.xaxis.label.set_color(INK)
        axes.legend(loc="lower right", fontsize=9)
    return page.svg
