"""`arrears eval`: labelled rows in; report, table and the gate's verdict out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from classifier.artefact import ArtefactError
from classifier.concession import load_concession as load_sentence_model
from eval.answers import Answers
from eval.assemble import Assembled, assemble
from eval.data import Data, DataError, load
from eval.gate.check import check, load_recorded
from eval.gate.rules import BASELINE as RECORDED
from eval.gate.rules import GateError
from eval.measure import spread
from eval.provenance import provenance
from eval.repeat import repeat as repeated
from eval.report import ReportError, build, read, text, write
from eval.show import progress
from eval.systems.build import main_system, systems
from eval.systems.system import System
from eval.terminal import show
from prompts.errors import PromptError

REPEATED = 200
"""Replies that `--repeat` asks again and again; a model's mood shows on fewer than all."""


def main(
    data: Sequence[Path] | Path | None = None,
    out: Path = Path("out/eval"),
    *,
    no_llm: bool = False,
    gate: bool = False,
    record: bool = False,
    repeat: int = 0,
    against: Path | None = None,
    models: Sequence[Path] = (),
    prompts: Sequence[Path] = (),
    console: Console | None = None,
) -> int:
    """Evaluate and write `report.json` and `report.html` to `out`; returns the exit status.

    `data`: JSON Lines or CSV files, default the shipped test split. `gate`: compare with the recorded
    run, status 1 for a regression. `record`: make this run the recorded one. `repeat`: run the main
    system that many times and measure agreement. `against`: an earlier `report.json`. `models`,
    `prompts`: further model or prompt files, measured beside the rest. Rows that cannot be used are
    named on standard error, the rest goes on, and the status is 1. Status 2: nothing could be measured.
    """
    console = console or Console()
    errors = Console(stderr=True)
    try:
        given = [data] if isinstance(data, Path) else data
        loaded = load(list(given) if given else None)
        earlier = read(against) if against else None
        recorded = load_recorded() if gate else None
        made = systems(no_llm=no_llm, models=models, prompts=prompts)
        sentence_model = load_sentence_model()
    except (DataError, ReportError, GateError, ArtefactError, PromptError, OSError) as error:
        errors.print(f"arrears eval: {error}", markup=False, highlight=False, style="red")
        return 2
    for fault in loaded.faults:
        errors.print(str(fault), markup=False, highlight=False)
    with progress(errors) as bar:
        assembled = assemble(loaded, made, sentence_model, bar)
        if repeat:
            _repeat(loaded, made, repeat, out, assembled, bar)
    sentences = check(assembled.figures, recorded) if recorded is not None else None
    report = build(assembled, made, provenance(), gate=sentences, earlier=earlier)
    paths = write(report, out)
    show(report, console)
    console.print(f"Written: {paths[1]} and {paths[0].name}", markup=False, highlight=False)
    if record:
        RECORDED.write_text(text(assembled.figures), "utf-8")
        console.print("Recorded this run for the gate.")
    return 1 if sentences or loaded.faults else 0


def _repeat(
    data: Data, made: Sequence[System], runs: int, out: Path, assembled: Assembled, bar: Any
) -> None:
    """Figures of repeated runs; the answers lie in `out`, so that a second call goes on."""
    main = main_system(made)
    some = [data.cases[n] for n in spread(len(data.cases), REPEATED)]
    answers = Answers(out / "repeat.jsonl")
    assembled.figures["repeat"] = repeated(
        main, some, runs, answers, tick=lambda done, of: bar(f"{main.name}: repeating", done, of)
    )
