"""Downloads for a lead: the decided cases as CSV, the agents' labels as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from fastapi import APIRouter
from starlette.responses import Response, StreamingResponse

from desk.context import Desk
from desk.pages import cells, labelled
from desk.pages.headers import protect
from desk.pages.routing import PageRoute
from desk.pages.span import Span, span
from desk.pages.who import Lead, TheDesk
from desk.tables import cases, messages

router = APIRouter(route_class=PageRoute, include_in_schema=False)
HEAD = (
    "case", "message_id", "client_id", "ticket", "subject", "received", "scenarios", "band",
    "needs_person", "sensitive", "state", "edited", "decided_by", "decided", "minutes",
)  # fmt: skip
BATCH = 1_000


@router.get("/lead/cases.csv")
def cases_csv(desk: TheDesk, visitor: Lead, days: int = 30) -> Response:
    """Every case that was decided, a line each."""
    text = cells.lines(HEAD, _decided(desk, span(days, desk.now())))
    return _file(text, "text/csv", "cases.csv")


@router.get("/lead/labels.jsonl")
def labels(desk: TheDesk, visitor: Lead, days: int = 30) -> Response:
    """What agents relabelled, as labelled replies."""
    rows = labelled.rows(desk, span(days, desk.now()))
    return _file(rows, "application/jsonl", "labels.jsonl")


def _file(lines: Iterator[str], kind: str, name: str) -> Response:
    response = StreamingResponse((line.encode() for line in lines), media_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return protect(response)


def _decided(desk: Desk, chosen: Span) -> Iterator[tuple[Any, ...]]:
    after = 0
    while True:
        with desk.db.read() as tx:
            found = tx.execute(_query(chosen, after)).mappings().all()
        for row in found:
            spent = (row["decided_at"] - row["received_at"]).total_seconds() / 60
            yield (
                row["id"], row["message_id"], row["client_id"], row["ticket_id"], row["subject"],
                row["received_at"].isoformat(), row["scenarios"].strip("|"), row["confidence"],
                row["needs_person"], row["sensitive"], row["state"], row["edited"],
                row["decided_by"], row["decided_at"].isoformat(), round(spent),
            )  # fmt: skip
        if len(found) < BATCH:
            return
        after = found[-1]["seq"]


def _query(chosen: Span, after: int) -> sa.Select[Any]:
    return (
        sa.select(
            cases,
            messages.c.message_id,
            messages.c.client_id,
            messages.c.ticket_id,
            messages.c.subject,
        )
        .join(messages, messages.c.seq == cases.c.seq)
        .where(cases.c.decided_at >= chosen.since, cases.c.seq > after)
        .order_by(cases.c.seq)
        .limit(BATCH)
    )
