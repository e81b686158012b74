"""Signing in and out."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from desk import sessions
from desk.context import Desk
from desk.errors import Problem
from desk.pages.fields import Word
from desk.pages.goto import inside, see
from desk.pages.routing import PageRoute
from desk.pages.templating import page
from desk.pages.who import CHECKED, TheDesk, find
from desk.sessions import COOKIE

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/sign-in")
def ask(request: Request, to: str = "/queue") -> Response:
    """The form; somebody who is signed in goes on."""
    if find(request):
        return see(inside(to))
    return page(request, "sign_in.html", to=inside(to), name="", problem=None)


@router.post("/sign-in")
def enter(
    request: Request,
    desk: TheDesk,
    name: Word = "",
    password: Word = "",
    to: Word = "/queue",
) -> Response:
    """Start a session. A form from another site is turned away: it could sign somebody else in."""
    here = request.headers.get("sec-fetch-site", "same-origin")
    if here not in ("same-origin", "none"):
        raise Problem(403, "forbidden", "Please sign in on this page itself.")
    address = request.client.host if request.client else "unknown"
    try:
        token = sessions.sign_in(desk, name.strip().lower(), password, address)
    except Problem as problem:
        response = page(
            request,
            "sign_in.html",
            problem.status,
            to=inside(to),
            name=name[:200],
            problem=problem.detail,
        )
        response.headers.update(problem.headers)
        return response
    return _with_cookie(see(inside(to)), desk, token)


@router.post("/sign-out", dependencies=CHECKED)
def leave(request: Request, desk: TheDesk) -> Response:
    """End the session."""
    sessions.sign_out(desk, request.cookies.get(COOKIE))
    response = see("/sign-in", "bye")
    response.delete_cookie(COOKIE, path="/")
    return response


def _with_cookie(response: Response, desk: Desk, token: str) -> Response:
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(desk.settings.session_hours * 3600),
        path="/",
        secure=desk.settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
    return response
