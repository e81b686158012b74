"""Durable work that outlives a transaction, on DBOS: second opinions and deliveries. DBOS is used here only.

What has to be done stands in the desk's own tables (`outbox`, `opinions`), written together with what
caused it. A thread hands due rows to DBOS under names that it accepts once; DBOS runs them with limits,
remembers finished steps, and lets another process go on when this one dies. If DBOS's own tables were
lost, the rows would be handed out again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID
from sqlalchemy import event

from desk import delivery, opinions, outbox
from desk.context import Desk
from desk.db import BUSY_MS

log = structlog.get_logger(__name__)
VERSION = "1"  # set by hand: by default one edited line would strand what is pending
DELIVERIES, OPINIONS = "deliveries", "opinions"
_PATIENCE = 5  # seconds that running work gets to end at shutdown
_desk: Desk | None = None


def _here() -> Desk:
    if _desk is None:
        raise RuntimeError("the engine is not running")
    return _desk


@DBOS.step()
def _send(name: str, number: int) -> str:
    return delivery.attempt(_here(), name, number)


@DBOS.workflow()
def deliver(name: str, number: int) -> str:
    """Try `number` of one delivery."""
    return _send(name, number)


@DBOS.step()
def _ask(seq: int) -> str | None:
    return opinions.ask(_here(), seq)


@DBOS.step()
def _apply(seq: int, found: str) -> None:
    opinions.apply(_here(), seq, found)


@DBOS.workflow()
def second_opinion(seq: int) -> None:
    """Ask about one case and use the answer. The call is remembered: a restart does not repeat it."""
    found = _ask(seq)
    if found is not None:
        _apply(seq, found)


class Engine:
    """DBOS in this process; there can be one at a time. `node` is the process's stable name."""

    def __init__(self, desk: Desk, node: str) -> None:
        self._desk, self._node = desk, node
        self._stop = threading.Event()
        self._feeder = threading.Thread(target=self._feed, name="engine-feeder", daemon=True)

    @property
    def running(self) -> bool:
        """Whether work is being handed out."""
        return self._feeder.is_alive()

    def start(self) -> None:
        """Launch DBOS and begin to hand out what is due."""
        global _desk
        _desk = self._desk
        logging.getLogger("dbos").setLevel(logging.ERROR)
        DBOS(config=self._config())
        DBOS.launch()
        settings = self._desk.settings
        for name, most in (
            (DELIVERIES, settings.delivery_concurrency),
            (OPINIONS, settings.opinion_concurrency),
        ):
            DBOS.register_queue(name, worker_concurrency=most, polling_interval_sec=settings.poll)
        self._feeder.start()

    def stop(self) -> None:
        """Hand over: nothing new begins, running work may end, the rest is for other processes."""
        global _desk
        self._stop.set()
        self._feeder.join(5)
        busy = DBOS.list_workflows(status="PENDING", executor_id=self._node, limit=1)
        DBOS.destroy(workflow_completion_timeout_sec=_PATIENCE if busy else 0)
        _desk = None

    def nodes(self) -> set[str]:
        """Processes under whose name something is running, or was when they died."""
        rows = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        return {row.executor_id for row in rows if row.executor_id}

    def take_over(self, dead: Iterable[str]) -> int:
        """Let others go on with the work of dead processes; how much that was."""
        names = list(dead)
        if not names:
            return 0
        rows = DBOS.list_workflows(
            status="PENDING", executor_id=names, load_input=False, load_output=False
        )
        for queue in {row.queue_name for row in rows}:
            ids = [row.workflow_id for row in rows if row.queue_name == queue]
            DBOS.resume_workflows(ids, queue_name=queue)
        return len(rows)

    def clean(self) -> None:
        """Forget finished work after `retention_days`; DBOS itself keeps everything."""
        before = self._desk.now() - timedelta(days=self._desk.settings.retention_days)
        old = DBOS.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            completed_before=before.isoformat(),
            load_input=False,
            load_output=False,
            limit=5_000,
        )
        if old:
            DBOS.delete_workflows([row.workflow_id for row in old])

    def _feed(self) -> None:
        while not self._stop.wait(self._desk.settings.poll):
            try:
                self._hand_out()
            except Exception as error:  # the database may be away; what is due stays due
                log.warning("nothing handed out", kind=type(error).__name__)
                self._stop.wait(1)

    def _hand_out(self) -> None:
        if self._desk.settings.delivery_url:
            for name, number in outbox.due(self._desk):
                with SetWorkflowID(f"deliver-{name}-{number}"):
                    DBOS.enqueue_workflow(DELIVERIES, deliver, name, number)
        if self._desk.second_opinion:
            for seq, number in opinions.due(self._desk):
                with SetWorkflowID(f"opinion-{seq}-{number}"):
                    DBOS.enqueue_workflow(OPINIONS, second_opinion, seq)

    def _config(self) -> DBOSConfig:
        db = self._desk.db
        config: DBOSConfig = {
            "name": "arrears",
            "executor_id": self._node,
            "application_version": VERSION,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "ERROR",
            "notification_listener_polling_interval_sec": 1.0,
        }
        if db.sqlite:
            # A file of its own: polling for work never waits for, or holds up, the desk's writes.
            url = f"sqlite:///{db.file('engine')}"
            config["system_database_url"] = url
            config["system_database_engine"] = _sqlite(url)
        else:
            url = db.url.set(drivername="postgresql").render_as_string(hide_password=False)
            config["system_database_url"] = url
            config["sys_db_pool_size"] = 5
        return config


def _sqlite(url: str) -> sa.Engine:
    """DBOS sets no WAL on its own; the other pragmas are those of its own engine."""
    engine = sa.create_engine(url, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def connect(raw: Any, _record: Any) -> None:
        raw.isolation_level = "IMMEDIATE"
        for pragma in (
            f"busy_timeout={BUSY_MS}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
        ):
            raw.execute(f"PRAGMA {pragma}")

    return engine
