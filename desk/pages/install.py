"""Adds the pages to an application."""

from __future__ import annotations

from fastapi import FastAPI

from desk.pages import (
    actions,
    approving,
    case_page,
    deliveries,
    downloads,
    exports,
    lead_page,
    live,
    people,
    queue_page,
    signing,
    static,
)

# Fixed addresses come before those with a case's id in the same place.
QUEUE = (static, signing, queue_page, actions, approving, live, downloads, case_page)
OFFICE = (lead_page, exports, deliveries, people)


def install(app: FastAPI) -> None:
    """Include every page, after the API's routes."""
    for module in (*QUEUE, *OFFICE):
        app.include_router(module.router)
