"""The queue's filters as they stand in an address, and back into one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any, get_args
from urllib.parse import urlencode

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from classifier.classification import LABELS
from desk.queue import Band, Filter
from desk.states import OPEN, State

AGES: dict[str, tuple[str, timedelta, bool]] = {
    "new": ("Under a day", timedelta(days=1), False),
    "1d": ("Over 1 day", timedelta(days=1), True),
    "3d": ("Over 3 days", timedelta(days=3), True),
    "7d": ("Over 7 days", timedelta(days=7), True),
}
STATES: dict[str, tuple[State, ...]] = {
    "open": OPEN,
    **{s.value: (s,) for s in State},
    "any": tuple(State),
}
PAGE = 30


class Asked(BaseModel):
    """What an address asks for. Unknown values mean "any": an old bookmark still opens the queue."""

    model_config = ConfigDict(extra="ignore")

    state: str = Field("open", max_length=20)
    scenario: str = Field("", max_length=40)
    band: str = Field("", max_length=10)
    age: str = Field("", max_length=10)
    view: str = Field("", max_length=10)
    q: str = Field("", max_length=200)
    cursor: str = Field("", max_length=100)

    def filter(self, now: datetime, name: str) -> Filter:
        """The queue's own filter; `name` is whose cases "mine" means."""
        given: dict[str, Any] = {"states": STATES.get(self.state, OPEN), "limit": PAGE}
        if self.scenario in LABELS:
            given["scenario"] = self.scenario
        if self.band in get_args(Band):
            given["confidence"] = self.band
        if self.age in AGES:
            _, span, older = AGES[self.age]
            given["older_than" if older else "newer_than"] = now - span
        if self.view == "mine":
            given["mine"] = name
        elif self.view == "person":
            given["needs_person"] = True
        elif self.view == "lead":
            given["with_lead"] = True
        if self.q.strip():
            given["text"] = self.q
        if self.cursor:
            given["cursor"] = self.cursor
        return Filter(**given)

    def query(self, **changed: str) -> str:
        """The address' query with some values changed; the cursor goes unless it is given."""
        values = {**self.model_dump(), "cursor": "", **changed}
        default = {"state": "open"}
        kept = {k: v for k, v in values.items() if v and v != default.get(k)}
        return urlencode(kept)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the view is filtered."""
        return bool(self.query(view=""))


AskedNow = Annotated[Asked, Query()]
