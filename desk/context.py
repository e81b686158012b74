"""What every function of the desk is given: the one `Desk` of a process, and the `Actor` who asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from classifier.classification import Classification, Classifier
from classifier.reply import Reply
from desk.db import Database
from desk.settings import Settings
from policy.account import Account
from policy.guard import SentenceModel

Role = Literal["agent", "lead", "admin"]
SecondOpinion = Callable[[Reply, Classification, Account | None], Classification]


def _now() -> datetime:
    return datetime.now(UTC)


def _unsure(_reply: Reply, classification: Classification) -> bool:
    return classification.abstained or classification.confidence != "high"


@dataclass(frozen=True)
class Desk:
    """A process's database, models and clock. `now` answers an aware moment in UTC.

    `second_opinion` may take seconds and may raise; it is asked by durable work only, and only for
    replies that `wants_opinion` picks. It gets the account so that names can be kept back from a model
    (`classifier.cascade.Cascade.second_opinion` fits). `prompt_version` goes into the audit.
    """

    settings: Settings
    db: Database
    classifier: Classifier
    sentence_model: SentenceModel | None = None
    second_opinion: SecondOpinion | None = None
    wants_opinion: Callable[[Reply, Classification], bool] = _unsure
    prompt_version: str = ""
    now: Callable[[], datetime] = field(default=_now)


@dataclass(frozen=True)
class Actor:
    """Who does something: `name` as the audit shows it, and what the role allows.

    Names: a user's own, `NAME (key KEYNAME)` for a person behind an API key, `key KEYNAME`, or `desk`.
    """

    name: str
    role: Role = "agent"

    @property
    def leads(self) -> bool:
        """Whether leads' actions are allowed."""
        return self.role in ("lead", "admin")


SYSTEM = Actor("desk", "admin")
