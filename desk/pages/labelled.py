"""Agents' scenarios as labelled replies, in the labelling guide's format, for `arrears train` and `eval`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from classifier.classification import Classification
from desk import cases as reading
from desk.context import Desk
from desk.pages.span import Span
from desk.pipeline import Outcome
from desk.tables import cases, drafts, messages

BATCH = 200
MAX_BODY = 12_000  # the corpus takes no longer ones


def rows(desk: Desk, span: Span) -> Iterator[str]:
    """One JSON line a reply that an agent relabelled: the last scenarios chosen for it."""
    last = (
        sa.select(sa.func.max(drafts.c.seq))
        .where(drafts.c.origin == "relabel", drafts.c.made_at >= span.since)
        .group_by(drafts.c.case_seq)
    )
    with desk.db.read() as tx:
        seqs = list(tx.execute(last).scalars())
    for start in range(0, len(seqs), BATCH):
        yield from _batch(desk, seqs[start : start + BATCH])


def _batch(desk: Desk, seqs: list[int]) -> Iterator[str]:
    query = (
        sa.select(
            drafts.c.case_seq,
            drafts.c.author,
            drafts.c.labels,
            drafts.c.outcome,
            cases.c.id,
            messages.c.client_id,
        )
        .join(cases, cases.c.seq == drafts.c.case_seq)
        .join(messages, messages.c.seq == drafts.c.case_seq)
        .where(drafts.c.seq.in_(seqs))
        .order_by(drafts.c.seq)
    )
    with desk.db.read() as tx:
        found = tx.execute(query).all()
        replies = reading.load_replies(tx, [row.case_seq for row in found])
    for row in found:
        reply = replies[row.case_seq]
        if len(reply.body) > MAX_BODY:
            continue
        read = Outcome.model_validate_json(row.outcome).classification
        line: dict[str, Any] = {
            "id": f"desk-{row.id}",
            "subject": reply.subject,
            "body": reply.body,
            "attachments": [file.name for file in reply.attachments],
            **_labels(tuple(row.labels or read.scenarios), read),
            "author": f"agent {row.author}",
            "persona": "client",
            "situation": "relabelled at the desk",
            "split_group": f"desk-{row.client_id or row.id}",
            "difficulty": "hard",
        }
        yield json.dumps(line, ensure_ascii=False) + "\n"


def _labels(labels: tuple[str, ...], read: Classification) -> dict[str, Any]:
    """The agent's scenarios; the facts stay the machine's, within what the guide allows."""
    likely = max(labels, key=lambda label: read.probabilities.get(label, 0.0))
    facts = read.facts
    disputed = "freelancer_dispute" in labels
    language = facts.language
    return {
        "scenarios": list(labels),
        "primary": likely,
        "contract_type": facts.contract_type if disputed else None,
        "wire_receipt": facts.wire_receipt,
        "sensitive": [s.value for s in facts.sensitive],
        "injection": facts.injection,
        "language": language if language and len(language) == 2 else None,
    }
