"""The confusion matrix and the slices."""

from __future__ import annotations

from typing import Any

from classifier.classification import LABELS
from eval.plots.svg import BLUE, INK, drawing

SHORT = {
    "balance_inquiry": "balance",
    "extension_request": "extension",
    "freelancer_dispute": "dispute",
    "payment_plan_request": "plan",
    "agency_payment_claim": "agency",
    "other": "other",
}


def confusion(matrix: list[list[int]]) -> str:
    """Gold primary label (rows) against the label that was said (columns); shade by share of the row."""
    alt = "Confusion matrix of primary labels; the table below holds the same counts."
    names = [SHORT[label] for label in LABELS]
    with drawing("confusion", alt, 4.8, 4.2) as (axes, page):
        axes.grid(visible=False)
        for r, row in enumerate(matrix):
            total = sum(row) or 1
            for c, count in enumerate(row):
                axes.fill_between(
                    [c - 0.48, c + 0.48], r - 0.48, r + 0.48,
                    color=BLUE, alpha=0.6 * count / total, linewidth=0,
                )  # fmt: skip
                if count:
                    axes.text(c, r, str(count), ha="center", va="center", color=INK)
        axes.set(
            xticks=range(len(names)), yticks=range(len(names)), xlabel="said", ylabel="gold",
            xlim=(-0.5, len(names) - 0.5), ylim=(len(names) - 0.5, -0.5),
        )  # fmt: skip
        axes.set_xticklabels(names, rotation=35, ha="right")
        axes.set_yticklabels(names)
    return page.svg


def slices(axes_figures: dict[str, dict[str, Any]]) -> str:
    """Primary accuracy of each slice with its 95% interval."""
    alt = "Primary accuracy by slice with 95% intervals; the table below holds the same figures."
    rows = [
        (f"{value} (n={row['n']})", row["primary_accuracy"])
        for axis, values in axes_figures.items()
        if axis != "author" and len(values) > 1
        for value, row in values.items()
    ]
    with drawing("slices", alt, 4.8, 0.9 + 0.24 * max(4, len(rows))) as (axes, page):
        for y, (_, figure) in enumerate(rows):
            value, low, high = figure["value"], figure["low"], figure["high"]
            if low is not None and high is not None:
                axes.plot([low, high], [y, y], color=BLUE, linewidth=1.5)
            axes.plot([value], [y], color=BLUE, marker="o", markersize=5)
        axes.set(xlabel="primary accuracy", xlim=(0, 1), yticks=range(len(rows)))
        axes.set_yticklabels([name for name, _ in rows], fontsize=9)
        axes.set_ylim(max(1, len(rows)) - 0.5, -0.5)
        axes.grid(visible=False, axis="y")
    return page.svg
