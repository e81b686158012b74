"""Text and action agree: "passed to Payment Operations" needs that very route."""

from __future__ import annotations

import re

from policy.guard.sentences import sentences
from policy.guard.text import plain

_NOT = re.compile(r"\b(?:not|never|no|pas|nicht|nao|nunca)\b|n't\b")
_PASSED_ON = re.compile(
    r"\b(?:passed|forwarded|handed|assigned|sent|escalated|transferred|given)\b.{0,60}\bpayment operations\b|"
    r"\b(?:pasado|remitido|enviado|reenviado|derivado|asignado)\b.{0,60}\b(?:payment operations|operaciones de pago)\b|"
    r"\b(?:transmis|transfere|envoye|confie|remis)\b.{0,60}\b(?:payment operations|operations de paiement)\b|"
    r"\b(?:an|bei) (?:payment operations|die zahlungsabteilung)\b.{0,40}\b(?:weitergeleitet|ubergeben|weitergegeben)|"
    r"\b(?:encaminh|repass|envi|pass)\w+\b.{0,60}\b(?:payment operations|operacoes de pagamento)\b"
)


def passed_on(paragraph: str) -> list[tuple[int, int]]:
    """The sentences that say the case went to Payment Operations."""
    low = plain(paragraph).replace("\n", " ")
    found = []
    for piece in sentences(paragraph):
        said = _PASSED_ON.search(low[piece.start : piece.end])
        if said and not _NOT.search(low[piece.start : piece.start + said.end()]):
            found.append((piece.start, piece.end))
    return found
