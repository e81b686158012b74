"""What an agent does with a case, one form each; every form works without JavaScript."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from starlette.responses import Response

from desk import claims, editing, verdicts
from desk.pages.fields import Reason, Version
from desk.pages.goto import case_address, see
from desk.pages.reason_form import ReasonForm
from desk.pages.routing import PageRoute
from desk.pages.who import CHECKED, TheDesk, Visitor

router = APIRouter(route_class=PageRoute, include_in_schema=False, dependencies=CHECKED)


@router.post("/queue/next")
def take_next(desk: TheDesk, visitor: Visitor) -> Response:
    """Claim what should be done first."""
    case = claims.take_next(desk, visitor.actor)
    return see("/queue", "empty") if case is None else see(case_address(case.id))


@router.post("/queue/{case_id}/claim")
def claim(
    desk: TheDesk,
    visitor: Visitor,
    case_id: str,
    version: Annotated[int | None, Form()] = None,
    force: Annotated[bool, Form()] = False,
) -> Response:
    """Hold the case; a lead may take it over."""
    claims.claim(desk, case_id, visitor.actor, version=version, force=force)
    return see(case_address(case_id))


@router.post("/queue/{case_id}/release")
def release(desk: TheDesk, visitor: Visitor, case_id: str) -> Response:
    """Put it back for everybody."""
    claims.release(desk, case_id, visitor.actor)
    return see("/queue", "released", case_id)


@router.post("/queue/{case_id}/lead")
def to_lead(form: Annotated[ReasonForm, Depends()]) -> Response:
    """Hand it to a lead, with a reason."""
    return form.submit(claims.hand_to_lead, field="lead", notice="handed")


@router.post("/queue/{case_id}/relabel")
def relabel(
    desk: TheDesk,
    visitor: Visitor,
    case_id: str,
    version: Version,
    scenario: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Say what the reply is; policy makes the draft anew."""
    editing.relabel(desk, case_id, visitor.actor, scenario or [], version=version)
    return see(case_address(case_id), "relabelled")


@router.post("/queue/{case_id}/reject")
def reject(form: Annotated[ReasonForm, Depends()]) -> Response:
    """End it without an answer from here."""
    return form.submit(verdicts.reject, field="reject", notice="rejected")


@router.post("/queue/{case_id}/undo")
def undo(desk: TheDesk, visitor: Visitor, case_id: str) -> Response:
    """Take back an approval or rejection while there is time."""
    verdicts.undo(desk, case_id, visitor.actor)
    return see(case_address(case_id), "undone")


@router.post("/queue/{case_id}/reopen")
def reopen(desk: TheDesk, visitor: Visitor, case_id: str, reason: Reason = "") -> Response:
    """Take a rejected case up again."""
    verdicts.reopen(desk, case_id, visitor.actor, reason)
    return see(case_address(case_id), "reopened")
