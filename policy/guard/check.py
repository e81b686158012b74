"""The guard: text + account (+ decision) -> violations. Rules here, meaning from the model handed in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy.account import Account
from policy.guard.denial import denied
from policy.guard.facts import unsupported
from policy.guard.granted import allows
from policy.guard.kinds import KINDS, REASONS
from policy.guard.model import SentenceModel, judge
from policy.guard.rules import never, promises
from policy.guard.sentences import Piece, clauses, pairs, sentences
from policy.guard.text import Folded, fold, plain
from policy.law import load_law
from policy.model import Decision, Violation

LONGEST = 200_000  # characters; nobody writes a longer answer
_PASSED_ON = re.compile(
    r"\b(?:passed|forwarded|handed|assigned|sent|escalated|transferred|given)\b.{0,60}\bpayment operations\b|"
    r"\b(?:pasado|remitido|enviado|reenviado|derivado|asignado)\b.{0,60}\b(?:payment operations|operaciones de pago)\b|"
    r"\b(?:transmis|transfere|envoye|confie|remis)\b.{0,60}\b(?:payment operations|operations de paiement)\b|"
    r"\b(?:an|bei) (?:payment operations|die zahlungsabteilung)\b.{0,40}\b(?:weitergeleitet|ubergeben|weitergegeben)|"
    r"\b(?:encaminh|repass|envi|pass)\w+\b.{0,60}\b(?:payment operations|operacoes de pagamento)\b"
)


def check(
    text: str,
    account: Account | None,
    decision: Decision | None = None,
    *,
    sentence_model: SentenceModel | None = None,
) -> tuple[Violation, ...]:
    """Whatever in `text` must not reach the client, in order of appearance; empty when it may be sent.

    Spans are offsets into `text`. Facts must come from `account`; `None` supports none. `decision` gives
    the day, what is granted, and the route that the words must agree with; without one nothing is granted.
    Without `sentence_model` only rules judge. A text of more than 200,000 characters is one violation.
    Raises `GuardUnavailable` when the model fails: the caller must withhold the text.
    """
    if len(text) > LONGEST:
        reason = f"The text has more than {LONGEST:,} characters and was not judged. Shorten it."
        return (Violation(kind="internal_leak", start=0, end=len(text), reason=reason),)
    folded = fold(text)
    found: dict[tuple[str, int, int], Violation] = {}
    for kind, start, end, reason in (
        *_facts(folded, account, decision),
        *_meanings(folded, account, decision, sentence_model),
        *_route(folded, decision),
    ):
        first, last = folded.span(start, end)
        if not any(v.kind == kind and v.start <= first and last <= v.end for v in found.values()):
            found[kind, first, last] = Violation(kind=kind, start=first, end=last, reason=reason)
    return tuple(sorted(found.values(), key=lambda v: (v.start, v.end, KINDS.index(v.kind))))


Finding = tuple[str, int, int, str]


def _facts(folded: Folded, account: Account | None, decision: Decision | None) -> Iterator[Finding]:
    for start, end, reason in unsupported(folded.text, account, decision.on if decision else None):
        yield "unsupported_fact", start, end, reason


def _meanings(
    folded: Folded, account: Account | None, decision: Decision | None, model: SentenceModel | None
) -> Iterator[Finding]:
    """The eleven kinds of meaning, sentence by sentence, then in pairs of short neighbours."""
    text = _without_titles(folded.text, account)
    low = plain(text)
    whole = sentences(text)
    said: set[tuple[str, int]] = set()
    for n, piece in enumerate(whole):
        for kind in dict.fromkeys(_by_rule(low[piece.start : piece.end])):
            if not allows(folded.text[piece.start : piece.end], kind, decision):
                said.add((kind, n))
                yield kind, piece.start, piece.end, REASONS[kind]
    if model is None:
        return
    views = [*whole, *pairs(text, whole), *(c for piece in whole for c in clauses(text, piece))]
    judged = judge(model, [_readable(text, p) for p in views])
    alone = {(p.start, p.end) for p in whole}
    for piece, kinds in zip(views, judged, strict=True):
        inside = [n for n, p in enumerate(whole) if p.start < piece.end and piece.start < p.end]
        for kind in kinds:
            if (piece.start, piece.end) not in alone and any((kind, n) in said for n in inside):
                continue
            if all(
                allows(folded.text[whole[n].start : whole[n].end], kind, decision) for n in inside
            ):
                continue
            said.update((kind, n) for n in inside if piece.level != "pair")
            yield kind, piece.start, piece.end, REASONS[kind]


def _by_rule(low: str) -> Iterator[str]:
    for kind, pattern in never():
        if pattern.search(low):
            yield kind
    for kind, pattern in promises():
        if any(not denied(low, *m.span()) for m in pattern.finditer(low)):
            yield kind


def _without_titles(text: str, account: Account | None) -> str:
    """The text with the account's own contract titles blanked: they are quoted, not said."""
    for invoice in account.invoices if account else ():
        if invoice.contract and len(invoice.contract) > 3:
            for found in re.finditer(re.escape(f'"{invoice.contract}"'), text, re.IGNORECASE):
                text = text[: found.start() + 1] + "x" * len(invoice.contract) + text[found.end() - 1 :]
    return text


def _readable(text: str, piece: Piece) -> str:
    return re.sub(r'"x{4,}"', '"Logo"', " ".join(text[piece.start : piece.end].split()))


def _route(folded: Folded, decision: Decision | None) -> Iterator[Finding]:
    """Text and action agree: "passed to Payment Operations" needs that very route."""
    if decision is None or decision.route.group == load_law().routes.agency_payment:
        return
    low = plain(folded.text)
    for piece in sentences(folded.text):
        said = _PASSED_ON.search(low[piece.start : piece.end])
        if said and not denied(low[piece.start : piece.end], *said.span()):
            reason = f"Says it went to Payment Operations; the ticket's route is {decision.route.group} (COL-5)."
            yield "agency_payment_confirmed", piece.start, piece.end, reason
