"""From an accepted message to its first draft: taken, read, decided, guarded, written in one go.

A batch is read together and written in one transaction. A reply that the classifier
cannot read, or that took its process down several times, goes to a person: no message is without a row.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
import structlog

from classifier.classification import LABELS, OTHER, Classification
from classifier.reply import Reply
from desk import cases as reading
from desk.audit import record, versions
from desk.billing import accounts_of
from desk.context import SYSTEM, Desk
from desk.pipeline import Outcome, draft_reply
from desk.ranking import columns
from desk.revise import insert, revision_row
from desk.states import State
from desk.tables import cases, opinions
from desk.threads import newer_than, retire, supersede_older
from policy.account import Account

log = structlog.get_logger(__name__)


def draft_cases(desk: Desk, seqs: list[int], node: str) -> None:
    """Draft these cases if nobody else has; `node` names this process, for recovery."""
    with desk.db.write() as tx:
        taken = _take(tx, desk, seqs, node)
        replies = reading.load_replies(tx, list(taken))
        accounts = accounts_of(tx, list(taken)) if taken else {}
    if not taken:
        return
    worn = {s for s, tries in taken.items() if tries > desk.settings.draft_attempts}
    readable = [s for s in taken if s not in worn]
    read = dict(zip(readable, _classify(desk, [replies[s] for s in readable]), strict=True))
    read |= {s: unreadable(replies[s].id) for s in worn}
    outcomes = {s: _outcome(desk, replies[s], accounts[s], read[s]) for s in taken}
    wanted = {s for s in readable if _wants_opinion(desk, replies[s], read[s], outcomes[s])}
    with desk.db.write() as tx:
        _write(tx, desk, outcomes, accounts, node, wanted)


def unreadable(reply_id: str) -> Classification:
    """What stands in for a reading that failed: nothing is preselected and a person looks."""
    return Classification(
        id=reply_id,
        scenarios=(OTHER,),
        primary=OTHER,
        probabilities=dict.fromkeys(LABELS, round(1 / len(LABELS), 4)),
        confidence="low",
        abstained=True,
        abstain_reasons=("The classifier could not read this reply.",),
    )


def _take(tx: sa.Connection, desk: Desk, seqs: list[int], node: str) -> dict[int, int]:
    """Mark cases as being drafted here; `{seq: tries so far, this one included}`."""
    free = cases.c.seq.in_(seqs) & (cases.c.state == State.RECEIVED.value)
    query = sa.select(cases.c.seq, cases.c.attempts).where(free)
    rows = tx.execute(query.with_for_update(skip_locked=True)).all()
    taken = {row.seq: row.attempts + 1 for row in rows}
    if taken:
        tx.execute(
            cases.update().where(cases.c.seq.in_(list(taken))),
            {"state": State.DRAFTING.value, "node": node},
        )
        tx.execute(
            cases.update().where(cases.c.seq.in_(list(taken))).values(attempts=cases.c.attempts + 1)
        )
    return taken


def _classify(desk: Desk, replies: list[Reply]) -> list[Classification]:
    if not replies:
        return []
    try:
        return desk.classifier.classify(replies)
    except Exception as error:  # one bad reply must not hold up the others
        log.warning("batch unreadable", size=len(replies), kind=type(error).__name__)
        if len(replies) == 1:
            return [unreadable(replies[0].id)]
    return [one for reply in replies for one in _classify(desk, [reply])]


def _outcome(desk: Desk, reply: Reply, account: Account | None, read: Classification) -> Outcome:
    on = desk.now().date()
    try:
        return draft_reply(reply, account, read, on, sentence_model=desk.sentence_model)
    except Exception as error:
        log.error("no draft", kind=type(error).__name__)
        blank = unreadable(reply.id)
        return draft_reply(reply, account, blank, on)


def _wants_opinion(desk: Desk, reply: Reply, read: Classification, outcome: Outcome) -> bool:
    if desk.second_opinion is None or outcome.decision.handling == "ignore":
        return False
    return desk.wants_opinion(reply, read)


def _write(
    tx: sa.Connection,
    desk: Desk,
    outcomes: dict[int, Outcome],
    accounts: dict[int, Account | None],
    node: str,
    wanted: set[int],
) -> None:
    """Write the drafts of the cases that are still this process's to draft."""
    at = desk.now()
    mine = cases.c.seq.in_(list(outcomes)) & (cases.c.node == node)
    query = (
        sa.select(cases).where(mine, cases.c.state == State.DRAFTING.value).order_by(cases.c.seq)
    )
    rows = [dict(row) for row in tx.execute(query.with_for_update()).mappings()]
    if not rows:
        return
    made = [
        revision_row(
            r["seq"], 1, "baseline", SYSTEM.name, at, outcomes[r["seq"]], accounts[r["seq"]]
        )
        for r in rows
    ]
    insert(tx, made)
    asked = [
        {"case_seq": r["seq"], "state": "pending", "made_at": at, "attempts": 0}
        for r in rows
        if r["seq"] in wanted
    ]
    if asked:
        tx.execute(opinions.insert(), asked)
    for row in rows:
        _finish(tx, desk, row, outcomes[row["seq"]], at)


def _finish(
    tx: sa.Connection, desk: Desk, row: dict[str, Any], outcome: Outcome, at: datetime
) -> None:
    ignored = outcome.decision.handling == "ignore"
    after = State.REJECTED if ignored else State.WAITING
    values = {
        **columns(outcome),
        "state": after.value,
        "version": row["version"] + 1,
        "revision": 1,
        "node": None,
        "changed_by": SYSTEM.name,
        "changed_at": at,
    }
    if ignored:
        values |= {"decided_by": SYSTEM.name, "decided_at": at}
    tx.execute(cases.update().where(cases.c.seq == row["seq"]), values)
    under = versions(outcome, desk.prompt_version)
    seq, name = row["seq"], SYSTEM.name
    record(tx, seq, at, name, "taken for drafting", State.RECEIVED, State.DRAFTING)
    action = "rejected: automatic mail" if ignored else "drafted"
    record(tx, seq, at, name, action, State.DRAFTING, after, {"revision": 1}, under)
    newer = newer_than(tx, row) if after is State.WAITING else None
    if newer:
        retire(tx, {**row, **values}, newer, at)
    supersede_older(tx, seq, row["id"], row["thread"], row["received_at"], at)
