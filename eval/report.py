"""Puts a run together as `report.json` and `report.html`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.assemble import Assembled
from eval.changes import changes
from eval.cost import per_thousand
from eval.page import render
from eval.systems.system import System


class ReportError(Exception):
    """An earlier report cannot be read; the message says which and why."""


def build(
    assembled: Assembled,
    made: Sequence[System],
    run: dict[str, Any],
    *,
    gate: list[str] | None = None,
    earlier: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The whole report as JSON-able data.

    `figures` depends on code, models and data alone and is the same to the last digit between runs;
    `timing` and `run` (machine, time, revision) are measured anew. `gate`: the gate's sentences, `None`
    where it was not asked. `earlier`: an earlier report to say what changed.
    """
    timing = {
        system.name: {
            **assembled.timing[system.name],
            "dollars_per_1000": per_thousand(
                assembled.timing[system.name], system.versions.get("llm_model")
            ),
        }
        for system in made
    }
    report: dict[str, Any] = {
        "figures": assembled.figures,
        "timing": timing,
        "run": run,
        "gate": gate,
        "worst": assembled.worst,
        "unauthorised": assembled.unauthorised,
        "broken_pairs": assembled.broken_pairs,
        "cases": assembled.cases,
        "changes": None,
    }
    if earlier is not None:
        report["changes"] = changes(report, earlier)
    return report


def write(report: dict[str, Any], out: Path) -> tuple[Path, Path]:
    """Write `report.json` and `report.html` into `out` (made if missing); returns both paths."""
    out.mkdir(parents=True, exist_ok=True)
    data, page = out / "report.json", out / "report.html"
    data.write_text(text(report), "utf-8")
    page.write_text(render(report), "utf-8")
    return data, page


def text(data: dict[str, Any]) -> str:
    """JSON as it is checked in: sorted keys, two spaces, a final line break."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2, sort_keys=True) + "\n"


def read(file: Path) -> dict[str, Any]:
    """An earlier `report.json`. Raises `ReportError` where it is none."""
    try:
        report = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ReportError(f"{file.name}: {error}") from error
    if not isinstance(report, dict) or not {"figures", "cases", "run"} <= set(report):
        raise ReportError(f"{file.name}: not a report.json of `arrears eval`")
    return report
