"""`/v1/webhooks/zendesk`: new comments on Zendesk tickets, signed by Zendesk."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from desk.accept import accept
from desk.api.problems import responses
from desk.api.security import TheDesk
from desk.context import Actor
from desk.errors import not_found
from desk.helpdesk.zendesk import comment, signature

router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"])
_SENDER = Actor("zendesk webhook")


@router.post(
    "/zendesk",
    status_code=202,
    response_model=dict[str, str],
    responses={
        204: {"description": "Not a client's comment"},
        **responses(400, 401, 404, 409, 413, 422),
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    },
    summary="A client's comment on a Zendesk ticket",
)
async def zendesk(request: Request, desk: TheDesk) -> Response:
    """Stores the comment and answers at once; drafting comes after. Repetitions change nothing."""
    secret = desk.settings.zendesk_secret
    if secret is None:
        raise not_found("webhook; set ARREARS_ZENDESK_SECRET")
    raw = await request.body()
    signature.verify(
        secret.get_secret_value(), request.headers, raw, desk.now(), desk.settings.webhook_skew
    )
    incoming = comment.read(raw)
    if incoming is None:
        return Response(status_code=204)
    accepted = await run_in_threadpool(accept, desk, incoming, _SENDER)
    if accepted.new:
        request.app.state.drafter.submit(accepted.seq)
    return JSONResponse({"id": accepted.id, "href": f"/v1/drafts/{accepted.id}"}, 202)
