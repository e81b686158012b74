"""Runs the bench: every contender trained and measured in its own process, then the table and the page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from eval.bench.contenders import CONTENDERS
from eval.bench.view import page, show
from eval.provenance import ROOT, provenance
from eval.report import text

SIZES = (1_000, 10_000, 100_000)
OWN = "arrears"
RECORDED = Path(__file__).parent / "recorded.json"
_RATIOS = ("accuracy", "replies_per_second", "p50_ms", "cold_start_s", "peak_mb", "artefact_mb")


def main(
    out: Path = Path("out/bench"),
    *,
    data: Sequence[Path] | None = None,
    train: Sequence[Path] | None = None,
    sizes: Sequence[int] = SIZES,
    record: bool = False,
    console: Console | None = None,
) -> int:
    """Measure this system beside what a user would otherwise take; write bench.json and bench.html.

    `data`, `train`: labelled rows instead of the shipped splits (this system stays as shipped). `sizes`:
    numbers of replies for the growth, none to leave it out. `record`: make these the README's figures.
    Returns 0, or 1 where this system itself could not be measured.
    """
    console = console or Console()
    progress = Console(stderr=True)
    files = {"data": _names(data), "train": _names(train)}
    systems: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as place:
        for n, name in enumerate(CONTENDERS):
            progress.print(f"bench: {name}", highlight=False)
            folder = Path(place) / str(n)
            folder.mkdir()
            job = {**files, "name": name, "folder": str(folder)}
            learned = _in_process({**job, "what": "train"})
            systems[name] = learned | (
                {} if "missing" in learned else _in_process({**job, "what": "measure"})
            )
        points: list[dict[str, Any]] = []
        if sizes:
            progress.print(f"bench: growth to {max(sizes):,} replies", highlight=False)
            grow = {**files, "name": OWN, "folder": place, "what": "growth", "sizes": [*sizes]}
            points = _in_process(grow).get("points", [])
    bench = {"systems": systems, "ratios": ratios(systems), "growth": points, "run": provenance()}
    out.mkdir(parents=True, exist_ok=True)
    (out / "bench.json").write_text(text(bench), "utf-8")
    (out / "bench.html").write_text(page(bench), "utf-8")
    show(bench, console)
    if record:
        RECORDED.write_text(text(bench), "utf-8")
    return int("missing" in systems[OWN])


def ratios(systems: dict[str, dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Each contender's figures divided by this system's; contenders not measured are left out."""
    own = systems[OWN]
    return {
        name: {
            key: round(figures[key] / own[key], 3)
            for key in _RATIOS
            if own.get(key) and figures.get(key)
        }
        for name, figures in systems.items()
        if "missing" not in figures and "missing" not in own
    }


def _names(files: Sequence[Path] | None) -> list[str] | None:
    return [str(f.resolve()) for f in files] if files else None


def _in_process(job: dict[str, Any]) -> dict[str, Any]:
    """Run one job in a fresh interpreter; a crash becomes `missing` with the last line it said."""
    command = [sys.executable, "-m", "eval.bench.worker", json.dumps({**job, "began": time.time()})]
    # One thread each, so that contenders are compared by work and not by processors taken.
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(  # noqa: S603  # our own module, our own words
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **threads},
    )
    if done.returncode:
        return {"missing": (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]}
    made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return made
