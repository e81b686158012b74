"""`/healthz`, `/readyz`, `/metrics`: outside the API's prefix, open, without anyone's data."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel

from desk import queue
from desk.api.security import TheDesk
from desk.metrics import CASES, UNDRAFTED
from desk.readiness import checks

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """`ok`, and each check's result where there are several."""

    status: str
    checks: dict[str, str] = {}


@router.get("/healthz", response_model=Health, summary="Is the process alive?")
async def healthz() -> Health:
    """Always `ok` while the process answers."""
    return Health(status="ok")


@router.get(
    "/readyz",
    response_model=Health,
    responses={503: {"model": Health, "description": "Not ready"}},
    summary="Can it work?",
)
def readyz(request: Request, desk: TheDesk) -> JSONResponse:
    """Database, model and engine; 503 with the reasons while one of them is not ready."""
    found = checks(desk, getattr(request.app.state, "engine", None))
    ready = all(result == "ok" for result in found.values())
    health = Health(status="ok" if ready else "not ready", checks=found)
    return JSONResponse(health.model_dump(), 200 if ready else 503)


@router.get("/metrics", response_class=PlainTextResponse, summary="For Prometheus")
def metrics(request: Request, desk: TheDesk) -> PlainTextResponse:
    """Counters and timings of this process, and the cases of the whole desk by state."""
    for state, count in queue.counts(desk).items():
        CASES.labels(state.value).set(count)
    UNDRAFTED.set(request.app.state.drafter.depth)
    return PlainTextResponse(generate_latest(), media_type=CONTENT_TYPE_LATEST)
