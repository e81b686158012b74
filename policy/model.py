"""The words of the policy: what it reads (reading, account) and what it says (decision, draft).

All models are frozen and forbid unknown keys. Money is `Decimal` in the account's currency, dates are
calendar days without a time zone. Source: `docs/policy.md` and the clauses it is generated from.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from policy.account import ReceiptStatus

__all__ = [
    "AgencyPayment",
    "Band",
    "Citation",
    "Decision",
    "Draft",
    "Facts",
    "Reading",
    "Route",
    "Scenario",
    "Segment",
    "Sensitive",
    "Violation",
]


class Scenario(StrEnum):
    """The five situations of the Collections article, in the order in which one reply answers them."""

    BALANCE = "balance_inquiry"
    DISPUTE = "freelancer_dispute"
    PLAN = "payment_plan_request"
    EXTENSION = "extension_request"
    AGENCY = "agency_payment_claim"


class Sensitive(StrEnum):
    """Matters that a person looks at; see `policy/sensitive.py` for who takes over."""

    LEGAL_THREAT = "legal_threat"
    ATTORNEY = "attorney_represented"
    BANKRUPTCY = "bankruptcy"
    UNAUTHORIZED = "unauthorized_charge"
    CEASE_CONTACT = "cease_contact"
    REGULATOR = "regulator_complaint"
    CHARGEBACK = "chargeback"
    HARDSHIP = "hardship"
    SELF_HARM = "self_harm"
    VIOLENCE = "threat_of_violence"
    ABUSIVE = "abusive"


Band = Literal["high", "medium", "low"]
ContractType = Literal["hourly", "fixed", "both"]
Handling = Literal["draft", "person", "ignore"]
Origin = Literal["macro", "account", "opening"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Facts(_Frozen):
    """What the reply states, by the labelling guide; `None` where it states nothing."""

    contract_type: ContractType | None = None
    wire_receipt: Literal["none", "claimed", "promised", "attached"] = "none"
    sensitive: tuple[Sensitive, ...] = ()
    injection: bool = False
    language: str | None = None


class AgencyPayment(_Frozen):
    """A client's own words about a payment to the agency; for the internal note only, never a draft."""

    amount: str | None = None
    paid_on: str | None = None
    method: str | None = None
    reference: str | None = None


class Reading(_Frozen):
    """What a classifier read in one reply. `scenarios` is empty where none of the five passes."""

    scenarios: tuple[Scenario, ...] = ()
    band: Band = "low"
    abstain_reasons: tuple[str, ...] = ()
    facts: Facts = Facts()
    agency_payment: AgencyPayment = AgencyPayment()
    attachments: tuple[str, ...] = ()
    automatic: str | None = None


class Citation(_Frozen):
    """A clause id and why it applies here."""

    clause: str
    because: str


class Route(_Frozen):
    """Where the ticket goes together with the draft, in one approval: group, tags and a staff-only note."""

    group: str
    tags: tuple[str, ...] = ()
    internal_note: str = ""


class Decision(_Frozen):
    """What the policy lays down for one reply and account on one day.

    `handling`: `draft` (macros to compose), `person` (an agent decides, nothing is composed; `reasons`
    say why) or `ignore` (automatic mail). `preselected` is true only where one click may approve.
    `granted` names the guard kinds that this decision makes true, so far only `extension_grant` and
    `collections_hold` for a verified wire receipt.
    """

    handling: Handling
    scenarios: tuple[Scenario, ...] = ()
    preselected: bool = False
    macros: tuple[str, ...] = ()
    receipt: ReceiptStatus = ReceiptStatus.NONE
    granted: tuple[str, ...] = ()
    route: Route
    citations: tuple[Citation, ...]
    checks: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    on: date
    policy_version: str


class Segment(_Frozen):
    """A run of a draft's body and where its words come from."""

    text: str
    origin: Origin
    source: str


class Draft(_Frozen):
    """A reply waiting for an agent. `body` is exactly the segments' texts joined."""

    subject: str
    body: str
    segments: tuple[Segment, ...]
    language: str = "en"
    macro_versions: dict[str, str]


class Violation(_Frozen):
    """Words that must not reach a client: `text[start:end]`, the kind and a reason an agent can act on."""

    kind: str
    start: int
    end: int
    reason: str
