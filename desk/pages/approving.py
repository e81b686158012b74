"""Approve, or save, what stands in the draft's text box."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import Response

from desk import cases, editing, verdicts
from desk.case import Case
from desk.context import Actor, Desk
from desk.errors import Problem
from desk.pages.again import again
from desk.pages.answer import missing
from desk.pages.fields import Body, Reason, Version
from desk.pages.goto import case_address, see
from desk.pages.routing import PageRoute
from desk.pages.who import CHECKED, TheDesk, Visitor

router = APIRouter(route_class=PageRoute, include_in_schema=False, dependencies=CHECKED)


@router.post("/queue/{case_id}/edit")
def save(
    request: Request,
    desk: TheDesk,
    visitor: Visitor,
    case_id: str,
    version: Version,
    body: Body = "",
) -> Response:
    """Keep the words; what breaks a rule is shown, and keeps them from being approved."""
    try:
        _saved(desk, cases.get(desk, case_id), visitor.actor, body, version)
    except Problem as problem:
        return again(request, desk, visitor, case_id, problem, typed=body, field="body")
    return see(case_address(case_id), "saved")


@router.post("/queue/{case_id}/approve")
def approve(
    request: Request,
    desk: TheDesk,
    visitor: Visitor,
    case_id: str,
    version: Version,
    body: Body = "",
    override: Reason = "",
    confirm: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Approve the words in the box: saved first where they differ from the draft."""
    ticked = tuple(confirm or ())
    case = cases.get(desk, case_id)
    needed = missing(case, ticked)
    try:
        if needed:
            raise Problem(422, "unconfirmed", f"Tick this first: {needed[0].text}")
        saved = _saved(desk, case, visitor.actor, body, version)
        why = override.strip() or None
        verdicts.approve(desk, case_id, visitor.actor, version=saved, override=why)
    except Problem as problem:
        return again(
            request, desk, visitor, case_id, problem, typed=body, field=problem.kind, ticked=ticked
        )
    return see("/queue", "approved", case_id)


def _saved(desk: Desk, case: Case, actor: Actor, body: str, version: int) -> int:
    """Save `body` unless it is the draft as it stands; the version to go on with."""
    if body.replace("\r\n", "\n").strip() == (case.text or "").strip() and case.text:
        return version
    return editing.edit(desk, case.id, actor, body, version=version).version
