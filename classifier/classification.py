"""What a classifier says of one reply; the shape that `arrears classify` prints, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict

from classifier.reply import Reply
from policy.model import AgencyPayment, Band, Facts, Reading, Scenario

OTHER = "other"
LABELS: tuple[str, ...] = (
    "balance_inquiry",
    "extension_request",
    "freelancer_dispute",
    "payment_plan_request",
    "agency_payment_claim",
    OTHER,
)
SCENARIOS: tuple[str, ...] = LABELS[:-1]
Source = Literal["baseline", "llm", "both"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(_Frozen):
    """`body[start:end]` of the reply's original body: the client's own words that decided `scenario`."""

    start: int
    end: int
    scenario: str


class Opinion(_Frozen):
    """One classifier's reading, kept so that an agent sees both where two disagree."""

    source: Literal["baseline", "llm"]
    scenarios: tuple[str, ...]
    primary: str
    model: str


class Classification(_Frozen):
    """`scenarios` and `primary` are labels of the guide (`other` alone where none of the five passes).

    `probabilities` maps each of the six labels to a calibrated probability in [0, 1]. `abstained` means that
    nothing may be preselected; `abstain_reasons` are sentences for the agent.
    """

    id: str
    scenarios: tuple[str, ...]
    primary: str
    probabilities: dict[str, float]
    confidence: Band
    abstained: bool
    abstain_reasons: tuple[str, ...] = ()
    facts: Facts = Facts()
    evidence: tuple[Evidence, ...] = ()
    source: Source = "baseline"
    opinions: tuple[Opinion, ...] = ()
    agency_payment: AgencyPayment = AgencyPayment()
    model_version: str = ""

    def reading(self, reply: Reply, automatic: str | None = None) -> Reading:
        """The policy's view: scenarios only, `low` where the classifier abstained."""
        return Reading(
            scenarios=tuple(Scenario(s) for s in self.scenarios if s != OTHER),
            band="low" if self.abstained else self.confidence,
            abstain_reasons=self.abstain_reasons if self.abstained else (),
            facts=self.facts,
            agency_payment=self.agency_payment,
            attachments=tuple(a.name for a in reply.attachments),
            automatic=automatic,
        )

    def row(self) -> dict[str, Any]:
        """The stable JSON object of `arrears classify` (contract: design, "Command line")."""
        return self.model_dump(mode="json", exclude={"opinions", "agency_payment", "model_version"})


class Classifier(Protocol):
    """Anything that reads replies: the baseline, the model's opinion, the cascade, a test double."""

    def classify(self, replies: Sequence[Reply]) -> list[Classification]:
        """One classification per reply, in order. Never raises for a reply's content."""
        ...
