"""Who asks: the session behind a page's request, and the checks of role and form token."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Form, Header
from starlette.requests import Request

from desk import sessions
from desk.context import Desk
from desk.errors import Problem, forbidden
from desk.sessions import COOKIE, Session

TEXT_LIMIT = 200_000  # a text that is kept for its writer; `editing` has the real limit


def desk_of(request: Request) -> Desk:
    """The process's desk."""
    desk: Desk = request.app.state.desk
    return desk


def visitor_of(request: Request) -> Session | None:
    """The session that was found for this request, if one was looked for."""
    found: Session | None = getattr(request.state, "visitor", None)
    return found


def find(request: Request) -> Session | None:
    """Look the session up, and keep it for the page's head."""
    found = sessions.find(desk_of(request), request.cookies.get(COOKIE))
    request.state.visitor = found
    return found


def signed_in(request: Request) -> Session:
    """A signed-in person, whatever the role. Raises 401, which leads to the sign-in page."""
    found = find(request)
    if found is None:
        raise Problem(401, "signed-out", "Please sign in.")
    return found


def lead(session: Annotated[Session, Depends(signed_in)]) -> Session:
    """A lead or an admin. Raises 401 and 403."""
    if not session.actor.leads:
        raise forbidden("This page is for leads.")
    return session


def admin(session: Annotated[Session, Depends(signed_in)]) -> Session:
    """An admin. Raises 401 and 403."""
    if session.actor.role != "admin":
        raise forbidden("This page is for admins.")
    return session


def checked(
    request: Request,
    csrf: Annotated[str, Form()] = "",
    body: Annotated[str, Form()] = "",
    x_csrf_token: Annotated[str, Header()] = "",
) -> None:
    """For every POST: the session's token must come back. Raises 401 and 403.

    A draft's text in `body` is kept first, so that a page about the refusal can give it back.
    """
    request.state.typed = body[:TEXT_LIMIT]
    sessions.check_csrf(signed_in(request), csrf or x_csrf_token)


Visitor = Annotated[Session, Depends(signed_in)]
Lead = Annotated[Session, Depends(lead)]
Admin = Annotated[Session, Depends(admin)]
TheDesk = Annotated[Desk, Depends(desk_of)]
CHECKED = [Depends(checked)]
