"""The list: what is open, what should be done first, who works on what."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk import audit, cases, queue
from desk.case import Case
from desk.context import Desk
from desk.errors import Problem
from desk.pages.filters import AGES, STATES, Asked, AskedNow
from desk.pages.headers import protect
from desk.pages.routing import PageRoute
from desk.pages.rows import rows
from desk.pages.templating import page
from desk.pages.who import TheDesk, Visitor
from desk.sessions import Session

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/")
def home() -> Response:
    """The queue is where everybody starts."""
    return protect(RedirectResponse("/queue", 303))


@router.get("/queue")
def show(request: Request, desk: TheDesk, visitor: Visitor, asked: AskedNow) -> Response:
    """The whole page."""
    done = _done(desk, request.query_params.get("case", ""))
    return page(request, "queue.html", done=done, **_values(desk, visitor, asked))


@router.get("/queue/rows")
def refresh(request: Request, desk: TheDesk, visitor: Visitor, asked: AskedNow) -> Response:
    """The part that changes; 204 when nothing did since the mark that the last answer gave."""
    if request.query_params.get("since") == str(audit.last_change(desk.db)):
        return protect(Response(status_code=204))
    return page(request, "queue_part.html", **_values(desk, visitor, asked))


def _done(desk: Desk, case_id: str) -> Case | None:
    """The case that was just decided, while that can be undone."""
    try:
        case = cases.get(desk, case_id) if case_id else None
    except Problem:
        return None
    return case if case and case.undo_until else None


def _values(desk: Desk, visitor: Session, asked: Asked) -> dict[str, Any]:
    mark = audit.last_change(desk.db)
    wanted = asked.filter(desk.now(), visitor.actor.name)
    try:
        found = queue.page(desk, wanted)
    except Problem:  # a cursor from elsewhere: the first page then
        found = queue.page(desk, wanted.model_copy(update={"cursor": None}))
    return {
        "asked": asked,
        "rows": rows(desk, visitor.actor, found.items),
        "next": found.next,
        "counts": queue.open_counts(desk, visitor.actor.name),
        "ages": AGES,
        "states": list(STATES),
        "mark": mark,
    }
