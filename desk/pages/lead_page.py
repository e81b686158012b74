"""The lead's page: throughput, waiting, how drafts fare, what the guard caught, where readings differ."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from desk.pages import catches, flow, plots, rates
from desk.pages.routing import PageRoute
from desk.pages.span import DAYS, span
from desk.pages.templating import page
from desk.pages.who import Lead, TheDesk

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/lead")
def show(request: Request, desk: TheDesk, visitor: Lead, days: str = "30") -> Response:
    """Everything of the last `days` days."""
    now = desk.now()
    chosen = span(int(days) if days.isdecimal() and len(days) < 4 else 30, now)
    found = rates.decided(desk, chosen)
    daily = flow.throughput(desk, chosen)
    return page(
        request,
        "lead.html",
        span=chosen,
        spans=DAYS,
        daily=daily,
        plot=plots.days(daily),
        size=(plots.WIDTH, plots.HEIGHT, plots.LEFT),
        waits=flow.waiting(desk, now),
        scenarios=rates.by_scenario(found),
        macros=rates.by_macro(found),
        total=len(found),
        caught=catches.caught(desk, chosen),
        corrections=catches.corrections(desk, chosen),
        opinions=catches.opinions(desk, chosen),
    )
