"""Loads the clauses that everything else cites. Source of the clauses: `policy/clauses.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

HERE = Path(__file__).parent


class PolicyError(Exception):
    """The policy's own files or rules are wrong; the message names each fault."""


class Clause(BaseModel):
    """One clause: what it lays down in plain words, where it stands, and when someone last checked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    source: str
    standing: Literal["law", "fact", "barred"]
    plain: str


class Clauses(BaseModel):
    """All clauses of one policy version, by id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    checked_on: date
    clauses: dict[str, Clause]


@cache
def load_clauses(folder: Path = HERE) -> Clauses:
    """Read `clauses.yaml` in `folder`. Raises `PolicyError` on unknown or missing keys."""
    try:
        return Clauses.model_validate(yaml.safe_load((folder / "clauses.yaml").read_text("utf-8")))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise PolicyError(f"{folder / 'clauses.yaml'}: {error}") from error


def require(cites: Iterable[str], what: str, clauses: Clauses) -> None:
    """Raise `PolicyError` unless `what` cites at least one clause and only clauses in force."""
    cites = list(cites)
    if not cites:
        raise PolicyError(f"{what} cites no clause")
    unknown = sorted(c for c in cites if c not in clauses.clauses)
    if unknown:
        raise PolicyError(f"{what} cites unknown clauses: {', '.join(unknown)}")
    barred = sorted(c for c in cites if clauses.clauses[c].standing == "barred")
    if barred:
        raise PolicyError(f"{what} cites barred clauses: {', '.join(barred)}")
