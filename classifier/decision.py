"""Probabilities -> labels, the primary one, and how sure: the numbers that training chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.classification import LABELS, OTHER, SCENARIOS
from classifier.targets import PRIMARY_COLUMNS, SCENARIO_COLUMNS
from policy.model import Band

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Cut:
    """The least certainty for `high` and for `medium`; certainty is in [0, 1]."""

    high: float
    medium: float


@dataclass(frozen=True)
class Rules:
    """`thresholds`: a scenario counts from this probability on. `cuts`: by language group.
    `validated`: languages in which unseen rows have shown that `high` can be trusted. `sensitive`: the
    loudness (`classifier.facts.gather`) from which a matter is reported to a person."""

    thresholds: tuple[float, ...]
    cuts: dict[str, Cut]
    validated: frozenset[str]
    sensitive: float

    def band(self, certainty: float, language: str | None) -> Band:
        """The band of a reply; a language that was not validated is never `high`."""
        found = band(certainty, self.cuts[group(language)])
        if found == "high" and (language or "en") not in self.validated:
            return "medium"
        return found

    def pack(self) -> dict[str, Any]:
        """As JSON."""
        cuts = {name: {"high": cut.high, "medium": cut.medium} for name, cut in self.cuts.items()}
        return {
            "thresholds": list(self.thresholds),
            "cuts": cuts,
            "validated": sorted(self.validated),
            "sensitive": self.sensitive,
        }

    @classmethod
    def unpack(cls, meta: dict[str, Any]) -> Rules:
        """The inverse of `pack`."""
        cuts = {name: Cut(**cut) for name, cut in meta["cuts"].items()}
        validated = frozenset(meta["validated"])
        return cls(tuple(meta["thresholds"]), cuts, validated, float(meta["sensitive"]))


@dataclass(frozen=True)
class Answer:
    """The labels of one reply."""

    scenarios: tuple[str, ...]
    primary: str


def support(scenario: Floats, primary: Floats) -> Floats:
    """Each scenario's probability, tempered by how likely nothing is asked at all.

    The geometric mean of "this scenario is in the reply" and "some scenario is primary": two answers
    to one question, fitted apart. `scenario`: (…, 5); `primary`: (…, 6).
    """
    asked = 1.0 - primary[..., -1:]
    both: Floats = np.sqrt(scenario * asked)
    return both


def answer(scenario: Floats, primary: Floats, thresholds: Sequence[float]) -> Answer:
    """From the five scenarios' and the six primary labels' probabilities of one reply."""
    passed = support(scenario, primary) >= np.asarray(thresholds, dtype=np.float32)
    if not passed.any():
        return Answer((OTHER,), OTHER)
    best = int(np.where(passed, primary[:-1], -1.0).argmax())
    found = tuple(label for label, yes in zip(SCENARIOS, passed, strict=True) if yes)
    return Answer(found, SCENARIOS[best])


def answers(probabilities: Floats, thresholds: Sequence[float]) -> list[Answer]:
    """The labels for each row of probabilities over `classifier.targets.HEADS`."""
    return [
        answer(row[SCENARIO_COLUMNS], row[PRIMARY_COLUMNS], thresholds) for row in probabilities
    ]


def group(language: str | None) -> str:
    """The language group whose cuts apply; a reply without a language counts as English."""
    return "english" if language in (None, "en") else "other"


def band(certainty: float, cut: Cut) -> Band:
    """Where a certainty falls."""
    if certainty >= cut.high:
        return "high"
    return "medium" if certainty >= cut.medium else "low"


def by_label(scenario: Floats, primary: Floats) -> dict[str, float]:
    """The six probabilities that are shown; `other` is that of no scenario being asked."""
    shown = [*map(float, scenario), float(primary[-1])]
    return {label: round(p, 4) for label, p in zip(LABELS, shown, strict=True)}
