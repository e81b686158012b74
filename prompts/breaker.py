"""A circuit breaker: after some outages in a row the server is left alone, and tried again aside.

Own code because the usual libraries let the next caller wait out the trial; here the trial runs in the
background, so that no reply waits on a server that was down a moment ago.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Literal

Admission = Literal["go", "probe", "stop"]


class Breaker:
    """Closed while all is well; open after `failures` outages in a row, for `seconds`; then one probe at
    a time until one succeeds. Thread-safe."""

    def __init__(
        self, failures: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit, self._seconds, self._clock = failures, seconds, clock
        self._failures = 0
        self._quiet_until: float | None = None
        self._lock = threading.Lock()

    def admit(self) -> Admission:
        """`go`: call. `stop`: do not. `probe`: do not wait, but send one call in the background and tell
        its result; the next probe is due `seconds` later, should this one never report."""
        with self._lock:
            if self._quiet_until is None:
                return "go"
            if self._clock() < self._quiet_until:
                return "stop"
            self._quiet_until = self._clock() + self._seconds
            return "probe"

    def succeeded(self) -> None:
        """The server answered: closed again."""
        with self._lock:
            self._failures, self._quiet_until = 0, None

    def failed(self) -> None:
        """An outage: one more towards the limit, or a probe that failed."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._limit:
                self._quiet_until = self._clock() + self._seconds
