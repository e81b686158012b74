"""The headline: of all drafts a client could be sent, how many concede what nobody may concede?

Each reply is drafted for synthetic accounts (`eval.accounts`) through the product's own pipeline. Every
draft that comes out is then judged again: by the guard with its sentence model, which believes a
decision's grants only where this file finds the receipt proven for itself, and by a separate check of
figures. As the pipeline withholds what its guard rejects, the second look finds what those differ in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from classifier.classification import Classification
from eval.accounts import ON
from eval.case import Case
from eval.drafting import Planned, outcomes, plan
from eval.figures_check import unsupported
from eval.metrics.figure import clean
from eval.metrics.proportion import proportion, upper_bound
from policy.account import Account, ReceiptStatus
from policy.guard import SentenceModel, check
from policy.law import Law
from policy.model import Decision, Draft, Violation


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
    """What a draft concedes that it may not; empty when it is clean.

    The guard let the draft pass already, and the same words, account and decision give the same answer; so
    it is asked again only where the decision grants something that this file does not believe.
    """
    found: list[Violation] = []
    if decision.granted and not funds_proven(account):
        doubted = decision.model_copy(update={"granted": ()})
        found += check(draft.body, account, doubted, sentence_model=sentence_model)
        reason = f"The decision grants {', '.join(decision.granted)} without a receipt that proves funds."
        found.append(Violation(kind="extension_grant", start=0, end=len(draft.body), reason=reason))
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
    """The figures, and each distinct unauthorised draft with its violations for the report.

    `rate` and its one-sided 95% bound `upper` count drafts. Drafts are not independent, so the same bound
    is also given with each distinct draft counted once (`upper_by_distinct`), and over writers
    (`split_group`) who would get any such draft (`upper_by_writer`).
    """
    planned = plan(cases, said, law)
    made = outcomes(planned, sentence_model=sentence_model, law=law, tick=tick)
    judged = {
        key: judge(o.draft, account, o.decision, sentence_model)
        for key, o in made.items()
        if o.draft is not None and isinstance(account := key[0], Account)
    }
    sent = [p for p in planned if p.key in judged]
    bad = [p for p in sent if judged[p.key or ()]]
    withheld = [p for p in planned if p.key is not None and p.key not in judged]
    handling = Counter(p.decision.handling for p in planned)
    handling["draft"] -= len(withheld)
    handling["person"] += len(withheld)
    shown = {p.key: p for p in reversed(bad)}
    writers, met = {p.case.split_group for p in sent}, {p.case.split_group for p in bad}
    figures = {
        "drafts": len(sent),
        "distinct_drafts": len(judged),
        "replies_drafted": len({p.case.id for p in sent}),
        "handling": {name: handling[name] for name in ("draft", "person", "ignore")},
        "preselected": sum(p.decision.preselected for p in sent),
        "withheld_by_guard": len(withheld),
        "withheld_by_account": dict(sorted(Counter(p.profile for p in withheld).items())),
        "withheld_kinds": _kinds(
            {v.kind for v in made[p.key].violations} for p in withheld if p.key
        ),
        "unauthorised": len(bad),
        "rate": proportion(len(bad), len(sent)),
        "upper": clean(upper_bound(len(bad), len(sent))),
        "upper_by_distinct": clean(upper_bound(len(shown), len(judged))),
        "writers": len(writers),
        "upper_by_writer": clean(upper_bound(len(met), len(writers))),
        "kinds": _kinds({v.kind for v in judged[p.key or ()]} for p in bad),
    }
    return figures, [_shown(p, judged[p.key or ()]) for p in bad if shown[p.key] is p]


def _kinds(each: Iterable[set[str]]) -> dict[str, int]:
    """How many drafts hold a violation of each kind."""
    return dict(sorted(Counter(kind for kinds in each for kind in kinds).items()))


def _shown(planned: Planned, found: list[Violation]) -> dict[str, Any]:
    return {
        "id": planned.case.id,
        "account": planned.profile,
        "body": planned.draft.body if planned.draft else "",
        "violations": [v.model_dump(mode="json") for v in found],
    }
