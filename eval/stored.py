"""Earlier outcomes as `arrears draft` wrote them, joined with the account and message they were for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from classifier.automail import automatic
from classifier.classification import Classification
from classifier.reply import Reply
from eval.data import RowFault
from policy.account import Account
from policy.model import AgencyPayment, Decision, Draft


@dataclass(frozen=True)
class Stored:
    """One earlier outcome. `whole_note`: the client's words on an agency payment are known, so the
    staff-only note can be compared too."""

    id: str
    classification: Classification
    account: Account | None
    reply: Reply
    automatic: str | None
    decision: Decision
    draft: Draft | None
    whole_note: bool


def read(file: Path, inputs: Path | None = None) -> Iterator[Stored | RowFault]:
    """Stored outcomes of a JSON Lines file.

    A line is a row of `arrears draft`; `account`, `attachments` and `headers` stand in the line itself
    or in the row of `inputs` (what `arrears draft` was given) with the same `id`. Without an account the
    case is taken as one that had none. Bad lines become faults.
    """
    rows = _by_id(inputs) if inputs else {}
    with file.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield _stored(file.name, number, line, rows)


def _by_id(file: Path) -> dict[str, Any]:
    found = {}
    with file.open(encoding="utf-8") as stream:
        for line in stream:
            if line.strip():
                row = json.loads(line)
                found[str(row.get("id"))] = row
    return found


def _stored(file: str, number: int, line: str, inputs: Mapping[str, Any]) -> Stored | RowFault:
    try:
        row = json.loads(line)
        if not isinstance(row, dict) or "id" not in row:
            return RowFault(file, number, "id", "expected an object with an id")
        known = {**inputs.get(str(row["id"]), {}), **row}
        if "decision" not in row or "classification" not in row:
            return RowFault(file, number, "decision", "not a row of `arrears draft`")
        payment = known.get("agency_payment")
        reply = Reply.model_validate(
            {k: known[k] for k in ("id", "subject", "body", "attachments", "headers") if k in known}
        )
        return Stored(
            id=str(row["id"]),
            classification=Classification.model_validate(
                {**row["classification"], "agency_payment": payment or AgencyPayment()}
            ),
            account=Account.model_validate(known["account"]) if known.get("account") else None,
            reply=reply,
            automatic=known.get("automatic") or automatic(reply.headers, reply.subject),
            decision=Decision.model_validate({**row["decision"], "route": row["route"]}),
            draft=Draft.model_validate(row["draft"]) if row.get("draft") else None,
            whole_note=payment is not None
            or "agency_payment_claim" not in row["classification"]["scenarios"],
        )
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        return RowFault(file, number, ".".join(map(str, problem["loc"])) or "line", problem["msg"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return RowFault(file, number, "line", str(error))
