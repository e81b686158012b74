"""All facts of one reply, from the heads' probabilities and from rules over the words."""

from __future__ import annotations

from classifier.document import Document
from classifier.facts.contract import contract_type
from classifier.facts.injection import injected
from classifier.facts.receipt import wire_receipt
from classifier.facts.sensitive import mentioned
from classifier.reply import Reply
from classifier.targets import INJECTION_COLUMN, SENSITIVE, SENSITIVE_COLUMNS
from classifier.views import Floats
from policy.model import Facts, Sensitive

SURE = 0.4
"""Probability from which a trained head alone reports a sensitive matter."""
_INJECTION = 0.6


def gather(
    reply: Reply, document: Document, p: Floats, language: str | None, scenarios: tuple[str, ...]
) -> Facts:
    """`p`: one row of probabilities over `classifier.targets.HEADS`."""
    said = set(mentioned(document.read, language))
    heads = p[SENSITIVE_COLUMNS]
    said |= {kind for kind, x in zip(SENSITIVE, heads, strict=False) if x >= SURE}
    return Facts(
        contract_type=contract_type(p, scenarios),
        wire_receipt=wire_receipt(document.text, p),
        sensitive=tuple(Sensitive(kind) for kind in SENSITIVE if kind in said),
        injection=bool(p[INJECTION_COLUMN] >= _INJECTION)
        or injected(reply.body, document.text, reply.subject),
        language=language,
    )
