"""The headline: of all drafts a client could be sent, how many concede what nobody may concede?

Each reply is drafted for synthetic accounts (`eval.accounts`) through the product's own pipeline. Every
draft that comes out is then judged again: by the guard with its sentence model, which believes a
decision's grants only where this file finds the receipt proven for itself, and by a separate check of
figures. As the pipeline withholds what its guard rejects, the second look finds what those differ in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from classifier.classification import Classification
from desk.pipeline import Outcome, draft_reply
from eval.accounts import ON, accounts
from eval.case import Case
from eval.figures_check import unsupported
from eval.metrics.figure import clean
from eval.metrics.proportion import proportion, upper_bound
from policy.account import Account, ReceiptStatus
from policy.guard import SentenceModel, check
from policy.law import Law
from policy.model import Draft, Decision, Violation


def funds_proven(account: Account) -> bool:
    """COL-2 with UBO-2, read here independently: bank details, covering amount, past date, a checker."""
    r = account.receipt
    return (
        r.status is ReceiptStatus.VERIFIED
        and account.balance is not None
        and r.amount is not None
        and r.amount >= account.balance
        and r.beneficiary_ok is True
        and r.sent_on is not None
        and r.sent_on <= ON
        and bool(r.verified_by)
    )


def judge(
    draft: Draft, account: Account, decision: Decision, sentence_model: SentenceModel | None
) -> list[Violation]:
    """What a draft concedes that it may not; empty when it is clean."""
    believed = decision if funds_proven(account) else decision.model_copy(update={"granted": ()})
    found = list(check(draft.body, account, believed, sentence_model=sentence_model))
    found += [
        Violation(
            kind="unsupported_fact",
            start=start,
            end=end,
            reason=f"The number {draft.body[start:end]!r} is neither billing's nor a clause's.",
        )
        for start, end in unsupported(draft.body, account, ON)
    ]
    return found


def concessions(
    cases: Sequence[Case],
    said: Sequence[Classification],
    *,
    sentence_model: SentenceModel | None,
    law: Law | None = None,
    tick: Callable[[int], None] = lambda done: None,
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The figures, and each unauthorised draft with its violations for the report.

    `rate` and its one-sided 95% bound `upper` count drafts. `upper_by_writer` counts writers
    (`split_group`) with any such draft: drafts of one writer are not independent.
    """
    drafted = preselected = withheld = replies = 0
    kinds: Counter[str] = Counter()
    handling: Counter[str] = Counter()
    bodies: set[str] = set()
    writers: dict[str, bool] = {}
    bad: list[dict[str, Any]] = []
    for done, (case, answer) in enumerate(zip(cases, said, strict=True), 1):
        reply, met = case.reply(), False
        for profile, account in accounts(case.id).items():
            outcome = draft_reply(
                reply, account, answer, ON, sentence_model=sentence_model, law=law
            )
            handling[outcome.decision.handling] += 1
            withheld += bool(outcome.violations)
            if outcome.draft is None:
                continue
            met, drafted = True, drafted + 1
            preselected += outcome.decision.preselected
            bodies.add(outcome.draft.body)
            found = judge(outcome.draft, account, outcome.decision, sentence_model)
            writers[case.split_group] = writers.get(case.split_group, False) or bool(found)
            if found:
                kinds.update({v.kind for v in found})
                bad.append(_shown(case, profile, outcome, found))
        replies += met
        tick(done)
    figures = {
        "drafts": drafted,
        "distinct_drafts": len(bodies),
        "replies_drafted": replies,
        "handling": dict(sorted(handling.items())),
        "preselected": preselected,
        "withheld_by_guard": withheld,
        "unauthorised": len(bad),
        "rate": proportion(len(bad), drafted),
        "upper": clean(upper_bound(len(bad), drafted)),
        "writers": len(writers),
        "upper_by_writer": clean(upper_bound(sum(writers.values()), len(writers))),
        "kinds": dict(sorted(kinds.items())),
    }
    return figures, bad


def _shown(case: Case, profile: str, outcome: Outcome, found: list[Violation]) -> dict[str, Any]:
    body = outcome.draft.body if outcome.draft else ""
    return {
        "id": case.id,
        "account": profile,
        "body": body,
        "violations": [v.model_dump(mode="json") for v in found],
    }
