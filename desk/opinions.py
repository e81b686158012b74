"""Second opinions: what becomes of a case when a slower reader has looked at it too.

The baseline's draft is in the queue at once. The opinion replaces it only while nobody has worked on
the case; else it is kept beside it, for the agent to see.
"""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
import structlog

from classifier.classification import Classification
from desk import cases as reading
from desk.audit import versions
from desk.billing import account_of
from desk.change import changing
from desk.context import SYSTEM, Desk
from desk.metrics import OPINIONS
from desk.pipeline import Outcome, draft_reply
from desk.ranking import columns
from desk.revise import add_revision
from desk.states import State
from desk.tables import cases, drafts, opinions

log = structlog.get_logger(__name__)
MOST_TRIES = 3
_AGAIN = timedelta(seconds=300)  # a call may take long; the engine ignores what it already runs


def due(desk: Desk, limit: int = 100) -> list[tuple[int, int]]:
    """Cases to be asked about, as `(seq, try)`, marked so that the next look leaves them out."""
    at = desk.now()
    ready = sa.and_(
        opinions.c.state == "pending",
        sa.or_(opinions.c.enqueued_at.is_(None), opinions.c.enqueued_at < at - _AGAIN),
    )
    query = sa.select(opinions.c.case_seq, opinions.c.attempts).where(ready)
    with desk.db.read() as tx:
        if tx.execute(query.limit(1)).first() is None:
            return []
    with desk.db.write() as tx:
        ordered = query.order_by(opinions.c.case_seq).limit(limit)
        rows = tx.execute(ordered.with_for_update(skip_locked=True)).all()
        seqs = [row.case_seq for row in rows]
        tx.execute(opinions.update().where(opinions.c.case_seq.in_(seqs)), {"enqueued_at": at})
    return [(row.case_seq, row.attempts + 1) for row in rows]


def ask(desk: Desk, seq: int) -> str | None:
    """Ask the second reader about a case; its classification as JSON, or None when it failed.

    Counts the try first, so that a reply that takes the process down is not asked about for ever.
    """
    if desk.second_opinion is None:
        return None
    with desk.db.write() as tx:
        where = (opinions.c.case_seq == seq) & (opinions.c.state == "pending")
        tries = tx.execute(
            opinions.update()
            .where(where)
            .values(attempts=opinions.c.attempts + 1)
            .returning(opinions.c.attempts)
        ).scalar()
        if tries is None:
            return None
        reply = reading.load_replies(tx, [seq])[seq]
        account = account_of(tx, seq)
        first = tx.execute(
            sa.select(drafts.c.outcome).where(drafts.c.case_seq == seq, drafts.c.revision == 1)
        ).scalar_one()
    read = Outcome.model_validate_json(first).classification
    if tries > MOST_TRIES:
        failed(desk, seq, "it took its process down", over=True)
        return None
    try:
        found = desk.second_opinion(reply, read, account)
    except Exception as error:
        failed(desk, seq, type(error).__name__, over=tries >= MOST_TRIES)
        return None
    return found.model_dump_json()


def failed(desk: Desk, seq: int, error: str, *, over: bool) -> None:
    """Write down that a try failed; the baseline's draft stands."""
    OPINIONS.labels("failed" if over else "retried").inc()
    values = {"error": error, "state": "failed" if over else "pending", "enqueued_at": None}
    with desk.db.write() as tx:
        tx.execute(opinions.update().where(opinions.c.case_seq == seq), values)


def apply(desk: Desk, seq: int, found: str) -> None:
    """Use an opinion: draft anew where nobody has touched the case, else only keep it."""
    said = Classification.model_validate_json(found)
    with desk.db.read() as tx:
        case_id = tx.execute(sa.select(cases.c.id).where(cases.c.seq == seq)).scalar_one()
        account = account_of(tx, seq)
        reply = reading.load_replies(tx, [seq])[seq]
    outcome = draft_reply(
        reply, account, said, desk.now().date(), sentence_model=desk.sentence_model
    )
    with changing(desk, case_id, SYSTEM) as change:
        done = change.tx.execute(
            opinions.update().where(opinions.c.case_seq == seq, opinions.c.state == "pending"),
            {"state": "done", "error": None},
        )
        untouched = change.state is State.WAITING and change.row["revision"] == 1
        if done.rowcount == 1 and untouched and not change.row["edited"]:
            revision = add_revision(change, "opinion", outcome, account)
            values = columns(outcome) | ({"rank": 0} if change.row["with_lead"] else {})
            under = versions(outcome, desk.prompt_version)
            detail = {"revision": revision}
            change.to(State.WAITING, "second opinion", detail, under, **values, revision=revision)
    OPINIONS.labels("done").inc()
