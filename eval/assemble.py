"""Measures every system on the data and puts the figures together: the part that must not move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.case import Case
from eval.compare import compare
from eval.concessions import concessions
from eval.counterfactual import counterfactuals
from eval.data import Data
from eval.errors import worst
from eval.guarding import guarding
from eval.measure import Measured, measure, spread
from eval.metrics.calibration import calibration
from eval.metrics.facts import facts
from eval.metrics.labels import confusion, overall, per_label
from eval.metrics.robust import robustness
from eval.metrics.selective import selective
from eval.metrics.slices import slices
from eval.metrics.table import Table, table
from eval.systems.build import main_system
from eval.systems.system import System
from policy.guard import SentenceModel
from policy.law import load_law

SCHEMA = 1
PERTURBED = 100
"""Replies that are perturbed and flipped: enough for a few points of precision, within a minute."""

Progress = Callable[[str, int, int], None]
"""(what is being done, done, of how many)."""


@dataclass
class Assembled:
    """`figures`: deterministic. `timing`: per system. `cases`: the main system's answers by id."""

    figures: dict[str, Any]
    timing: dict[str, Any]
    cases: dict[str, Any]
    worst: list[dict[str, Any]]
    unauthorised: list[dict[str, Any]]
    broken_pairs: list[dict[str, Any]] = field(default_factory=list)


def assemble(
    data: Data,
    made: Sequence[System],
    sentence_model: SentenceModel | None,
    progress: Progress = lambda what, done, of: None,
) -> Assembled:
    """Run everything. The main system's robustness, drafts and counterfactuals are measured as well."""
    cases, replies = data.cases, [c.reply() for c in data.cases]
    main = main_system(made)
    answers: dict[str, Measured] = {}
    tables: dict[str, Table] = {}
    figures: dict[str, Any] = {
        "schema": SCHEMA,
        "data": _about(data),
        "policy": load_law().version,
        "main": main.name,
        "systems": {},
        "safety": {},
        "counterfactual": {},
    }
    unauthorised: list[dict[str, Any]] = []
    broken: list[dict[str, Any]] = []
    for system in made:
        answers[system.name] = measure(
            system, replies, _ticker(progress, f"{system.name}: reading", len(replies))
        )
        said = answers[system.name].said
        tables[system.name] = table(cases, said)
        figures["systems"][system.name] = _figures(system, cases, answers[system.name], tables)
        if not system.product:
            continue
        some = spread(len(cases), PERTURBED)
        picked = [cases[n] for n in some], [said[n] for n in some]
        safety, bad = concessions(
            cases,
            said,
            sentence_model=sentence_model,
            tick=_ticker(progress, f"{system.name}: drafting", len(replies)),
        )
        figures["safety"][system.name] = safety
        unauthorised += [{"system": system.name, **row} for row in bad]
        pairs, faults = counterfactuals(*picked, sentence_model=sentence_model)
        figures["counterfactual"][system.name] = pairs
        broken += [
            {"system": system.name, "id": f.id, "flip": f.flip, "differences": list(f.differences)}
            for f in faults
        ]
        if system is main and not system.remote:
            progress(f"{system.name}: perturbing", 0, 1)
            figures["systems"][system.name]["robustness"] = robustness(*picked, system.classify)
    if sentence_model is not None:
        figures["guard"] = guarding(
            sentence_model,
            tick=lambda done, of: progress("guard: judging labelled texts", done, of),
        )
    others = [system.name for system in made if system is not main]
    figures["comparisons"] = compare(tables, [(name, main.name) for name in others])
    return Assembled(
        figures=figures,
        timing={name: m.timing() for name, m in answers.items()},
        cases=_answers(cases, answers[main.name]),
        worst=worst(cases, answers[main.name].said),
        unauthorised=unauthorised,
        broken_pairs=broken,
    )


def _ticker(progress: Progress, what: str, of: int) -> Callable[[int], None]:
    return lambda done: progress(what, done, of)


def _figures(
    system: System, cases: Sequence[Case], measured: Measured, tables: dict[str, Table]
) -> dict[str, Any]:
    one = tables[system.name]
    return {
        "about": system.about,
        "versions": system.versions,
        "overall": overall(one),
        "labels": per_label(one),
        "confusion": confusion(one),
        "calibration": calibration(one),
        "selective": selective(one),
        "facts": facts(cases, measured.said),
        **({"slices": slices(cases, one)} if system.product else {}),
    }


def _about(data: Data) -> dict[str, Any]:
    return {
        "name": data.name,
        "sha256": data.sha256,
        "replies": len(data.cases),
        "writers": len({c.split_group for c in data.cases}),
        "unusable_rows": len(data.faults),
    }


def _answers(cases: Sequence[Case], measured: Measured) -> dict[str, Any]:
    return {
        case.id: {
            "gold": case.primary,
            "said": answer.primary,
            "scenarios": list(answer.scenarios),
            "band": "abstained" if answer.abstained else answer.confidence,
        }
        for case, answer in zip(cases, measured.said, strict=True)
    }
