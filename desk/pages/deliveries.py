"""Deliveries that did not get through, or have no target: a person looks and sends them again."""

from __future__ import annotations

import sqlalchemy as sa
from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from desk import verdicts
from desk.case import Case
from desk.cases import several
from desk.context import Desk
from desk.pages.goto import see
from desk.pages.routing import PageRoute
from desk.pages.templating import page
from desk.pages.who import Lead, TheDesk, checked
from desk.tables import outbox

router = APIRouter(route_class=PageRoute, include_in_schema=False)
MOST = 200


@router.get("/deliveries")
def show(request: Request, desk: TheDesk, visitor: Lead) -> Response:
    """What failed first, then what is held."""
    return page(request, "deliveries.html", failed=stuck(desk, "failed"), held=stuck(desk, "held"))


@router.post("/deliveries/{case_id}/again", dependencies=[Depends(checked)])
def again(desk: TheDesk, visitor: Lead, case_id: str) -> Response:
    """Queue one again."""
    verdicts.redeliver(desk, case_id, visitor.actor)
    return see("/deliveries", "requeued")


def stuck(desk: Desk, state: str) -> list[Case]:
    """Cases whose delivery is in `state`, the oldest first."""
    query = (
        sa.select(outbox.c.case_seq)
        .where(outbox.c.state == state)
        .order_by(outbox.c.due_at)
        .limit(MOST)
    )
    with desk.db.read() as tx:
        return several(tx, desk, tx.execute(query).scalars())
