"""Turns every error into a problem document (RFC 9457), and documents them in OpenAPI."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.routing import Match

from desk.errors import TITLES, Problem, ProblemDocument

MEDIA = "application/problem+json"
_KINDS = {
    400: "bad-request",
    401: "unauthorized",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    415: "media-type",
}


def respond(problem: Problem) -> JSONResponse:
    """The response for a problem."""
    return JSONResponse(
        problem.document(), problem.status, headers=problem.headers, media_type=MEDIA
    )


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """OpenAPI entries for these error statuses."""
    schema = {"$ref": "#/components/schemas/ProblemDocument"}
    return {
        status: {
            "description": TITLES[status],
            "content": {MEDIA: {"schema": schema}},
        }
        for status in sorted(statuses)
    }


COMMON = responses(400, 401, 413, 415, 422, 429)
CASE = responses(400, 401, 403, 404, 409, 413, 415, 422, 429)


def install(app: FastAPI) -> None:
    """Handlers for what functions raise and for what the framework raises."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)


async def _problem(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)  # noqa: S101 - starlette hands over only what was asked for
    return respond(error)


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101
    status = error.status_code
    detail = error.detail if isinstance(error.detail, str) else HTTPStatus(status).phrase
    problem = Problem(status, _KINDS.get(status, f"http-{status}"), detail)
    problem.headers = dict(error.headers or {})
    if status == 405:
        problem.headers["Allow"] = ", ".join(sorted(_methods(request)))
    return respond(problem)


def _methods(request: Request) -> set[str]:
    """All methods of an address; the router itself names only those of the first route that fits."""
    found: set[str] = set()
    for context in iter_route_contexts(request.app.routes):
        route = context.original_route
        if route.matches(request.scope)[0] is not Match.NONE:
            found |= getattr(route, "methods", None) or set()
    return found


async def _validation(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    errors = [
        {"field": ".".join(_safe(part) for part in fault["loc"]), "reason": _safe(fault["msg"])}
        for fault in error.errors()[:20]
    ]
    return respond(Problem(422, "invalid", "The request has wrong fields.", errors=errors))


def _safe(part: object) -> str:
    """A key of the request may itself hold anything."""
    return str(part)[:200].encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def schema() -> dict[str, Any]:
    """The problem document's JSON schema, for OpenAPI's components."""
    return ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
