"""Gathers what the case page shows; also used to show it again with a refused form's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desk import audit, cases
from desk.billing import account_of
from desk.case import subject_line
from desk.context import Desk
from desk.errors import Problem
from desk.guarding import violations_of
from desk.pages import account_view, answer, law_view, letter, reading
from desk.pages.rows import opening_words
from desk.pipeline import Outcome
from desk.segments import runs
from desk.sessions import Session
from policy.account import Account
from policy.model import Violation


@dataclass(frozen=True)
class Refused:
    """Why a form was not taken, with the words that were typed into it."""

    reason: str
    typed: str | None = None
    field: str = ""
    ticked: tuple[str, ...] = ()


def values(
    desk: Desk, visitor: Session, case_id: str, refused: Refused | None = None
) -> dict[str, Any]:
    """Everything that `case.html` needs. Raises 404."""
    case = cases.get(desk, case_id)
    history = cases.revisions(desk, case_id)
    reply = cases.reply(desk, case_id)
    earlier = cases.earlier(desk, case, 10)
    read = reading.view(case, history)
    outcome = case.outcome
    with desk.db.read() as tx:
        account = account_of(tx, case.seq)
    text = case.text or ""
    if refused and refused.typed is not None:
        text = refused.typed.replace("\r\n", "\n")
    found = _found(desk, text, account, outcome)
    segments = case.segments if text == case.text else runs(case.segments, text)
    return {
        "case": case,
        "reply": reply,
        "letter": letter.letter(reply, read.machine.evidence if read else ()),
        "files": cases.files(desk, case_id),
        "reading": read,
        "decision": outcome.decision if outcome else None,
        "subject": subject_line(outcome) if outcome else "",
        "cited": law_view.cited(outcome.decision) if outcome else [],
        "macros": _macros(case.outcome),
        "account": account_view.view(case, account),
        "stale": outcome is not None and account != case.account,
        "text": text,
        "marks": answer.marks(segments, found or ()),
        "violations": found or (),
        "unguarded": found is None,
        "confirmations": answer.confirmations(case),
        "hold": answer.hold(case, visitor.actor, desk.now()),
        "earlier": earlier,
        "opening": opening_words(desk, [e.seq for e in earlier]),
        "trail": audit.trail(desk.db, case_id),
        "refused": refused,
        "settings": desk.settings,
    }


def _found(
    desk: Desk, text: str, account: Account | None, outcome: Outcome | None
) -> tuple[Violation, ...] | None:
    """What the guard says; None where it cannot be asked, which must not hide the page."""
    try:
        return violations_of(desk, text, account, outcome) if text.strip() else ()
    except Problem:
        return None


def _macros(outcome: Outcome | None) -> Sequence[law_view.UsedMacro]:
    if outcome is None or outcome.draft is None:
        return []
    return law_view.macros(outcome.decision, outcome.draft.macro_versions)
