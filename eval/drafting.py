"""Drafts every reply for its synthetic accounts through the product's pipeline, each distinct draft once.

A draft and its verdict follow from account, macros, words and grants alone, so equal ones are not judged
again; the sentence model gets all new sentences together, equal ones once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from classifier.automail import automatic
from classifier.classification import Classification
from classifier.reply import Reply
from desk.pipeline import Outcome, draft_reply
from eval.accounts import ON, accounts
from eval.case import Case
from policy.account import Account
from policy.compose import compose
from policy.decide import decide
from policy.guard import SentenceModel, check
from policy.law import Law, load_law
from policy.model import Decision, Draft

Key = tuple[object, ...]


@dataclass(frozen=True)
class Planned:
    """One reply met by one account: the decision, the draft that would follow, and what makes it distinct.

    `key` is `None` where nothing is drafted."""

    case: Case
    profile: str
    account: Account
    reply: Reply
    answer: Classification
    decision: Decision
    key: Key | None
    draft: Draft | None


def plan(
    cases: Sequence[Case], said: Sequence[Classification], law: Law | None = None
) -> list[Planned]:
    """Decide and compose for every account of every reply; nothing is guarded yet."""
    law = law or load_law()
    made = []
    for case, answer in zip(cases, said, strict=True):
        reply = case.reply()
        reading = answer.reading(reply, automatic(reply.headers, reply.subject))
        for profile, account in accounts(case.id).items():
            decision = decide(reading, account, ON, law)
            draft = compose(decision, account, language=answer.facts.language, law=law)
            key = _key(account, decision, draft) if draft else None
            made.append(Planned(case, profile, account, reply, answer, decision, key, draft))
    return made


def outcomes(
    planned: Sequence[Planned],
    *,
    sentence_model: SentenceModel | None,
    law: Law | None = None,
    tick: Callable[[int], None] = lambda done: None,
) -> dict[Key, Outcome]:
    """The pipeline's outcome of each distinct draft: kept, or withheld with the guard's violations."""
    distinct: dict[Key, Planned] = {}
    for p in planned:
        if p.key is not None:
            distinct.setdefault(p.key, p)
    if sentence_model is not None:
        _warm(distinct.values(), sentence_model)
    made = {}
    for done, (key, p) in enumerate(distinct.items(), 1):
        made[key] = draft_reply(
            p.reply, p.account, p.answer, ON, sentence_model=sentence_model, law=law
        )
        tick(done)
    return made


def _key(account: Account, decision: Decision, draft: Draft) -> Key:
    granted, macros, group = decision.granted, decision.macros, decision.route.group
    return account, granted, macros, group, draft.subject, draft.body


def _warm(planned: Iterable[Planned], sentence_model: SentenceModel) -> None:
    """Ask the model everything the guard will ask, at once; the model remembers its answers."""
    texts: dict[str, None] = {}

    def note(asked: Sequence[str]) -> list[dict[str, float]]:
        texts.update(dict.fromkeys(asked))
        return [{} for _ in asked]

    for p in planned:
        if p.draft is not None:
            check(p.draft.body, p.account, p.decision, sentence_model=note)
    if texts:
        sentence_model(list(texts))
