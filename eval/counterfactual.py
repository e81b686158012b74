"""Flip one fact, and exactly the expected change must follow: in the decision, in the draft, nowhere else.

A pair is one reading of a reply met by two accounts (or two readings by one account) that differ in a
single fact. The expectation is written out here, apart from the rules, as the fields that may change and
what they become; any other difference is a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from classifier.classification import Classification
from classifier.reply import Reply
from desk.pipeline import Outcome, draft_reply
from eval.accounts import ON
from eval.case import Case
from eval.expected import Expected
from eval.flips import FLIPS, Side
from eval.metrics.proportion import proportion
from policy.guard import SentenceModel
from policy.law import Law


@dataclass(frozen=True)
class Fault:
    """A pair that did not change as it should: the case, the flip, and each unexpected difference."""

    id: str
    flip: str
    differences: tuple[str, ...]


def counterfactuals(
    cases: Sequence[Case],
    said: Sequence[Classification],
    *,
    sentence_model: SentenceModel | None,
    law: Law | None = None,
) -> tuple[dict[str, Any], list[Fault]]:
    """Share of pairs that changed exactly as expected, by flip, and the faults.

    Only replies that read as one of the five scenarios take part, as read by the system, taken as certain and
    free of other facts: the flips test the law, not the reading.
    """
    faults: list[Fault] = []
    held: dict[str, list[bool]] = {flip.name: [] for flip in FLIPS}
    for case, answer in zip(cases, said, strict=True):
        if answer.scenarios == ("other",):
            continue
        reply = case.reply().model_copy(update={"attachments": ()})
        run = _runner(reply, _plain(answer), sentence_model, law)
        for flip in FLIPS:
            if not flip.applies(answer.scenarios):
                continue
            before = run(flip.before)
            found = compared(before, run(flip.after), flip.expect(before))
            held[flip.name].append(not found)
            if found:
                faults.append(Fault(case.id, flip.name, tuple(found)))
    pairs = [ok for each in held.values() for ok in each]
    return {
        "pairs": proportion(sum(pairs), len(pairs)),
        "by_flip": {name: proportion(sum(oks), len(oks)) for name, oks in held.items()},
    }, faults


def _runner(
    reply: Reply, answer: Classification, sentence_model: SentenceModel | None, law: Law | None
) -> Callable[[Side], Outcome]:
    """Outcomes of one reading by side of a pair; several flips share their first side."""

    @cache
    def run(side: Side) -> Outcome:
        read = answer.model_copy(update={"facts": side.facts})
        return draft_reply(reply, side.account, read, ON, sentence_model=sentence_model, law=law)

    return run


def compared(before: Outcome, after: Outcome, expected: Expected) -> list[str]:
    """Field by field: what was expected to change did so, everything else stayed."""
    found = []
    one, two = (o.decision.model_dump(mode="json") for o in (before, after))
    one |= {f"route.{k}": v for k, v in one.pop("route").items()}
    two |= {f"route.{k}": v for k, v in two.pop("route").items()}
    for name, value in two.items():
        if name in expected.ignored:
            continue
        wanted = expected.decision.get(name, one[name])
        if name == "route.tags":
            wanted, value = sorted(wanted), sorted(value)
        if value != wanted:
            found.append(f"decision.{name}: expected {wanted!r}, got {value!r}")
    texts = _sources(before), _sources(after)
    if expected.no_draft:
        return found + (["a draft where none was expected"] if after.draft else [])
    if after.draft is None:
        return [*found, "no draft where one was expected"]
    for source in sorted({*texts[0], *texts[1]} - expected.sources):
        if texts[0].get(source) != texts[1].get(source):
            found.append(f"draft: the words of {source} changed")
    return found


def _plain(answer: Classification) -> Classification:
    changes: dict[str, Any] = {"confidence": "high", "abstained": False, "abstain_reasons": ()}
    return answer.model_copy(update=changes)


def _sources(outcome: Outcome) -> dict[str, str]:
    """Words of the draft by the macro they came from; the subject counts as one."""
    if outcome.draft is None:
        return {}
    texts = {"subject": outcome.draft.subject}
    for segment in outcome.draft.segments:
        texts[segment.source] = texts.get(segment.source, "") + segment.text
    return texts
