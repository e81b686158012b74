"""How a case was read: the scenarios with their calibrated chances, doubts, and readings that differ."""

from __future__ import annotations

from dataclasses import dataclass

from classifier.classification import LABELS, OTHER, Classification
from desk.case import Case
from desk.cases import Revision
from desk.pages.words import DIGITS, SCENARIOS


@dataclass(frozen=True)
class Choice:
    """One scenario in the list: its key, its chance, whether the box is ticked, whether it was read."""

    label: str
    digit: int
    title: str
    chance: float
    ticked: bool
    read: bool


@dataclass(frozen=True)
class Voice:
    """One reader's answer, where two disagree."""

    who: str
    model: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """What the reading panel shows. `by` names the agent who chose the scenarios, if one did."""

    band: str
    choices: tuple[Choice, ...]
    doubts: tuple[str, ...]
    voices: tuple[Voice, ...]
    by: str | None
    machine: Classification


def band_of(read: Classification) -> str:
    """The band that counts: a reading that abstained is low."""
    return "low" if read.abstained else read.confidence


def view(case: Case, history: list[Revision]) -> View | None:
    """The panel for `case`; its doubts are the machine's own, also after an agent decided."""
    if case.outcome is None:
        return None
    read = case.outcome.classification
    own = [r for r in history if r.origin in ("baseline", "opinion")]
    machine = own[-1].outcome.classification if own else read
    relabelled = [r for r in history if r.origin == "relabel"]
    by = relabelled[-1].author if relabelled else None
    chosen = read.scenarios if by or band_of(read) != "low" else ()
    return View(
        band=band_of(machine),
        choices=_choices(machine, chosen),
        doubts=machine.abstain_reasons,
        voices=_voices(machine),
        by=by,
        machine=machine,
    )


def _choices(machine: Classification, chosen: tuple[str, ...]) -> tuple[Choice, ...]:
    """The five in the order of their keys, then `other`; the ranking shows in the chances."""
    read = () if machine.abstained else machine.scenarios
    return tuple(
        Choice(
            label=label,
            digit=DIGITS[label],
            title=SCENARIOS[label],
            chance=machine.probabilities.get(label, 0.0),
            ticked=label in chosen,
            read=label in read,
        )
        for label in (*LABELS[:-1], OTHER)
    )


def _voices(machine: Classification) -> tuple[Voice, ...]:
    names = {"baseline": "Baseline", "llm": "Language model"}
    voices = tuple(
        Voice(names[o.source], o.model, tuple(SCENARIOS.get(s, s) for s in o.scenarios))
        for o in machine.opinions
    )
    return voices if len({frozenset(v.titles) for v in voices}) > 1 else ()
