"""`/v1/accounts/{client_id}`: account data loaded ahead of the messages."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Body
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from desk import accounts
from desk.api.problems import CASE, COMMON
from desk.api.security import Caller, TheDesk
from desk.errors import Problem, invalid
from policy.account import Account

router = APIRouter(prefix="/v1/accounts", tags=["accounts"])


@router.put(
    "/{client_id}",
    response_model=Account,
    responses={201: {"model": Account, "description": "New"}, **COMMON},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Account"}}},
        }
    },
    summary="Store one account",
)
def put(
    client_id: str,
    desk: TheDesk,
    caller: Caller,
    body: dict[str, Any] = Body(...),  # noqa: B008
) -> JSONResponse:
    """Replaces what was stored. The body may leave `client_id` out; it has to fit the address."""
    try:
        account = Account.model_validate({"client_id": client_id, **body})
    except ValidationError as error:
        errors = [
            {"field": ".".join(["body", *map(str, fault["loc"])]), "reason": fault["msg"]}
            for fault in error.errors(include_input=False, include_url=False)[:20]
        ]
        raise Problem(422, "invalid", "The account has wrong fields.", errors=errors) from None
    if account.client_id != client_id or not client_id:
        raise invalid("It differs from the address, or holds control characters.", "client_id")
    new = accounts.put(desk, account, caller)
    return JSONResponse(account.model_dump(mode="json"), 201 if new else 200)


@router.get("/{client_id}", response_model=Account, responses=CASE, summary="One account")
def get(client_id: str, desk: TheDesk, caller: Caller) -> JSONResponse:
    """What is stored for a client."""
    return JSONResponse(accounts.get(desk, client_id.replace("\0", "")).model_dump(mode="json"))
