"""Users, for admins: add one, change a role, set a password, let someone in or out."""

from __future__ import annotations

from typing import get_args

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from desk import users
from desk.context import Desk, Role
from desk.errors import Problem, invalid
from desk.pages.fields import Word
from desk.pages.goto import see
from desk.pages.routing import PageRoute
from desk.pages.templating import page
from desk.pages.who import Admin, TheDesk, checked

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/people")
def show(request: Request, desk: TheDesk, visitor: Admin) -> Response:
    """Everybody, with a form for each."""
    return _page(request, desk)


@router.post("/people", dependencies=[Depends(checked)])
def add(
    request: Request,
    desk: TheDesk,
    visitor: Admin,
    name: Word = "",
    role: Word = "agent",
    password: Word = "",
) -> Response:
    """Make a user."""
    try:
        users.add(desk, name.strip().lower(), _role(role), password)
    except Problem as problem:
        return _page(request, desk, problem, name)
    return see("/people", "user")


@router.post("/people/{name}", dependencies=[Depends(checked)])
def change(
    request: Request,
    desk: TheDesk,
    visitor: Admin,
    name: str,
    role: Word = "",
    password: Word = "",
    active: Word = "",
) -> Response:
    """Change one user: whichever of role, password and activity the form brought."""
    try:
        if name == visitor.actor.name and (role or active == "no"):
            raise invalid("Ask another admin to change your own role or access.")
        if role:
            users.set_role(desk, name, _role(role))
        if password:
            users.set_password(desk, name, password)
        if active:
            users.set_active(desk, name, active == "yes")
    except Problem as problem:
        if problem.status == 404:
            raise
        return _page(request, desk, problem)
    return see("/people", "user")


def _role(value: str) -> Role:
    found: dict[str, Role] = {role: role for role in get_args(Role)}
    if value not in found:
        raise invalid(f"Expected one of {', '.join(found)}.", "role")
    return found[value]


def _page(request: Request, desk: Desk, problem: Problem | None = None, name: str = "") -> Response:
    return page(
        request,
        "people.html",
        problem.status if problem else 200,
        people=users.everyone(desk),
        roles=users.ROLES,
        problem=problem.detail if problem else None,
        name=name[:100],
    )
