"""A budget that holds: calls, tokens and cost, per day (kept on disk) and per run.

A call is reserved at its upper estimate before it is sent and settled afterwards, so that many calls at
once cannot overshoot together. A call that failed keeps its estimate: nobody knows what it cost.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from prompts.errors import LLMError
from prompts.usage import Usage

_TABLE = """
create table if not exists spent
  (day text primary key, calls integer not null, tokens integer not null, cost text not null) strict
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """`None` is no limit, 0 is never."""

    calls_per_day: int | None = None
    tokens_per_day: int | None = None
    cost_per_day: Decimal | None = None
    calls_per_run: int | None = None
    tokens_per_run: int | None = None
    cost_per_run: Decimal | None = None


@dataclass(slots=True)
class _Spent:
    calls: int = 0
    tokens: int = 0
    cost: Decimal = Decimal(0)

    def add(self, usage: Usage, sign: int = 1) -> None:
        self.calls += sign * usage.calls
        self.tokens += sign * usage.tokens
        self.cost += sign * (usage.cost or 0)


def _today() -> date:
    return datetime.now(UTC).date()


class Budget:
    """Thread-safe; with a `path` the day's figures are shared by every process that uses the file.

    Days are UTC. Raises `LLMError("budget")` where a call would exceed a limit, and where the file
    cannot be used: without a count there is no spending.
    """

    def __init__(
        self, limits: Limits, path: Path | None = None, today: Callable[[], date] = _today
    ) -> None:
        self._limits, self._today = limits, today
        self._run = _Spent()
        self._lock = threading.Lock()
        try:
            self._db = sqlite3.connect(
                path or ":memory:", timeout=5, isolation_level=None, check_same_thread=False
            )
            self._db.execute(_TABLE)
        except sqlite3.Error as error:
            raise LLMError("budget", f"the budget's file cannot be opened: {error}") from error

    def reserve(self, estimate: Usage) -> date:
        """Take `estimate` out of the budget; the day returned belongs to `settle`."""
        with self._lock:
            self._check(self._run, estimate, "run")
            day = self._today()
            change = _Spent()
            change.add(estimate)
            self._write(day, change, estimate)
            self._run.add(estimate)
            return day

    def settle(self, day: date, estimate: Usage, used: Usage) -> None:
        """Replace a reservation by what was used."""
        with self._lock:
            self._run.add(estimate, -1)
            self._run.add(used)
            change = _Spent()
            change.add(used)
            change.add(estimate, -1)
            self._write(day, change)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _write(self, day: date, change: _Spent, wanted: Usage | None = None) -> None:
        try:
            self._db.execute("begin immediate")
            try:
                row = self._db.execute(
                    "select calls, tokens, cost from spent where day = ?", (day.isoformat(),)
                ).fetchone()
                spent = _Spent(row[0], row[1], Decimal(row[2])) if row else _Spent()
                if wanted is not None:
                    self._check(spent, wanted, "day")
                self._db.execute(
                    "insert or replace into spent values (?, ?, ?, ?)",
                    (
                        day.isoformat(),
                        spent.calls + change.calls,
                        spent.tokens + change.tokens,
                        str(spent.cost + change.cost),
                    ),
                )
            except BaseException:
                self._db.execute("rollback")
                raise
            self._db.execute("commit")
        except sqlite3.Error as error:
            raise LLMError("budget", f"the budget's file cannot be used: {error}") from error

    def _check(self, spent: _Spent, wanted: Usage, per: str) -> None:
        after = _Spent(spent.calls, spent.tokens, spent.cost)
        after.add(wanted)
        for what in ("calls", "tokens", "cost"):
            limit = getattr(self._limits, f"{what}_per_{per}")
            if limit is not None and getattr(after, what) > limit:
                raise LLMError("budget", f"{limit} {what} a {per}")
