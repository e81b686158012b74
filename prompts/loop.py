"""One event loop in a thread of its own: a call can be cut off at its deadline wherever it hangs.

A time-out of a socket bounds one read; a server that sends a byte now and then is bounded by no number of
those. Cancelling a task is.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
_GRACE = 0.5


class LoopThread:
    """Starts with the first call; a daemon, so that a call that hangs never keeps a program alive."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = threading.Lock()

    def run(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        """The result of `work`, from any thread but the loop's. Raises `TimeoutError` a moment after
        `seconds`, even where the loop itself is kept busy."""
        future = self.spawn(work)
        try:
            return future.result(seconds + _GRACE)
        except concurrent.futures.CancelledError as error:
            raise TimeoutError from error
        finally:
            future.cancel()

    def spawn(self, work: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        """Start `work` and do not wait."""
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(
                    target=self._loop.run_forever, name="language-model", daemon=True
                ).start()
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def close(self) -> None:
        """Stop the loop; calls under way are dropped."""
        with self._lock:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._loop.stop)
                self._loop = None
