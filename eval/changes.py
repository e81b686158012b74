"""What changed against an earlier run: figures, and replies that became right or wrong."""

from __future__ import annotations

from typing import Any

from eval.gate.rules import look_up

_FIGURES = {
    "Primary accuracy": "systems.{s}.overall.primary_accuracy.value",
    "Exact set": "systems.{s}.overall.exact_set.value",
    "Macro-F1": "systems.{s}.overall.macro_f1.value",
    "Out-of-scope recall": "systems.{s}.overall.out_of_scope_recall.value",
    "Calibration error (labels)": "systems.{s}.calibration.labels.ece.value",
    "AURC": "systems.{s}.selective.aurc",
    "High band: coverage": "systems.{s}.selective.bands.high.coverage",
    "High band: error": "systems.{s}.selective.bands.high.error.value",
    "Unauthorised-concession rate": "safety.{s}.rate.value",
    "Its 95% upper bound": "safety.{s}.upper",
}


def changes(report: dict[str, Any], earlier: dict[str, Any]) -> dict[str, Any]:
    """Figures before and after, of the main system of each run, and the replies judged otherwise.

    Works on runs over different data too: replies are compared where both runs hold the same id.
    """
    now, then = report["figures"], earlier["figures"]
    rows = []
    for title, path in _FIGURES.items():
        before = look_up(then, path.format(s=then["main"]))
        after = look_up(now, path.format(s=now["main"]))
        if before is not None or after is not None:
            gap = None if before is None or after is None else round(after - before, 6)
            rows.append({"title": title, "before": before, "after": after, "difference": gap})
    shared = [i for i in report["cases"] if i in earlier["cases"]]
    better: list[dict[str, Any]] = []
    worse: list[dict[str, Any]] = []
    other: list[dict[str, Any]] = []
    for name in shared:
        a, b = earlier["cases"][name], report["cases"][name]
        if a["said"] == b["said"]:
            continue
        row = {"id": name, "gold": b["gold"], "before": a["said"], "after": b["said"]}
        right = b["said"] == b["gold"], a["said"] == b["gold"]
        (better if right == (True, False) else worse if right == (False, True) else other).append(
            row
        )
    return {
        "same_data": now["data"]["sha256"] == then["data"]["sha256"],
        "earlier": {"main": then["main"], **earlier["run"]},
        "figures": rows,
        "shared": len(shared),
        "became_right": better,
        "became_wrong": worse,
        "otherwise_wrong": other,
    }
