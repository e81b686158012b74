"""Geometry of the lead's plots; the template writes the SVG, with classes instead of inline styles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10

from desk.pages.flow import Day

WIDTH, HEIGHT, LEFT, BOTTOM = 720, 200, 34, 22


@dataclass(frozen=True)
class Bar:
    """A rectangle. `kind` becomes its class and its pattern, so that colour is not the only sign."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Tick:
    """A grid line with its number, or a day with its name."""

    at: float
    text: str


@dataclass(frozen=True)
class Plot:
    """Bars on a grid."""

    bars: tuple[Bar, ...]
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]


def step(most: int, lines: int = 4) -> int:
    """A round distance between grid lines: 1, 2 or 5 times a power of ten."""
    rough = max(1.0, most / lines)
    power = 10 ** int(log10(rough))
    return int(next(power * n for n in (1, 2, 5, 10) if power * n >= rough))


def days(found: Sequence[Day]) -> Plot:
    """Two bars a day: what came in, and what was decided (approved below rejected)."""
    most = max((max(d.accepted, d.approved + d.rejected) for d in found), default=0)
    by = step(max(most, 1))
    top = by * max(1, ceil(most / by))
    wide = (WIDTH - LEFT) / max(1, len(found))
    scale = (HEIGHT - BOTTOM - 8) / top
    floor = HEIGHT - BOTTOM
    bars: list[Bar] = []
    for n, day in enumerate(found):
        x, half = LEFT + n * wide + wide * 0.12, wide * 0.36
        bars += _bar("in", x, floor, half, day.accepted * scale)
        bars += _bar("approved", x + half, floor, half, day.approved * scale)
        bars += _bar("rejected", x + half, floor - day.approved * scale, half, day.rejected * scale)
    rows = tuple(Tick(floor - n * scale, str(n)) for n in range(0, top + 1, by))
    every = ceil(len(found) / 8)
    columns = tuple(
        Tick(LEFT + (n + 0.5) * wide, day.date[5:]) for n, day in enumerate(found) if n % every == 0
    )
    return Plot(tuple(bars), rows, columns)


def _bar(kind: str, x: float, floor: float, width: float, height: float) -> list[Bar]:
    if height <= 0:
        return []
    return [Bar(kind, round(x, 1), round(floor - height, 1), round(width, 1), round(height, 1))]
