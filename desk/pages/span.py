"""The stretch of time that a lead's figures are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

DAYS = (7, 30, 90)


@dataclass(frozen=True)
class Span:
    """The last `days` days up to `now`, today included."""

    days: int
    now: datetime

    @property
    def since(self) -> datetime:
        """Its beginning, at midnight UTC."""
        midnight = self.now.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - timedelta(days=self.days - 1)

    def dates(self) -> list[str]:
        """Every day of it, `2026-11-22`, the oldest first."""
        return [f"{self.since + timedelta(days=n):%Y-%m-%d}" for n in range(self.days)]


def span(days: int, now: datetime) -> Span:
    """A span of one of the known lengths; 30 days for any other."""
    return Span(days if days in DAYS else 30, now)
