"""What is known of a model's word: a small table, learned on the calibration split, one entry a model.

A model that nobody has measured gets the careful `default`: its reading is combined with the baseline's, but
what it decides alone is `low`, so that an agent chooses. `classifier.train_cascade` measures one.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from classifier.classification import LABELS, SCENARIOS, Classification

FILE = Path(__file__).parent / "model" / "cascade.json"
Relation = Literal["agree", "primary", "model", "baseline", "neither"]
RELATIONS: tuple[Relation, ...] = ("agree", "primary", "model", "baseline", "neither")
Action = Literal["medium", "keep", "low"]
_Share = Annotated[float, Field(gt=0, lt=1)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rate(_Frozen):
    """How often the model names a label that is right (`hit`) and one that is wrong (`false`)."""

    hit: _Share
    false: _Share

    def ratio(self, named: bool) -> float:
        """The factor by which the model's word changes the odds of the label."""
        return self.hit / self.false if named else (1 - self.hit) / (1 - self.false)


class Measured(_Frozen):
    """What an entry was learned from: asked calibration rows, and right primary labels among them with
    the baseline alone (`before`) and with the model (`after`, on folds that the rule had not seen)."""

    rows: int
    before: int
    after: int
    baseline: str
    answers_sha256: str
    relations: dict[Relation, tuple[int, int]]


class Trust(_Frozen):
    """One model. `bands`: what a relation between the two readings makes of the confidence: `medium`,
    `keep` the baseline's (never above medium), or `low`. `ask` is false for a model that adds nothing."""

    rates: dict[str, Rate]
    primary: Literal["model", "baseline"] = "baseline"
    bands: dict[Relation, Action]
    ask: bool = True
    measured: Measured | None = None

    @model_validator(mode="after")
    def _whole(self) -> Trust:
        if missing := (set(LABELS) - set(self.rates)) | (set(RELATIONS) - set(self.bands)):
            raise ValueError(f"nothing is said about {', '.join(sorted(missing))}")
        return self


class Table(_Frozen):
    """`ask_below`: replies whose certainty is at least this are not asked about, which bounds the calls.
    `thresholds`: from which probability on the baseline counts a scenario. Both were read off the
    `baseline` of that version: a new one needs a new table."""

    version: int
    baseline: str = ""
    ask_below: float
    thresholds: dict[str, _Share]
    default: Trust
    models: dict[str, Trust]

    def of(self, model: str) -> Trust:
        """The entry of a model, or the default."""
        return self.models.get(model, self.default)


def certainty(classification: Classification) -> float:
    """How likely all five yes-or-no readings of the baseline are right, taken as independent; in [0, 1]."""
    product = 1.0
    for label in SCENARIOS:
        p = classification.probabilities[label]
        product *= max(p, 1 - p)
    return product


@cache
def load(path: Path = FILE) -> Table:
    """The shipped table, or the one at `path`. Raises `OSError` or `pydantic.ValidationError`."""
    return Table.model_validate_json(path.read_text("utf-8"))
