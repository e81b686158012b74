"""Walks the states, decides and composes each, and stops at the first broken promise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from policy.account import Account
from policy.compose import compose
from policy.decide import decide
from policy.law import Law, load_law
from policy.model import Decision, Draft, Violation
from policy.verify.invariants import INVARIANTS
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
    for state in states():
        decision = decide(state.reading, state.account, ON, law)
        key = (
            decision.handling,
            decision.macros,
            decision.granted,
            id(state.account),
            law.speaks(state.language),
        )
        fresh = key not in drafts
        if fresh:
            drafts[key] = _composed(state, decision, law)
        draft = drafts[key]
        report.walked += 1
        report.per_handling[decision.handling] = report.per_handling.get(decision.handling, 0) + 1
        wrong = _broken(state, decision, draft, law)
        if fresh and draft is not None and state.account is not None and wrong is None:
            report.drafts += 1
            found = guard(draft.body, state.account, decision)
            if found:
                words = draft.body[found[0].start : found[0].end]
                wrong = (
                    "The guard is silent on what policy composes.",
                    f"{found[0].kind}: {words!r}",
                )
        if wrong is not None:
            report.counterexample = Counterexample(*wrong, state, decision, draft)
            return report
        if tick is not None:
            tick()
    return report


def _composed(state: State, decision: Decision, law: Law) -> Draft | None:
    return (
        compose(decision, state.account, language=state.language, law=law)
        if state.account
        else None
    )


def _broken(
    state: State, decision: Decision, draft: Draft | None, law: Law
) -> tuple[str, str] | None:
    for invariant in INVARIANTS:
        wrong = invariant(state, decision, draft, law)
        if wrong is not None:
            return (invariant.__doc__ or invariant.__name__).strip(), wrong
    return None
