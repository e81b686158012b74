"""Reads what the gate demands: `gate/thresholds.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

HERE = Path(__file__).parent
BASELINE = HERE / "baseline.json"
THRESHOLDS = HERE / "thresholds.yaml"


class GateError(Exception):
    """The gate's own files cannot be used; the message says which and why."""


class Rule(BaseModel):
    """One demand on one figure: an absolute `limit`, a `slack` against the recorded run, or both."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    figure: str
    title: str
    better: Literal["higher", "lower"]
    limit: float | None = None
    slack: float | None = None


class Thresholds(BaseModel):
    """All demands, on the figures of one system."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    system: str
    rules: tuple[Rule, ...]


def load_thresholds(file: Path = THRESHOLDS) -> Thresholds:
    """Read a thresholds file. Raises `GateError` on unknown or missing keys."""
    try:
        return Thresholds.model_validate(yaml.safe_load(file.read_text("utf-8")))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise GateError(f"{file.name}: {error}") from error


def look_up(figures: dict[str, Any], path: str) -> float | None:
    """The number at a dotted path, or `None` where there is none."""
    at: Any = figures
    for step in path.split("."):
        if not isinstance(at, dict) or step not in at:
            return None
        at = at[step]
    return float(at) if isinstance(at, int | float) and not isinstance(at, bool) else None
