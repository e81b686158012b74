"""A case as people and programs see it: the message, its reading, the decision and the live draft."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from desk.pipeline import Outcome
from desk.states import State
from policy.account import Account

Row = dict[str, Any]


class Delivery(BaseModel):
    """How the approved answer fares. `state`: pending | held (no target) | sent | failed."""

    model_config = ConfigDict(frozen=True)

    id: str
    target: str
    state: str
    attempts: int
    due_at: datetime
    error: str | None = None


class Case(BaseModel):
    """One message's case. Times are aware, in UTC.

    `outcome` is what classifier, policy and guard made of it (None until drafted); `text` is the body
    as it would be sent now, `segments` its runs as `(origin, source, text)` with the origin `agent`
    for an agent's own words. `labels` are an agent's scenarios, where one relabelled. `undo_until`
    is set while an approval can be taken back.
    """

    model_config = ConfigDict(frozen=True)

    seq: int
    id: str
    message_id: str
    state: State
    version: int
    received_at: datetime
    accepted_at: datetime
    subject: str
    sender: str | None
    client_id: str | None
    ticket_id: str | None
    ticket_url: str | None
    needs_person: bool
    sensitive: bool
    with_lead: bool
    edited: bool
    newer_id: str | None
    claimed_by: str | None
    lease_until: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    changed_by: str
    changed_at: datetime
    undo_until: datetime | None = None
    revision: int
    origin: str | None = None
    labels: tuple[str, ...] | None = None
    outcome: Outcome | None = None
    account: Account | None = None
    text: str | None = None
    segments: tuple[tuple[str, str, str], ...] = ()
    delivery: Delivery | None = None

    def row(self) -> dict[str, Any]:
        """The JSON object of the HTTP API."""
        made = self.outcome.row() if self.outcome else {}
        return {
            "id": self.id,
            "message_id": self.message_id,
            "state": self.state.value,
            "version": self.version,
            "classification": made.get("classification"),
            "decision": made.get("decision"),
            "draft": self._draft(),
            "route": made.get("route"),
            "violations": made.get("violations", []),
            "subject": self.subject,
            "client_id": self.client_id,
            "ticket": {"id": self.ticket_id, "url": self.ticket_url} if self.ticket_id else None,
            "received_at": self.received_at.isoformat(),
            "claimed_by": self.claimed_by,
            "lease_until": self.lease_until.isoformat() if self.lease_until else None,
            "decided_by": self.decided_by,
            "undo_until": self.undo_until.isoformat() if self.undo_until else None,
            "edited": self.edited,
            "with_lead": self.with_lead,
            "labels": list(self.labels) if self.labels is not None else None,
            "newer": self.newer_id,
            "delivery": self.delivery.model_dump(mode="json") if self.delivery else None,
            "links": self._links(),
        }

    def _draft(self) -> dict[str, Any] | None:
        if self.text is None or self.outcome is None:
            return None
        draft = self.outcome.draft
        return {
            "subject": subject_line(self.outcome),
            "body": self.text,
            "segments": [{"text": t, "origin": o, "source": s} for o, s, t in self.segments],
            "language": draft.language if draft else "en",
            "macro_versions": draft.macro_versions if draft else {},
            "revision": self.revision,
            "origin": self.origin,
        }

    def _links(self) -> dict[str, str]:
        here = f"/v1/drafts/{self.id}"
        links = {"self": here, "audit": f"{here}/audit", "page": f"/queue/{self.id}"}
        if self.newer_id:
            links["newer"] = f"/v1/drafts/{self.newer_id}"
        return links


def subject_line(outcome: Outcome) -> str:
    """The subject an answer goes out under; a client's own subject is never echoed."""
    from policy.law import load_law

    return outcome.draft.subject if outcome.draft else load_law().macro("subject").body


def from_row(row: Row, undo_until: datetime | None) -> Case:
    """A case from the joined columns that `desk.cases` selects."""
    outcome = Outcome.model_validate_json(row["outcome"]) if row["outcome"] else None
    segments: list[Any] = row["segments"] or []
    if not segments and outcome and outcome.draft:
        segments = [(s.origin, s.source, s.text) for s in outcome.draft.segments]
    delivery = None
    if row["delivery_id"]:
        names = ("id", "target", "state", "attempts", "due_at", "error")
        delivery = Delivery.model_validate({n: row[f"delivery_{n}"] for n in names})
    fields = {name: row[name] for name in _PLAIN}
    return Case(
        **fields,
        undo_until=undo_until,
        labels=row["labels"],
        outcome=outcome,
        account=Account.model_validate(json.loads(row["used_account"]))
        if row["used_account"]
        else None,
        segments=tuple(tuple(s) for s in segments),
        delivery=delivery,
    )


_SPECIAL = {"undo_until", "labels", "outcome", "account", "segments", "delivery"}
_PLAIN = tuple(name for name in Case.model_fields if name not in _SPECIAL)
