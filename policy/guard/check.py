"""The guard: text + account (+ decision) -> violations. Rules here, meaning from the model handed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy.account import Account
from policy.guard.denial import denied
from policy.guard.facts import unsupported
from policy.guard.granted import allows
from policy.guard.kinds import KINDS, REASONS
from policy.guard.model import OBJECTS_AT, SentenceModel, judge
from policy.guard.rules import never, promises
from policy.guard.sentences import Piece, clauses, sentences, windows
from policy.guard.text import Folded, fold, plain
from policy.law import load_law
from policy.model import Decision, Violation

_NOT = re.compile(r"\b(?:not|never|no|pas|nicht|nao|nunca)\b|n't\b")
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
        found.setdefault(
            (kind, first, last), Violation(kind=kind, start=first, end=last, reason=reason)
        )
    return tuple(sorted(found.values(), key=lambda v: (v.start, v.end, KINDS.index(v.kind))))


Finding = tuple[str, int, int, str]


def _facts(folded: Folded, account: Account | None, decision: Decision | None) -> Iterator[Finding]:
    for start, end, reason in unsupported(folded.text, account, decision.on if decision else None):
        yield "unsupported_fact", start, end, reason


def _meanings(
    folded: Folded, account: Account | None, decision: Decision | None, model: SentenceModel | None
) -> Iterator[Finding]:
    """The eleven kinds of meaning, sentence by sentence by rule, then by the model."""
    text = _without_titles(folded.text, account)
    low = plain(text).replace("\n", " ")
    whole = sentences(text)
    said: set[tuple[str, int]] = set()
    for n, piece in enumerate(whole):
        for kind in _by_rule(low[piece.start : piece.end]):
            if not allows(folded.text[piece.start : piece.end], kind, decision):
                said.add((kind, n))
                yield kind, piece.start, piece.end, REASONS[kind]
    if model is None:
        return
    yield from _by_model(folded.text, text, whole, said, decision, model)


def _by_model(
    shown: str,
    text: str,
    whole: list[Piece],
    said: set[tuple[str, int]],
    decision: Decision | None,
    model: SentenceModel,
) -> Iterator[Finding]:
    """What the model objects to in each window, at the sentence that speaks loudest.

    Sentences and clauses are judged by themselves too, with higher thresholds.
    """
    around = windows(text, whole)
    parts = [*whole, *(c for piece in whole for c in clauses(text, piece))]
    views = [*around, *parts]
    judged = judge(model, [_readable(text, p) for p in views])
    scores = dict(zip(((p.start, p.end) for p in views), judged, strict=True))
    for view in views:
        inside = [n for n, p in enumerate(whole) if p.start < view.end and view.start < p.end]
        for kind, score in scores[view.start, view.end].items():
            if score < OBJECTS_AT[view.level]:
                continue
            if any((kind, n) in said for n in inside):
                continue
            free = [
                n
                for n in inside
                if not allows(shown[whole[n].start : whole[n].end], kind, decision)
            ]
            if not free:
                continue
            loudest = max(free, key=lambda n: scores[whole[n].start, whole[n].end].get(kind, 0.0))
            said.add((kind, loudest))
            yield kind, whole[loudest].start, whole[loudest].end, REASONS[kind]


@lru_cache(maxsize=16_384)
def _by_rule(low: str) -> tuple[str, ...]:
    """The kinds that rules find in one sentence; most sentences of our drafts come again and again."""
    found = [kind for kind, pattern in never() if pattern.search(low)]
    for kind, pattern in promises():
        if any(not denied(low, *m.span()) for m in pattern.finditer(low)):
            found.append(kind)
    return tuple(dict.fromkeys(found))


def _without_titles(text: str, account: Account | None) -> str:
    """The text with the account's own contract titles blanked: they are quoted, not said."""
    for invoice in account.invoices if account else ():
        if invoice.contract and len(invoice.contract) > 3:
            for found in re.finditer(re.escape(f'"{invoice.contract}"'), text, re.IGNORECASE):
                text = (
                    text[: found.start() + 1]
                    + "x" * len(invoice.contract)
                    + text[found.end() - 1 :]
                )
    return text


def _readable(text: str, piece: Piece) -> str:
    return re.sub(r'"x{4,}"', '"Logo"', " ".join(text[piece.start : piece.end].split()))


def _route(folded: Folded, decision: Decision | None) -> Iterator[Finding]:
    """Text and action agree: "passed to Payment Operations" needs that very route."""
    if decision is None or decision.route.group == load_law().routes.agency_payment:
        return
    low = plain(folded.text).replace("\n", " ")
    for piece in sentences(folded.text):
        said = _PASSED_ON.search(low[piece.start : piece.end])
        if said and not _NOT.search(low[piece.start : piece.start + said.end()]):
            reason = f"Says it went to Payment Operations; the ticket's route is {decision.route.group} (COL-5)."
            yield "agency_payment_confirmed", piece.start, piece.end, reason
