"""What runs beside the requests of a process: the drafter, the sweep for lost work, the engine."""

from __future__ import annotations

import sys
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from desk import recovery, users
from desk.context import Desk
from desk.drafter import Drafter
from desk.migrate import upgrade
from desk.nodes import Nodes, join
from desk.tables_people import idempotency

if TYPE_CHECKING:
    from desk.engine import Engine

log = structlog.get_logger(__name__)
SWEEP = 1.0  # seconds between two looks for lost work
STALE = 3.0  # seconds after which an unread message is anybody's
_HOUSEKEEPING = 3600.0


class Runtime:
    """Starts and stops a process's background work. `durable`: also run the engine (DBOS)."""

    def __init__(self, desk: Desk, *, durable: bool = True) -> None:
        self.desk, self._durable = desk, durable
        self._stop = threading.Event()
        self._sweeper = threading.Thread(target=self._sweep, name="sweeper", daemon=True)
        self.drafter: Drafter
        self.engine: Engine | None = None
        self._nodes: Nodes
        self._named = True

    @property
    def running(self) -> bool:
        """Whether this process still holds its name and its engine works."""
        return self._named and (self.engine is None or self.engine.running)

    def start(self) -> None:
        """Migrate, make the first admin, take a name, recover what was lost, begin."""
        upgrade(self.desk.db)
        password = users.first_admin(self.desk)
        if password:
            print(f"First start: user admin, one-time password {password}", file=sys.stderr)
        self._nodes = join(self.desk.db)
        self.drafter = Drafter(self.desk, self._nodes.name)
        self.drafter.start()
        if self._durable:
            from desk.engine import Engine

            self.engine = Engine(self.desk, self._nodes.name)
            self.engine.start()
        recovery.give_back(self.desk, [self._nodes.name])
        self._recover(0)
        self._sweeper.start()

    def stop(self) -> None:
        """Finish what is at hand and hand the rest over: others may take it at once."""
        self._stop.set()
        self._sweeper.join(5)
        self.drafter.stop()
        if self.engine:
            self.engine.stop()
        recovery.give_back(self.desk, [self._nodes.name])
        self._nodes.release()
        self.desk.db.close()

    def _sweep(self) -> None:
        cleaned = 0.0
        while not self._stop.wait(SWEEP):
            try:
                self._named = self._nodes.check()
                self._recover(STALE)
                cleaned -= SWEEP
                if cleaned <= 0:
                    cleaned = _HOUSEKEEPING
                    self._clean()
            except Exception as error:  # the database may be away; the next look comes
                log.warning("sweep failed", kind=type(error).__name__)

    def _recover(self, seconds: float) -> None:
        nodes = recovery.drafting_nodes(self.desk)
        if self.engine:
            nodes |= self.engine.nodes()
        if self.drafter.failed:
            self.drafter.failed = False
            recovery.give_back(self.desk, [self._nodes.name])
        with self._nodes.seized(nodes) as dead:
            recovery.give_back(self.desk, dead)
            if self.engine:
                self.engine.take_over(dead)
        for seq in recovery.unread(self.desk, seconds):
            if not self.drafter.holds(seq):
                self.drafter.submit(seq)

    def _clean(self) -> None:
        before = self.desk.now() - timedelta(days=self.desk.settings.retention_days)
        with self.desk.db.write() as tx:
            tx.execute(idempotency.delete().where(idempotency.c.made_at < before))
        if self.engine:
            self.engine.clean()
