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
"""Probability from which a trained head alone reports its kind: about one row in a hundred without a
sensitive matter passes it (out of fold)."""
SURE_OF_SOME = 0.55
"""The same for the head that asks whether there is any: it knows of kinds too rare to learn apart."""
CONTRADICTED = 0.01
"""Below this probability the head overrules the words: it sees that the hospital is a customer. Out of
fold that spares a third of the look-alikes and costs one true hit in forty."""
NEVER_OVERRULED = frozenset({Sensitive.SELF_HARM.value})
_INJECTION = 0.6


def gather(
    reply: Reply, document: Document, p: Floats, language: str | None, scenarios: tuple[str, ...]
) -> Facts:
    """`p`: one row of probabilities over `classifier.targets.HEADS`."""
    return Facts(
        contract_type=contract_type(p, scenarios),
        wire_receipt=wire_receipt(document.text, p),
        sensitive=_sensitive(document, p, language),
        injection=bool(p[INJECTION_COLUMN] >= _INJECTION)
        or injected(reply.body, document.text, reply.subject),
        language=language,
    )


def _sensitive(document: Document, p: Floats, language: str | None) -> tuple[Sensitive, ...]:
    """Words and heads together; a person looks at each, so recall comes first."""
    *kinds, some = map(float, p[SENSITIVE_COLUMNS])
    chance = dict(zip(SENSITIVE, kinds, strict=True))
    said = {
        kind
        for kind in mentioned(document.read, language)
        if chance[kind] >= CONTRADICTED or kind in NEVER_OVERRULED
    }
    said |= {kind for kind, x in chance.items() if x >= SURE}
    if not said and some >= SURE_OF_SOME:
        said.add(max(SENSITIVE, key=lambda kind: chance[kind]))
    return tuple(Sensitive(kind) for kind in SENSITIVE if kind in said)
