"""An agent's changes to a draft: other words (edit) or another scenario (relabel). Each is a new revision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from classifier.classification import LABELS, OTHER, Classification
from desk import cases
from desk.billing import account_of
from desk.case import Case
from desk.change import Change, changing
from desk.context import Actor, Desk
from desk.errors import conflict, invalid
from desk.guarding import unavailable, violations_of
from desk.pipeline import Outcome, draft_reply
from desk.ranking import columns
from desk.revise import add_revision
from desk.segments import runs
from desk.states import UNREAD, State
from policy.guard import GuardUnavailable

MAX_TEXT = 20_000


def edit(desk: Desk, case_id: str, actor: Actor, body: str, *, version: int | None = None) -> Case:
    """Replace the draft's body, or write one where there is none. The case becomes the actor's.

    The guard's findings come back in the case and keep it from being approved; saving is always
    possible. Raises 409 when another agent holds it or changed it, 422 for an empty or too long text.
    """
    if not body.strip() or len(body) > MAX_TEXT or "\0" in body:
        raise invalid(f"A draft has 1 to {MAX_TEXT} characters.", "body")
    text = body.replace("\r\n", "\n").strip()
    before = _drafted(desk, case_id)
    assert before.outcome is not None  # noqa: S101 - `_drafted` has seen to it
    with desk.db.read() as tx:
        account = account_of(tx, before.seq)
    found = violations_of(desk, text, account, before.outcome)
    outcome = before.outcome.model_copy(update={"violations": found})
    with changing(desk, case_id, actor, before.version if version is None else version) as change:
        change.hold()
        _same(change, before)
        revision = add_revision(
            change, "edit", outcome, account, text=text, segments=runs(before.segments, text)
        )
        kinds = sorted({v.kind for v in found})
        change.to(
            State.CLAIMED,
            "edited",
            {"revision": revision, "violations": kinds},
            **change.lease(),
            revision=revision,
            edited=True,
        )
    return cases.get(desk, case_id)


def relabel(
    desk: Desk, case_id: str, actor: Actor, scenarios: Sequence[str], *, version: int | None = None
) -> Case:
    """Say which scenarios the reply holds; policy makes the draft anew from them.

    `scenarios`: labels of the guide; `other`, or none, when no scenario fits. What takes a case
    to a person (a sensitive matter, missing data) still does. Raises 409 and 422 as `edit`.
    """
    labels = _labels(scenarios)
    before = _drafted(desk, case_id)
    assert before.outcome is not None  # noqa: S101
    with desk.db.read() as tx:
        account = account_of(tx, before.seq)
        reply = cases.load_replies(tx, [before.seq])[before.seq]
    said = told(before.outcome.classification, labels)
    on = desk.now().date()
    try:
        outcome = draft_reply(reply, account, said, on, sentence_model=desk.sentence_model)
    except GuardUnavailable:
        raise unavailable() from None
    with changing(desk, case_id, actor, before.version if version is None else version) as change:
        change.hold()
        _same(change, before)
        revision = add_revision(change, "relabel", outcome, account, labels=labels)
        was = list(before.outcome.classification.scenarios)
        change.to(
            State.CLAIMED,
            "relabelled",
            {"revision": revision, "from": was, "to": list(labels)},
            change_versions(desk, outcome),
            **change.lease(),
            **_keep_rank(change, columns(outcome)),
            revision=revision,
            edited=True,
        )
    return cases.get(desk, case_id)


def told(classification: Classification, labels: tuple[str, ...]) -> Classification:
    """A classification in which a person decided the scenarios; probabilities stay the machine's."""
    return classification.model_copy(
        update={
            "scenarios": labels,
            "primary": labels[0],
            "confidence": "high",
            "abstained": False,
            "abstain_reasons": (),
        }
    )


def change_versions(desk: Desk, outcome: Outcome) -> dict[str, Any]:
    """The versions that an audit row about `outcome` carries."""
    from desk.audit import versions

    return versions(outcome, desk.prompt_version)


def _labels(scenarios: Sequence[str]) -> tuple[str, ...]:
    wrong = [s for s in scenarios if s not in LABELS]
    if wrong:
        raise invalid(f"Expected labels out of {', '.join(LABELS)}.", "scenarios")
    return tuple(label for label in LABELS if label in scenarios and label != OTHER) or (OTHER,)


def _drafted(desk: Desk, case_id: str) -> Case:
    case = cases.get(desk, case_id)
    if case.state in UNREAD or case.outcome is None:
        raise conflict("no-draft", "The reply is still being read.", state=case.state.value)
    return case


def _same(change: Change, before: Case) -> None:
    """What was computed outside the transaction still rests on the live draft."""
    if change.row["revision"] != before.revision:
        raise conflict(
            "changed",
            f"{change.row['changed_by']} changed this case in the meantime.",
            by=change.row["changed_by"],
            version=change.row["version"],
        )


def _keep_rank(change: Change, values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "rank": 0} if change.row["with_lead"] else values
