"""`/v1/queue`: cases in the order in which they should be worked on."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from desk import queue
from desk.api.labels import Label
from desk.api.problems import COMMON, responses
from desk.api.security import Caller, TheDesk
from desk.api.shapes import PageOut
from desk.states import OPEN, State

router = APIRouter(prefix="/v1/queue", tags=["review"])

Any_ = Literal[""]  # an empty value is the same as none
Limit = Annotated[int, Query(ge=1, le=200)]


@router.get(
    "",
    response_model=PageOut,
    responses={**COMMON, **responses(404)},
    summary="The queue, a page at a time",
)
def listed(
    desk: TheDesk,
    caller: Caller,
    state: Annotated[
        list[State | Any_] | None, Query(description="May be repeated; without it, what is open.")
    ] = None,
    scenario: Label | Any_ | None = None,
    confidence: queue.Band | Any_ | None = None,
    q: Annotated[str | None, Query(max_length=200, description="Words to find.")] = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
) -> JSONResponse:
    """Sensitive cases first, then by age. `next` is the cursor of the page after this one."""
    found = queue.page(
        desk,
        queue.Filter(
            states=tuple(s for s in state or () if s) or OPEN,
            scenario=str(scenario) if scenario else None,
            confidence=confidence or None,
            text=q or None,
            cursor=cursor or None,
            limit=limit,
        ),
    )
    return JSONResponse({"items": [case.row() for case in found.items], "next": found.next})
