"""What a rule is: a pure function from a case to a finding, registered with the clauses it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from policy.account import Account, ReceiptStatus
from policy.clauses import load_clauses, require
from policy.law import Routes
from policy.model import Citation, Reading, Scenario


@dataclass(frozen=True)
class Case:
    """Everything a rule may look at: the reading, an account inside COL-0, the day, the receipt state."""

    reading: Reading
    account: Account
    on: date
    receipt: ReceiptStatus
    routes: Routes


@dataclass(frozen=True)
class Finding:
    """What one rule contributes to the decision. `reasons` send the case to a person."""

    macros: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    checks: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    granted: tuple[str, ...] = ()
    group: str | None = None
    tags: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    settles: bool = (
        False  # money is said or shown to be on its way: do not ask the client to pay again
    )


Judge = Callable[[Case], Finding]


@dataclass(frozen=True)
class Rule:
    """A registered rule."""

    scenario: Scenario
    cites: tuple[str, ...]
    judge: Judge


RULES: dict[Scenario, Rule] = {}


def rule(scenario: Scenario, *, cites: tuple[str, ...]) -> Callable[[Judge], Judge]:
    """Register a rule for a scenario. Raises `PolicyError` without a valid citation."""
    require(cites, f"rule for {scenario.value}", load_clauses())

    def register(judge: Judge) -> Judge:
        RULES[scenario] = Rule(scenario, cites, judge)
        return judge

    return register
