"""The eleven kinds of meaning, paragraph by paragraph: each sentence by rule, then everything by the model.

No rule and no window looks beyond a paragraph, so a paragraph that was judged before is not judged again, whoever
the client is, as long as the account claims the same words of it: those are blanked first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from policy.guard.denial import denied, settled
from policy.guard.granted import allows, own
from policy.guard.known import Known
from policy.guard.memory import Memory
from policy.guard.model import CLEARS, OBJECTS, SentenceModel, judge
from policy.guard.rules import LEAK, never, promises
from policy.guard.sentences import Piece, sentences, windows
from policy.guard.shield import spelled, unquoted
from policy.guard.text import plain
from policy.model import Decision

Meant = tuple[str, int, int]  # kind and span


class Paragraph(NamedTuple):
    """A run of text without an empty line, and where it starts."""

    start: int
    text: str


class _Cut(NamedTuple):
    """A paragraph's sentences, and the windows of them that the model is asked about."""

    whole: list[Piece]
    windows: list[Piece]
    words: list[str]


_judged: Memory[tuple[Meant, ...]] = Memory(16_384)


def meanings(
    parts: Sequence[Paragraph],
    facts: Known,
    decision: Decision | None,
    model: SentenceModel | None,
) -> list[tuple[Meant, ...]]:
    """For each paragraph what it must not mean. Raises `GuardUnavailable` when the model fails."""
    grants = (decision.granted, decision.macros) if decision and decision.granted else None
    texts = [unquoted(part.text, facts) for part in parts]
    keys = [(text, part.text, grants, model) for text, part in zip(texts, parts, strict=True)]
    found = [_judged.get(key) for key in keys]
    new = [n for n, known in enumerate(found) if known is None]
    cuts = {n: _cut(texts[n]) for n in new}
    asked = [words for n in new for words in cuts[n].words] if model else []
    scores = dict(zip(asked, judge(model, asked), strict=True)) if model and asked else {}
    for n in new:
        asking = model and _Asking(model, [scores[words] for words in cuts[n].words])
        found[n] = tuple(_meant(parts[n].text, texts[n], cuts[n], decision, asking))
        _judged.put(keys[n], found[n] or ())
    return [known or () for known in found]


class _Asking(NamedTuple):
    """The model, and what it said of each window."""

    model: SentenceModel
    said: list[dict[str, float]]


@lru_cache(maxsize=4096)
def _cut(text: str) -> _Cut:
    """Windows in which every sentence is a macro's own are left out: policy wrote them."""
    whole = sentences(text)
    mine = [own(" ".join(text[p.start : p.end].split())) for p in whole]
    asked = [
        window for window in windows(whole) if not all(mine[n] for n in _inside(whole, window))
    ]
    return _Cut(whole, asked, [_words(text, window) for window in asked])


def _words(text: str, piece: Piece) -> str:
    return " ".join(spelled(text[piece.start : piece.end]).split())


def _inside(whole: list[Piece], window: Piece) -> range:
    """The places of a window's sentences."""
    first = bisect_left(whole, window.start, key=lambda piece: piece.start)
    return range(first, bisect_left(whole, window.end, key=lambda piece: piece.start))


def views(text: str) -> list[str]:
    """What the model is asked about a paragraph."""
    return _cut(text).words


def _meant(
    shown: str,
    text: str,
    cut: _Cut,
    decision: Decision | None,
    asking: _Asking | None,
) -> Iterator[Meant]:
    low = plain(text).replace("\n", " ")
    said: set[tuple[str, int]] = set()
    for n, piece in enumerate(cut.whole):
        for kind, stands in _by_rule(low[piece.start : piece.end]):
            if asking and not stands and _cleared(kind, n, cut, asking.said):
                continue
            if not allows(shown[piece.start : piece.end], kind, decision):
                said.add((kind, n))
                yield kind, piece.start, piece.end
    if asking:
        yield from _by_model(shown, text, cut, said, decision, asking)


def _cleared(kind: str, n: int, cut: _Cut, scores: Sequence[Mapping[str, float]]) -> bool:
    """Whether the model is all but sure that sentence `n` is harmless wherever it stands: a rule's word alone
    does not outweigh that. A model that does not score `kind` knows nothing of it, and clears none."""
    around = [
        max(row.values()) if kind in row else 1.0
        for window, row in zip(cut.windows, scores, strict=True)
        if n in _inside(cut.whole, window)
    ]
    return bool(around) and max(around) < CLEARS


def _by_model(
    shown: str,
    text: str,
    cut: _Cut,
    said: set[tuple[str, int]],
    decision: Decision | None,
    asking: _Asking,
) -> Iterator[Meant]:
    """What the model objects to in each window, at the sentence that speaks loudest by itself."""
    for window, row in zip(cut.windows, asking.said, strict=True):
        inside = _inside(cut.whole, window)
        for kind, score in row.items():
            if score < OBJECTS or any((kind, n) in said for n in inside):
                continue
            free = [
                n
                for n in inside
                if not allows(shown[cut.whole[n].start : cut.whole[n].end], kind, decision)
            ]
            if not free:
                continue
            loudest = free[0]
            if len(free) > 1:
                alone = judge(asking.model, [_words(text, cut.whole[n]) for n in free])
                loudest = max(zip(free, alone, strict=True), key=lambda x: x[1].get(kind, 0.0))[0]
            said.add((kind, loudest))
            yield kind, cut.whole[loudest].start, cut.whole[loudest].end


@lru_cache(maxsize=16_384)
def _by_rule(low: str) -> tuple[tuple[str, bool], ...]:
    """The kinds that rules find in one sentence, and whether each stands whatever a model says.

    Most sentences of our drafts come again and again.
    """
    found = {kind: kind == LEAK for kind, pattern in never() if pattern.search(low)}
    for kind, pattern in promises():
        if kind == "reinstatement_promise" and settled(low):
            continue
        if any(not denied(low, *m.span()) for m in pattern.finditer(low)):
            found.setdefault(kind, False)
    return tuple(found.items())
