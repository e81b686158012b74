"""`/v1/drafts`: take a message in, and look at what became of it."""

from __future__ import annotations

import asyncio
import time
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from desk import audit, cases
from desk.accept import Accepted, accept
from desk.api.message import DraftIn
from desk.api.problems import CASE, COMMON, responses
from desk.api.security import Caller, TheDesk
from desk.api.shapes import CaseOut, TrailOut
from desk.context import Actor, Desk
from desk.drafter import Drafter
from desk.incoming import Incoming
from desk.metrics import ACCEPTED, REDELIVERED
from desk.states import UNREAD

router = APIRouter(prefix="/v1/drafts", tags=["drafts"])

Wait = Annotated[
    float,
    Query(ge=0, le=3600, allow_inf_nan=False, description="Seconds to wait for the draft."),
]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key", min_length=1, max_length=255, pattern=r"^[\x21-\x7e]+$",
        description="The same key with the same request answers with the same case.",
    ),
]  # fmt: skip


@router.post(
    "",
    status_code=202,
    response_model=CaseOut,
    responses={200: {"model": CaseOut, "description": "Drafted"}, **COMMON, **responses(409)},
    summary="Draft an answer to a client's message",
)
async def create(
    request: Request, body: DraftIn, desk: TheDesk, caller: Caller, wait: Wait = 0, key: Key = None
) -> JSONResponse:
    """Stores the message and answers 202 with its case, or 200 once it is drafted.

    Idempotent on the message id and on `Idempotency-Key`: a repetition answers with the same case.
    """
    incoming = body.incoming(desk.settings.max_attachment, key)
    return await take(request, desk, incoming, caller, wait)


async def take(
    request: Request, desk: Desk, incoming: Incoming, caller: Actor, wait: float
) -> JSONResponse:
    """Accept a message, hand it to the drafter, and wait if asked to."""
    accepted = await run_in_threadpool(accept, desk, incoming, caller)
    (ACCEPTED if accepted.new else REDELIVERED).inc()
    drafter: Drafter = request.app.state.drafter
    if accepted.new:
        done = asyncio.wrap_future(drafter.submit(accepted.seq))
        if wait:
            await asyncio.wait([done], timeout=min(wait, desk.settings.max_wait))
    row = await _settled(desk, drafter, accepted, wait)
    return JSONResponse(row, 202 if row["state"] in UNREAD else 200)


async def _settled(desk: Desk, drafter: Drafter, accepted: Accepted, wait: float) -> dict[str, Any]:
    """The case, once it is drafted or the time is over; another process may be drafting it."""
    until = time.monotonic() + min(wait, desk.settings.max_wait)
    while True:
        case = await run_in_threadpool(cases.get, desk, accepted.id)
        if case.state not in UNREAD or time.monotonic() >= until:
            return case.row()
        if not drafter.holds(accepted.seq):
            drafter.submit(accepted.seq)
        await asyncio.sleep(0.05)


@router.get("/{case_id}", response_model=CaseOut, responses=CASE, summary="One case")
def show(case_id: str, desk: TheDesk, caller: Caller) -> JSONResponse:
    """The case with its classification, decision, draft and route as they stand."""
    return JSONResponse(cases.get(desk, case_id).row())


@router.get("/{case_id}/audit", response_model=TrailOut, responses=CASE, summary="Its audit trail")
def history(case_id: str, desk: TheDesk, caller: Caller) -> JSONResponse:
    """Every change: who, when, what, and the versions of policy, macros, prompt and model."""
    found = cases.get(desk, case_id)
    entries = audit.trail(desk.db, found.id)
    items = [entry.model_dump(mode="json", exclude={"seq"}) for entry in entries]
    return JSONResponse({"items": items})
