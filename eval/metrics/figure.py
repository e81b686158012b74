"""How a figure is written: a value, its 95% interval and the number of cases it rests on."""

from __future__ import annotations

import math
from typing import Any

DIGITS = 6
"""Enough to tell versions apart, few enough that the order of a sum cannot show."""

Figure = dict[str, Any]


def clean(value: float) -> float | None:
    """Rounded to six digits; `None` (JSON null) where the figure is undefined."""
    number = float(value)
    return None if math.isnan(number) else round(number, DIGITS)


def figure(value: float, n: int, low: float = math.nan, high: float = math.nan) -> Figure:
    """`{"value", "low", "high", "n"}`; the bounds are `None` where there is no interval."""
    return {"value": clean(value), "low": clean(low), "high": clean(high), "n": int(n)}
