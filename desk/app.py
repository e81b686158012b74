"""Puts the service together: API, review queue and background work as one ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.openapi.utils import get_openapi
from fastapi_offline import FastAPIOffline

from classifier.classification import Classifier
from desk.api import actions, billing, drafts, health, listing, problems, tools, webhooks
from desk.api.access_log import AccessLog
from desk.api.limits import BodyGuard
from desk.api.security import Gate
from desk.context import Desk, SecondOpinion
from desk.db import Database
from desk.runtime import Runtime
from desk.settings import Settings
from policy.guard import SentenceModel

API = (drafts, actions, listing, tools, billing, webhooks, health)


def create_app(
    settings: Settings,
    *,
    classifier: Classifier,
    sentence_model: SentenceModel | None = None,
    second_opinion: SecondOpinion | None = None,
    pages: bool = True,
    durable: bool = True,
    **more: Any,
) -> FastAPI:
    """The application; its background work starts and stops with the lifespan.

    `pages=False` leaves the review queue out, `durable=False` the engine. `more` goes to `Desk`
    (`wants_opinion`, `prompt_version`, `now`).
    """
    desk = Desk(
        settings,
        Database(settings.database_url),
        classifier,
        sentence_model,
        second_opinion,
        **more,
    )

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        runtime = Runtime(desk, durable=durable)
        await run_in_threadpool(runtime.start)
        app.state.drafter, app.state.engine = runtime.drafter, runtime
        yield
        await run_in_threadpool(runtime.stop)

    app = FastAPIOffline(  # serves /docs from its own files: a closed network has no CDN
        redoc_url=None,
        title="Arrears",
        version="1",
        description="Drafts answers to replies to a collection email; people approve them.",
        lifespan=lifespan,
        redirect_slashes=False,
    )
    app.state.desk, app.state.gate = desk, Gate(desk)
    for module in API:
        app.include_router(module.router)
    if pages:
        from desk.pages import install

        install(app)
    problems.install(app)
    app.add_middleware(BodyGuard, largest=settings.max_body)
    app.add_middleware(AccessLog)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    """OpenAPI in which every error, the framework's own too, is a problem document."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        schemas = made["components"]["schemas"]
        problem = problems.schema()
        schemas |= problem.pop("$defs", {})
        schemas["ProblemDocument"] = problem
        schemas.pop("HTTPValidationError", None)
        schemas.pop("ValidationError", None)
        app.openapi_schema = made
    return app.openapi_schema
