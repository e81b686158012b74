"""The way of one reply: classified, decided, composed, guarded. Every entry point comes through here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from classifier.automail import automatic
from classifier.classification import Classification, Classifier
from classifier.reply import Reply
from policy.account import Account
from policy.compose import compose
from policy.decide import decide
from policy.guard import GuardUnavailable, SentenceModel, check
from policy.law import Law, load_law
from policy.model import Decision, Draft, Route, Violation

Opening = Callable[[Reply, Classification, Decision], str | None]
"""Offers a line to open a draft with (`classifier.opening`), or `None`; never raises."""


class Outcome(BaseModel):
    """All that became of one reply; the shape that `arrears draft` prints, a line each."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    classification: Classification
    decision: Decision
    draft: Draft | None
    violations: tuple[Violation, ...] = ()

    def row(self) -> dict[str, Any]:
        """The stable JSON object of `arrears draft` (contract: design, "Command line")."""
        decision = self.decision.model_dump(mode="json", exclude={"route"})
        return {
            "id": self.id,
            "classification": self.classification.row(),
            "decision": decision,
            "draft": self.draft.model_dump(mode="json") if self.draft else None,
            "route": self.decision.route.model_dump(mode="json"),
            "violations": [v.model_dump(mode="json") for v in self.violations],
        }


def draft_reply(
    reply: Reply,
    account: Account | None,
    classification: Classification,
    on: date,
    *,
    sentence_model: SentenceModel | None = None,
    opening: Opening | None = None,
    law: Law | None = None,
) -> Outcome:
    """Decide, compose and guard one classified reply. A draft that the guard objects to is withheld.

    `opening` may offer a line to open the draft with; a draft that the guard objects to is first composed
    again without it. Raises `GuardUnavailable` when the guard's model fails.
    """
    law = law or load_law()
    reading = classification.reading(reply, automatic(reply.headers, reply.subject))
    decision = decide(reading, account, on, law)

    def composed(line: str | None) -> tuple[Draft | None, tuple[Violation, ...]]:
        if account is None:
            return None, ()
        language = classification.facts.language
        made = compose(decision, account, language=language, opening=line, law=law)
        if made is None:
            return None, ()
        return made, tuple(check(made.body, account, decision, sentence_model=sentence_model))

    line = opening(reply, classification, decision) if opening and account else None
    draft, violations = composed(line)
    if violations and line:
        draft, violations = composed(None)
    if violations:
        why = [f"The guard withheld the draft: {v.reason}" for v in violations]
        decision, draft = _withheld(decision, why, law), None
    return Outcome(
        id=reply.id,
        classification=classification,
        decision=decision,
        draft=draft,
        violations=violations,
    )


def draft_replies(
    rows: Sequence[tuple[Reply, Account | None]],
    classifier: Classifier,
    on: date,
    *,
    sentence_model: SentenceModel | None = None,
    opening: Opening | None = None,
    law: Law | None = None,
) -> Iterator[Outcome]:
    """Classify together, then draft one by one, in order.

    A draft that cannot be guarded is withheld, so that no row of a long run is lost.
    """
    law = law or load_law()
    classifications = classifier.classify([reply for reply, _ in rows])
    for (reply, account), classification in zip(rows, classifications, strict=True):
        try:
            yield draft_reply(
                reply,
                account,
                classification,
                on,
                sentence_model=sentence_model,
                opening=opening,
                law=law,
            )
        except GuardUnavailable as error:
            reading = classification.reading(reply, automatic(reply.headers, reply.subject))
            why = [f"The draft could not be checked: {error}"]
            yield Outcome(
                id=reply.id,
                classification=classification,
                decision=_withheld(decide(reading, account, on, law), why, law),
                draft=None,
            )


def _withheld(decision: Decision, why: Sequence[str], law: Law) -> Decision:
    """Fail closed: what the guard objects to, or cannot check, goes to a person with the reasons."""
    reasons = tuple(dict.fromkeys(why))
    route = decision.route
    lines = [*(f"A person must decide: {r}" for r in reasons), route.internal_note]
    route = Route(
        # An agency payment stays with Payment Operations (COL-5); the rest must not wait among drafts.
        group=law.routes.person if route.group == law.routes.default else route.group,
        tags=tuple(dict.fromkeys((*route.tags, "collections_person"))),
        internal_note="\n".join(filter(None, lines)),
    )
    return decision.model_copy(
        update={
            "handling": "person",
            "preselected": False,
            "macros": (),
            "granted": (),
            "reasons": reasons,
            "route": route,
        }
    )
