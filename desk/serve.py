"""Runs the service: everything in one process, or more processes that only work."""

from __future__ import annotations

import signal
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import structlog
import uvicorn

from classifier.classification import Classifier
from desk import logs
from desk.app import create_app
from desk.context import Desk, SecondOpinion
from desk.db import Database
from desk.runtime import Runtime
from desk.settings import Settings
from policy.guard import SentenceModel

_SWITCH = (
    0.001  # seconds; by default a reading holds up each step of a request for five times as long
)


@dataclass(frozen=True)
class Models:
    """What a process reads and guards with. `second_opinion` is optional, and so are its companions."""

    classifier: Classifier
    sentence_model: SentenceModel | None = None
    second_opinion: SecondOpinion | None = None
    more: dict[str, Any] = field(default_factory=dict)


def shipped() -> Models:
    """The models that come with the package. Raises `classifier.artefact.ArtefactError`."""
    from classifier import baseline, concession

    return Models(baseline.load(), concession.load_concession())


def serve(
    settings: Settings,
    *,
    models: Models | None = None,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the API and the review queue and do all work, until SIGTERM or SIGINT.

    `ready` is told the address once requests are answered. Raises `OSError` when the port is taken.
    """
    _configure_logs(settings)
    sys.setswitchinterval(_SWITCH)
    models = models or shipped()
    app = create_app(
        settings,
        classifier=models.classifier,
        sentence_model=models.sentence_model,
        second_opinion=models.second_opinion,
        **models.more,
    )
    listener = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((settings.host, settings.port))
    port = listener.getsockname()[1]
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=10,
            proxy_headers=False,
        ),
        (lambda: ready(f"http://{host}:{port}")) if ready else None,
    )
    server.run(sockets=[listener])


def _configure_logs(settings: Settings) -> None:
    logs.configure(settings.log_level, settings.log_format)
    for name in settings.weak():
        structlog.get_logger("desk.serve").warning("weak secret", setting=name)


class _Server(uvicorn.Server):
    """Says when it answers, after the lifespan has started."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None] | None) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and self._ready:
            self._ready()


def worker(
    settings: Settings, *, models: Models | None = None, stop: threading.Event | None = None
) -> None:
    """Draft, ask and deliver beside `serve`, without answering requests; until SIGTERM or `stop`."""
    _configure_logs(settings)
    models = models or shipped()
    desk = Desk(
        settings,
        Database(settings.database_url),
        models.classifier,
        models.sentence_model,
        models.second_opinion,
        **models.more,
    )
    end = stop or threading.Event()
    if stop is None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: end.set())
    runtime = Runtime(desk)
    runtime.start()
    end.wait()
    runtime.stop()
