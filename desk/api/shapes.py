"""The JSON objects that the API answers with, for OpenAPI; `desk.case.Case.row` builds them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from desk.case import Delivery
from desk.errors import FieldError
from desk.states import State
from policy.model import Route, Violation


class DraftOut(BaseModel):
    """The text that would be sent now. A segment's origin: macro | account | opening | agent."""

    subject: str
    body: str
    segments: list[dict[str, str]]
    language: str
    macro_versions: dict[str, str]
    revision: int
    origin: str | None = Field(description="baseline | opinion | relabel | edit")


class CaseOut(BaseModel):
    """One message's case; classification, decision, draft and route are null until it was read."""

    id: str
    message_id: str
    state: State
    version: int
    classification: dict[str, Any] | None
    decision: dict[str, Any] | None
    draft: DraftOut | None
    route: Route | None
    violations: list[Violation]
    subject: str
    client_id: str | None
    ticket: dict[str, str | None] | None
    received_at: datetime
    claimed_by: str | None
    lease_until: datetime | None
    decided_by: str | None
    undo_until: datetime | None
    edited: bool
    with_lead: bool
    labels: list[str] | None
    newer: str | None
    delivery: Delivery | None
    links: dict[str, str]


class PageOut(BaseModel):
    """A page of cases; `next` is the cursor of the page after it."""

    items: list[CaseOut]
    next: str | None


class AuditOut(BaseModel):
    """One change of a case."""

    at: datetime
    actor: str
    action: str
    before: State | None
    after: State
    detail: dict[str, Any]
    versions: dict[str, Any]


class TrailOut(BaseModel):
    """A case's changes, oldest first."""

    items: list[AuditOut]


__all__ = ["AuditOut", "CaseOut", "DraftOut", "FieldError", "PageOut", "TrailOut"]
