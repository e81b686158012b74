"""Walks the states, decides and composes each, and stops at the first broken promise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from policy.account import Account
from policy.compose import compose
from policy.decide import decide
from policy.law import Law, load_law
from policy.model import Decision, Draft, Violation
from policy.verify.invariants import ON_DECISIONS, ON_DRAFTS, Invariant
from policy.verify.states import ON, State, states

Guard = Callable[[str, Account, Decision], Sequence[Violation]]


@dataclass(frozen=True)
class Counterexample:
    """A state that breaks a promise: which promise, what is wrong, and the state and draft to look at."""

    promise: str
    wrong: str
    state: State
    decision: Decision
    draft: Draft | None


@dataclass
class Report:
    """How far the walk came: states decided, distinct drafts composed and guarded, the first fault if any."""

    walked: int = 0
    drafts: int = 0
    counterexample: Counterexample | None = None
    per_handling: dict[str, int] = field(default_factory=dict)


def verify(
    guard: Guard, *, law: Law | None = None, tick: Callable[[], None] | None = None
) -> Report:
    """Prove every invariant on every reachable decision; `guard` must be silent on each distinct draft.

    `tick` is called once a state (for a progress bar). Stops at the first counter-example.
    """
    law, report = law or load_law(), Report()
    drafts: dict[tuple[object, ...], Draft | None] = {}
    guarded: set[tuple[object, ...]] = set()
    for state in states():
        decision = decide(state.reading, state.account, ON, law)
        key = (
            decision.handling,
            decision.macros,
            decision.granted,
            id(state.account),
            law.speaks(state.language),
        )
        invariants = ON_DECISIONS
        if key not in drafts:
            drafts[key] = _composed(state, decision, law)
            invariants = ON_DECISIONS + ON_DRAFTS
        draft = drafts[key]
        report.walked += 1
        report.per_handling[decision.handling] = report.per_handling.get(decision.handling, 0) + 1
        wrong = _broken(invariants, state, decision, draft, law)
        if draft is not None and wrong is None and state.account is not None:
            same = (draft.body, decision.granted, decision.route.group)
            if same not in guarded:
                guarded.add(same)
                wrong = _objection(guard(draft.body, state.account, decision), draft)
        if wrong is not None:
            report.counterexample = Counterexample(*wrong, state, decision, draft)
            break
        if tick is not None:
            tick()
    report.drafts = len(guarded)
    return report


def _composed(state: State, decision: Decision, law: Law) -> Draft | None:
    return (
        compose(decision, state.account, language=state.language, law=law)
        if state.account
        else None
    )


def _broken(
    invariants: Sequence[Invariant], state: State, decision: Decision, draft: Draft | None, law: Law
) -> tuple[str, str] | None:
    for invariant in invariants:
        wrong = invariant(state, decision, draft, law)
        if wrong is not None:
            return (invariant.__doc__ or invariant.__name__).strip(), wrong
    return None


def _objection(found: Sequence[Violation], draft: Draft) -> tuple[str, str] | None:
    if not found:
        return None
    words = draft.body[found[0].start : found[0].end]
    return "The guard is silent on what policy itself composes.", f"{found[0].kind}: {words!r}"
