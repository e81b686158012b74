"""What agents do with a case: claim, edit, relabel, approve, reject, release, and taking it back.

`agent` names the person behind the key; `version` makes the action fail when someone was faster.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from desk import claims, editing, verdicts
from desk.api.labels import Label
from desk.api.problems import CASE
from desk.api.security import Caller, TheDesk, behind
from desk.api.shapes import CaseOut
from desk.api.strings import NAMED, Name
from desk.case import Case

router = APIRouter(prefix="/v1/drafts/{case_id}", tags=["review"], responses=CASE)

Reason = Annotated[str, Field(min_length=1, max_length=claims.MAX_REASON, pattern=NAMED)]


class Act(BaseModel):
    """Who acts, and on which version of the case."""

    model_config = ConfigDict(extra="forbid")

    agent: Name | None = None
    version: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


class Claim(Act):
    """`force`: a lead takes over a claim that has not run out."""

    force: bool = False


class Approve(Act):
    """`override`: a lead's written reason to send a text that the guard objects to."""

    override: Reason | None = None


class Edit(Act):
    """The body as it should be sent."""

    body: Annotated[str, Field(min_length=1, max_length=editing.MAX_TEXT, pattern=NAMED)]


class Relabel(Act):
    """The scenarios the reply holds; `other` counts only where none of the five is named."""

    scenarios: Annotated[list[Label], Field(min_length=1, max_length=6)]


class Because(Act):
    """A written reason, kept in the audit."""

    reason: Reason


def _answer(case: Case) -> JSONResponse:
    return JSONResponse(case.row())


_CASE: dict[str, Any] = {"response_model": CaseOut}


@router.post("/claim", **_CASE, summary="Hold a case, or renew the hold")
def claim(case_id: str, desk: TheDesk, caller: Caller, body: Claim | None = None) -> JSONResponse:
    """409 names who holds it."""
    body = body or Claim()
    actor = behind(caller, body.agent)
    return _answer(claims.claim(desk, case_id, actor, version=body.version, force=body.force))


@router.post("/release", **_CASE, summary="Put a case back into the queue")
def release(case_id: str, desk: TheDesk, caller: Caller, body: Act | None = None) -> JSONResponse:
    """Only its holder or a lead may."""
    body = body or Act()
    actor = behind(caller, body.agent)
    return _answer(claims.release(desk, case_id, actor, version=body.version))


@router.post("/approve", **_CASE, summary="Let the draft go out")
def approve(
    case_id: str, desk: TheDesk, caller: Caller, body: Approve | None = None
) -> JSONResponse:
    """The guard reads it again; 422 `guarded` names what must not be sent."""
    body = body or Approve()
    actor = behind(caller, body.agent)
    done = verdicts.approve(desk, case_id, actor, version=body.version, override=body.override)
    return _answer(done)


@router.post("/edit", **_CASE, summary="Replace the draft's text")
def edit(case_id: str, desk: TheDesk, caller: Caller, body: Edit) -> JSONResponse:
    """Saved always; what the guard finds is in `violations` and bars approval."""
    actor = behind(caller, body.agent)
    return _answer(editing.edit(desk, case_id, actor, body.body, version=body.version))


@router.post("/relabel", **_CASE, summary="Say which scenarios it is; policy drafts anew")
def relabel(case_id: str, desk: TheDesk, caller: Caller, body: Relabel) -> JSONResponse:
    """The draft is made from the agent's scenarios by the same policy."""
    actor = behind(caller, body.agent)
    return _answer(
        editing.relabel(
            desk, case_id, actor, [str(s) for s in body.scenarios], version=body.version
        )
    )


@router.post("/reject", **_CASE, summary="End a case without an answer")
def reject(case_id: str, desk: TheDesk, caller: Caller, body: Because) -> JSONResponse:
    """The reason stays in the audit."""
    actor = behind(caller, body.agent)
    return _answer(verdicts.reject(desk, case_id, actor, body.reason, version=body.version))


@router.post("/undo", **_CASE, summary="Take back an approval or rejection in time")
def undo(case_id: str, desk: TheDesk, caller: Caller, body: Act | None = None) -> JSONResponse:
    """Within the undo window, by who decided it or by a lead."""
    return _answer(verdicts.undo(desk, case_id, behind(caller, (body or Act()).agent)))


@router.post("/handover", **_CASE, summary="Hand a case to a lead")
def handover(case_id: str, desk: TheDesk, caller: Caller, body: Because) -> JSONResponse:
    """Only leads can take it then."""
    actor = behind(caller, body.agent)
    return _answer(claims.hand_to_lead(desk, case_id, actor, body.reason, version=body.version))


@router.post("/reopen", **_CASE, summary="Take a rejected case up again")
def reopen(case_id: str, desk: TheDesk, caller: Caller, body: Because) -> JSONResponse:
    """Also for automatic mail that was none."""
    return _answer(verdicts.reopen(desk, case_id, behind(caller, body.agent), body.reason))


@router.post("/redeliver", **_CASE, summary="Send a failed or held delivery again")
def redeliver(case_id: str, desk: TheDesk, caller: Caller, body: Act | None = None) -> JSONResponse:
    """For deliveries that are `failed` or `held`."""
    return _answer(verdicts.redeliver(desk, case_id, behind(caller, (body or Act()).agent)))
