"""Pages that say no: not signed in, not allowed, someone was first. Typed words are never lost."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from desk.errors import TITLES, Problem
from desk.pages.headers import protect
from desk.pages.templating import page

HEADINGS = {
    "claimed": "Someone else holds this case",
    "changed": "Someone changed this case in the meantime",
    "state": "This case has already been decided",
    "superseded": "The client wrote again",
    "account-changed": "The account changed",
    "no-draft": "There is no draft yet",
    "signed-out": "You are signed out",
    "throttled": "Please wait a moment",
}


def refuse(request: Request, problem: Problem) -> Response:
    """The answer to a request that could not be done, in the form the asker reads."""
    if "application/json" in request.headers.get("accept", ""):
        json = JSONResponse(problem.document(), status_code=problem.status)
        json.headers.update(problem.headers)
        return protect(json)
    if problem.status == 401 and request.method in ("GET", "HEAD"):
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return protect(RedirectResponse(f"/sign-in?{urlencode({'to': back})}", 303))
    visitor = getattr(request.state, "visitor", None)
    by = problem.extra.get("by")
    response = page(
        request,
        "refused.html",
        problem.status,
        heading=HEADINGS.get(problem.kind, TITLES.get(problem.status, "This did not work")),
        problem=problem,
        by=by,
        own=visitor is not None and by == visitor.actor.name,
        typed=getattr(request.state, "typed", ""),
        case_id=request.path_params.get("case_id"),
        version=problem.extra.get("version"),
    )
    response.headers.update(problem.headers)
    return response
