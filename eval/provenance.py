"""Where a run comes from: code, machine, time. Kept apart from the figures, which must not move."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def provenance() -> dict[str, Any]:
    """Git revision (and whether files differ from it), Python, processor count, memory, UTC time."""
    return {
        "revision": _git("rev-parse", "HEAD"),
        "changed_files": _changed(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "memory_gb": _memory(),
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _git(*words: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603  # fixed words, no user input
            ["git", "-C", str(ROOT), *words],  # noqa: S607
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None  # no git, no repository, or no commit yet
    return done.stdout.strip()


def _changed() -> int | None:
    status = _git("status", "--porcelain")
    return None if status is None else len(status.splitlines())


def _memory() -> float | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)
    except (ValueError, OSError, AttributeError):
        return None
