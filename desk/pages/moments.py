"""Moments and sums as people read them on the pages."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from policy.wording import money

_STEPS = ((86_400 * 2, 86_400, "d"), (3_600, 3_600, "h"), (60, 60, "min"))


def age(moment: datetime, now: datetime) -> str:
    """How long ago, in one unit: `3 d`, `5 h`, `12 min`, `now`."""
    seconds = (now - moment).total_seconds()
    for least, unit, name in _STEPS:
        if seconds >= least:
            return f"{int(seconds // unit)} {name}"
    return "now"


def left(until: datetime, now: datetime) -> str:
    """Time that is left: `4 min`, `35 s`; `0 s` when it is over."""
    seconds = max(0, int((until - now).total_seconds()))
    return f"{seconds // 60} min" if seconds >= 60 else f"{seconds} s"


def stamp(moment: datetime) -> str:
    """A moment that cannot be misread, in UTC."""
    return moment.astimezone(UTC).strftime("%d %b %Y, %H:%M UTC")


def iso(moment: datetime) -> str:
    """For `<time datetime>`."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def cash(amount: Decimal | None, currency: str) -> str:
    """An amount as the drafts write it, so that the eye can compare; `unknown` without one."""
    return "unknown" if amount is None else money(amount, currency, "en")


def size(count: int | None) -> str:
    """Bytes for people."""
    if count is None:
        return "content not sent"
    return f"{count} bytes" if count < 1_000 else f"{count / 1_000:,.0f} kB"
