"""The thread that drafts what this process accepted, many at a time.

Requests hand their case number in and may wait for it. One thread is enough: the models use the
cores themselves, and one reader at a time keeps batches large when there is much to do.
"""

from __future__ import annotations

import queue
import threading
import time
from concurrent.futures import Future

import structlog

from desk.context import Desk
from desk.drafting import draft_cases
from desk.metrics import DRAFT_SECONDS, DRAFTED

log = structlog.get_logger(__name__)
_STOP = -1


class Drafter:
    """Drafts submitted cases until `stop`. `node` names this process (see `desk.nodes`)."""

    def __init__(self, desk: Desk, node: str) -> None:
        self._desk, self._node = desk, node
        self._waiting: queue.SimpleQueue[tuple[int, Future[None]]] = queue.SimpleQueue()
        self._held: set[int] = set()
        self.failed = False  # a batch was taken and not written; the sweep gives it back
        self._thread = threading.Thread(target=self._run, name="drafter", daemon=True)

    def start(self) -> None:
        """Begin to draft."""
        self._thread.start()

    def submit(self, seq: int) -> Future[None]:
        """Hand a case in; the future is done when it has been dealt with, whatever came of it."""
        done: Future[None] = Future()
        self._held.add(seq)
        self._waiting.put((seq, done))
        return done

    def holds(self, seq: int) -> bool:
        """Whether the case is in this process's line already."""
        return seq in self._held

    @property
    def depth(self) -> int:
        """How many cases wait in this process."""
        return self._waiting.qsize()

    def stop(self, seconds: float = 20) -> None:
        """Finish the batch at hand; what is left stays `received` for the next process."""
        self._waiting.put((_STOP, Future()))
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        while True:
            batch = [self._waiting.get()]
            while len(batch) < self._desk.settings.batch and not self._waiting.empty():
                batch.append(self._waiting.get())
            work = [(seq, done) for seq, done in batch if seq != _STOP]
            if work:
                self._draft(work)
            if len(work) < len(batch):
                return

    def _draft(self, work: list[tuple[int, Future[None]]]) -> None:
        began = time.perf_counter()
        seqs = list(dict.fromkeys(seq for seq, _ in work))
        try:
            draft_cases(self._desk, seqs, self._node)
            DRAFTED.inc(len(seqs))
        except Exception as error:  # the rows are safe; the sweep comes back to them
            self.failed = True
            log.error("drafting failed", kind=type(error).__name__, size=len(seqs))
        DRAFT_SECONDS.observe((time.perf_counter() - began) / len(seqs))
        for seq, done in work:
            self._held.discard(seq)
            done.set_result(None)
