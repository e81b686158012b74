"""Renders a page from `desk/templates`; autoescape is on, so nothing a client wrote becomes markup."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from desk.pages import moments, words
from desk.pages.assets import address
from desk.pages.goto import NOTICES
from desk.pages.headers import protect
from desk.pages.who import desk_of, visitor_of

FOLDER = Path(__file__).parent.parent / "templates"


@cache
def environment() -> Environment:
    """The one environment of the pages."""
    env = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters |= {
        "plain": words.plain,
        "stamp": moments.stamp,
        "iso": moments.iso,
        "size": moments.size,
        "percent": lambda value: f"{value:.0%}",
    }
    env.globals |= {
        "asset": address,
        "words": words,
        "age": moments.age,
        "left": moments.left,
        "cash": moments.cash,
    }
    return env


def page(request: Request, name: str, /, status: int = 200, **values: Any) -> HTMLResponse:
    """The page `name`; every template also gets `visitor` (None when signed out), `now` and `path`."""
    now: datetime = desk_of(request).now()
    common = {
        "visitor": visitor_of(request),
        "now": now,
        "path": request.url.path,
        "notice": NOTICES.get(request.query_params.get("notice", ""), ""),
    }
    html = environment().get_template(name).render({**common, **values})
    response = HTMLResponse(html, status_code=status)
    protect(response)
    return response
