"""Runs one system over replies: answers in bulk, latency one reply at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from classifier.classification import Classification
from classifier.reply import Reply
from eval.systems.system import System, Usage

CHUNK = 64
TIMED = 100
"""Replies timed alone; enough for a p99 that is at least the second-worst."""


@dataclass(frozen=True)
class Measured:
    """`said`: one answer a reply, in order. `alone`: milliseconds of single replies. `cpu`, `wall`:
    seconds for the bulk. `usage`: calls and tokens of the bulk."""

    said: tuple[Classification, ...]
    alone: tuple[float, ...]
    cpu: float
    wall: float
    usage: Usage

    def timing(self) -> dict[str, Any]:
        """Latency percentiles (ms), milliseconds and CPU milliseconds a reply in bulk, usage a reply."""
        n = max(1, len(self.said))
        spots = np.percentile(self.alone, (50, 95, 99)) if self.alone else (None,) * 3
        return {
            "timed_alone": len(self.alone),
            "latency_ms": {
                name: None if at is None else round(float(at), 3)
                for name, at in zip(("p50", "p95", "p99"), spots, strict=True)
            },
            "bulk_ms_per_reply": round(1000 * self.wall / n, 3),
            "cpu_ms_per_reply": round(1000 * self.cpu / n, 3),
            "model_calls_per_reply": round(self.usage.calls / n, 4),
            "input_tokens_per_reply": round(self.usage.input_tokens / n, 2),
            "output_tokens_per_reply": round(self.usage.output_tokens / n, 2),
        }


def spread(n: int, most: int) -> list[int]:
    """At most `most` indices below `n`, evenly spread, so that a sorted file is sampled fairly."""
    return sorted({int(i) for i in np.linspace(0, n - 1, min(n, most))}) if n else []


def measure(
    system: System, replies: Sequence[Reply], tick: Callable[[int], None] = lambda done: None
) -> Measured:
    """Classify everything once; before that, some replies alone for their latency.

    A remote system is not asked twice: each of its replies is sent, and timed, alone.
    """
    if system.remote:
        return _one_by_one(system, replies, tick)
    system.classify(replies[:1])  # loads weights, which is not this reply's latency
    alone = []
    for n in spread(len(replies), TIMED):
        begin = time.perf_counter()
        system.classify([replies[n]])
        alone.append(1000 * (time.perf_counter() - begin))
    before, wall, cpu = system.usage(), time.perf_counter(), time.process_time()
    said: list[Classification] = []
    for at in range(0, len(replies), CHUNK):
        said += system.classify(replies[at : at + CHUNK])
        tick(len(said))
    return Measured(
        tuple(said),
        tuple(alone),
        time.process_time() - cpu,
        time.perf_counter() - wall,
        system.usage() - before,
    )


def _one_by_one(system: System, replies: Sequence[Reply], tick: Callable[[int], None]) -> Measured:
    before, wall, cpu = system.usage(), time.perf_counter(), time.process_time()
    said: list[Classification] = []
    alone = []
    for reply in replies:
        begin = time.perf_counter()
        said += system.classify([reply])
        alone.append(1000 * (time.perf_counter() - begin))
        tick(len(said))
    return Measured(
        tuple(said),
        tuple(alone),
        time.process_time() - cpu,
        time.perf_counter() - wall,
        system.usage() - before,
    )
