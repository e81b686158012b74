"""The clauses behind a decision, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from policy.law import load_law
from policy.model import Decision


@dataclass(frozen=True)
class Cited:
    """A clause, what it says and why it applies here."""

    id: str
    title: str
    plain: str
    source: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class UsedMacro:
    """A macro of the draft under the name it has in the helpdesk."""

    name: str
    helpdesk: str
    version: str


def cited(decision: Decision) -> list[Cited]:
    """Each cited clause once, in the order of the decision."""
    reasons: dict[str, list[str]] = {}
    for one in decision.citations:
        reasons.setdefault(one.clause, []).append(one.because)
    clauses = load_law().clauses.clauses
    return [
        Cited(id=name, title=c.title, plain=c.plain, source=c.source, because=tuple(because))
        for name, because in reasons.items()
        if (c := clauses.get(name))
    ]


def macros(decision: Decision, versions: dict[str, str]) -> list[UsedMacro]:
    """The macros of a draft, in its order."""
    law = load_law()
    return [
        UsedMacro(name, law.macro(name).helpdesk, versions.get(name, ""))
        for name in decision.macros
    ]
