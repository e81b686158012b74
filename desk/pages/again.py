"""A form that was not taken: its case page once more, with the reason and the typed words."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from desk.context import Desk
from desk.errors import Problem
from desk.pages.case_values import Refused, values
from desk.pages.templating import page
from desk.sessions import Session


def again(
    request: Request,
    desk: Desk,
    visitor: Session,
    case_id: str,
    problem: Problem,
    *,
    field: str,
    typed: str | None = None,
    ticked: tuple[str, ...] = (),
) -> Response:
    """The page with 422, for `field` to be put right; any other problem is raised on."""
    if problem.status != 422:
        raise problem
    refused = Refused(problem.detail, typed, field, ticked)
    return page(request, "case.html", 422, **values(desk, visitor, case_id, refused))
