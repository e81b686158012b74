"""One case: what the client wrote, how it was read, the answer and what goes along with it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from desk.pages.case_values import values
from desk.pages.routing import PageRoute
from desk.pages.templating import page
from desk.pages.who import TheDesk, Visitor

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/queue/{case_id}")
def show(request: Request, desk: TheDesk, visitor: Visitor, case_id: str) -> Response:
    """The case as it stands."""
    return page(request, "case.html", **values(desk, visitor, case_id))
