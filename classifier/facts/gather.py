"""All facts of one reply, from the fused probabilities and from rules over the words."""

from __future__ import annotations

import numpy as np

from classifier.document import Document
from classifier.facts.contract import contract_type
from classifier.facts.injection import injected
from classifier.facts.receipt import wire_receipt
from classifier.facts.sensitive import mentioned
from classifier.reply import Reply
from classifier.targets import INJECTION_COLUMN, SENSITIVE, SENSITIVE_COLUMNS
from classifier.views import Floats
from policy.model import Facts, Sensitive

NEVER_OVERRULED = Sensitive.SELF_HARM.value
"""Its words alone call a person, whatever the models make of them."""
_SOME = np.float32(2.5)
"""How much surer "there is some matter" has to be than a single kind."""
_INJECTION = 0.6


def gather(
    reply: Reply,
    document: Document,
    p: Floats,
    language: str | None,
    scenarios: tuple[str, ...],
    sensitive: float,
) -> Facts:
    """`p`: one row of probabilities over `classifier.targets.HEADS`; `sensitive`: see `Rules`."""
    kinds = matters(p, sensitive)
    if NEVER_OVERRULED in mentioned(document.read, language):
        kinds |= {NEVER_OVERRULED}
    return Facts(
        contract_type=contract_type(p, scenarios),
        wire_receipt=wire_receipt(document.text, p),
        sensitive=tuple(Sensitive(kind) for kind in SENSITIVE if kind in kinds),
        injection=bool(p[INJECTION_COLUMN] >= _INJECTION)
        or injected(reply.body, document.text, reply.subject),
        language=language,
    )


def matters(p: Floats, threshold: float) -> set[str]:
    """The kinds to report: none where the loudest sign stays below `threshold`, otherwise every kind from half of
    it on, and at least the likeliest."""
    kinds = p[SENSITIVE_COLUMNS][:-1]
    if loudness(p) < threshold:
        return set()
    named = {kind for kind, x in zip(SENSITIVE, kinds, strict=True) if x >= threshold / 2}
    return named | {SENSITIVE[int(kinds.argmax())]}


def loudness(p: Floats) -> Floats:
    """How much speaks for a sensitive matter: the likeliest kind, or that there is some, which is right more often
    and so has to be surer. `p` (…, heads) -> (…)."""
    sensitive = p[..., SENSITIVE_COLUMNS]
    loudest: Floats = np.maximum(sensitive[..., :-1].max(axis=-1), sensitive[..., -1] / _SOME)
    return loudest
