"""The draft on a case page: runs with their origin, findings of the guard, what approval still needs."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.case import Case
from desk.context import Actor
from desk.pages.reading import band_of
from desk.pages.words import SCENARIOS
from desk.states import OPEN, State
from policy.model import Violation

Run = tuple[str, str, str]


@dataclass(frozen=True)
class Mark:
    """A run of the draft: its words, their origin, and the kind and reason where the guard objects."""

    text: str
    origin: str
    source: str
    kind: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Confirm:
    """A box the agent ticks before approving: its name in the form and what it says."""

    name: str
    text: str


def marks(runs: Iterable[Run], violations: Sequence[Violation]) -> list[Mark]:
    """The runs, cut where a violation begins or ends; overlapping ones show the first."""
    found: list[Mark] = []
    at = 0
    for origin, source, text in runs:
        end = at + len(text)
        cuts = {at, end}
        for v in violations:
            cuts |= {p for p in (v.start, v.end) if at < p < end}
        edges = sorted(cuts)
        for start, stop in itertools.pairwise(edges):
            hit = next((v for v in violations if v.start <= start and stop <= v.end), None)
            piece = text[start - at : stop - at]
            found.append(
                Mark(piece, origin, source, hit.kind if hit else None, hit.reason if hit else None)
            )
        at = end
    return found


def confirmations(case: Case) -> tuple[Confirm, ...]:
    """What keeps approval from being one click; empty for a preselected draft (band `high`)."""
    if case.outcome is None:
        return ()
    read, decision = case.outcome.classification, case.outcome.decision
    needed: list[Confirm] = []
    if decision.handling == "person" or band_of(read) == "low":
        needed.append(
            Confirm("person", "I read why a person must decide, and this answer is mine.")
        )
    elif band_of(read) == "medium":
        titles = ", ".join(SCENARIOS[s].lower() for s in read.scenarios)
        needed.append(Confirm("scenario", f"I read the reply, and it is this: {titles}."))
    if decision.checks:
        needed.append(Confirm("checks", "I checked the points above."))
    return tuple(needed)


def missing(case: Case, given: Iterable[str]) -> tuple[Confirm, ...]:
    """The confirmations that a form did not bring."""
    ticked = set(given)
    return tuple(c for c in confirmations(case) if c.name not in ticked)


@dataclass(frozen=True)
class Hold:
    """Whether the actor may work on a case; `other` names who holds it instead."""

    open: bool
    mine: bool
    other: str | None
    may: bool
    lapsed: bool


def hold(case: Case, actor: Actor, now: datetime) -> Hold:
    """Who has the case, as far as `actor` is concerned."""
    is_open = case.state in OPEN
    claimed = case.state is State.CLAIMED
    lapsed = claimed and case.lease_until is not None and case.lease_until <= now
    mine = claimed and case.claimed_by == actor.name
    other = case.claimed_by if claimed and not mine and not lapsed else None
    return Hold(
        open=is_open,
        mine=mine,
        other=other,
        may=is_open and other is None and (actor.leads or not case.with_lead),
        lapsed=lapsed,
    )
