"""The route class of all pages: what goes wrong becomes a page (or JSON, for a page's own scripts)."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from desk.errors import Problem, invalid, not_found
from desk.pages.refusal import refuse

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class PageRoute(APIRoute):
    """A route whose `Problem`s are shown to a person; the API's own answers stay as they are."""

    def get_route_handler(self) -> Handler:
        """The route's handler inside a net."""
        inner = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                if "\0" in request.url.path or "%00" in request.url.path:
                    raise not_found("page")
                return await inner(request)
            except Problem as problem:
                return refuse(request, problem)
            except RequestValidationError as error:
                fields = ", ".join(sorted({str(e["loc"][-1]) for e in error.errors()}))
                return refuse(request, invalid(f"This form was not complete: {fields}."))

        return handler
