"""What the scripts of a case page ask for while an agent works: small JSON answers."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends
from starlette.responses import JSONResponse, Response

from desk import cases, claims
from desk.billing import account_of
from desk.case import Case
from desk.guarding import violations_of
from desk.pages.fields import Body
from desk.pages.headers import protect
from desk.pages.routing import PageRoute
from desk.pages.who import TheDesk, Visitor, checked
from desk.pages.words import KINDS
from desk.segments import runs

router = APIRouter(route_class=PageRoute, include_in_schema=False)
MAX_TYPED = 20_000


@router.post("/queue/{case_id}/guard", dependencies=[Depends(checked)])
def guard(desk: TheDesk, visitor: Visitor, case_id: str, body: Body = "") -> Response:
    """What the guard says of a text that is being typed, and whose words stand where in it."""
    case = cases.get(desk, case_id)
    with desk.db.read() as tx:
        account = account_of(tx, case.seq)
    text = body.replace("\r\n", "\n")[:MAX_TYPED]
    found = violations_of(desk, text, account, case.outcome) if text.strip() else ()
    said = [{**v.model_dump(), "title": KINDS.get(v.kind, v.kind)} for v in found]
    return _json({"violations": said, "runs": runs(case.segments, text)})


@router.post("/queue/{case_id}/hold", dependencies=[Depends(checked)])
def keep(desk: TheDesk, visitor: Visitor, case_id: str) -> Response:
    """Claim on the first key, renew on later ones; 409 names who was faster."""
    case = cases.get(desk, case_id)
    if case.claimed_by == visitor.actor.name:
        return _json(_standing(claims.renew(desk, case_id, visitor.actor)))
    return _json(_standing(claims.claim(desk, case_id, visitor.actor, version=case.version)))


@router.get("/queue/{case_id}/standing")
def standing(desk: TheDesk, visitor: Visitor, case_id: str) -> Response:
    """Who has the case now, and its version."""
    return _json(_standing(cases.get(desk, case_id)))


def _standing(case: Case) -> dict[str, Any]:
    return {
        "version": case.version,
        "state": case.state.value,
        "by": case.claimed_by,
        "changed_by": case.changed_by,
        "lease_until": case.lease_until.isoformat() if case.lease_until else None,
        "newer": case.newer_id,
    }


def _json(values: dict[str, Any]) -> Response:
    return protect(JSONResponse(values))
