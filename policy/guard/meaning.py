"""The eleven kinds of meaning, paragraph by paragraph: each sentence by rule, then everything by the model.

No rule and no window looks beyond a paragraph, so a paragraph that was judged before, for whatever client,
is not judged again: what the account itself says in it is blanked first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from policy.guard.denial import denied, settled
from policy.guard.granted import allows
from policy.guard.known import Known
from policy.guard.memory import Memory
from policy.guard.model import OBJECTS_AT, SentenceModel, judge
from policy.guard.rules import never, promises
from policy.guard.sentences import Piece, clauses, sentences, windows
from policy.guard.shield import spelled, unquoted
from policy.guard.text import plain
from policy.model import Decision

Meant = tuple[str, int, int]  # kind and span


class Paragraph(NamedTuple):
    """A run of text without an empty line, and where it starts."""

    start: int
    text: str


class _Cut(NamedTuple):
    """A paragraph's sentences, and everything in it that the model is asked about."""

    whole: list[Piece]
    views: list[Piece]
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
    keys = [
        (text, part.text if grants else None, grants, model)
        for text, part in zip(texts, parts, strict=True)
    ]
    found = [_judged.get(key) for key in keys]
    new = [n for n, known in enumerate(found) if known is None]
    cuts = {n: _cut(texts[n]) for n in new}
    asked = [words for n in new for words in cuts[n].words] if model else []
    scores = dict(zip(asked, judge(model, asked), strict=True)) if model and asked else {}
    for n in new:
        found[n] = tuple(_meant(parts[n].text, texts[n], cuts[n], decision, scores))
        _judged.put(keys[n], found[n] or ())
    return [known or () for known in found]


@lru_cache(maxsize=4096)
def _cut(text: str) -> _Cut:
    whole = sentences(text)
    views = [*windows(text, whole), *whole, *(c for piece in whole for c in clauses(text, piece))]
    return _Cut(whole, views, [" ".join(spelled(text[v.start : v.end]).split()) for v in views])


def _meant(
    shown: str,
    text: str,
    cut: _Cut,
    decision: Decision | None,
    scores: Mapping[str, Mapping[str, float]],
) -> Iterator[Meant]:
    low = plain(text).replace("\n", " ")
    said: set[tuple[str, int]] = set()
    for n, piece in enumerate(cut.whole):
        for kind in _by_rule(low[piece.start : piece.end]):
            if not allows(shown[piece.start : piece.end], kind, decision):
                said.add((kind, n))
                yield kind, piece.start, piece.end
    if scores:
        yield from _by_model(shown, cut, said, decision, scores)


def _by_model(
    shown: str,
    cut: _Cut,
    said: set[tuple[str, int]],
    decision: Decision | None,
    scores: Mapping[str, Mapping[str, float]],
) -> Iterator[Meant]:
    """What the model objects to in each window, at the sentence that speaks loudest.

    Sentences and clauses are judged by themselves too, with higher thresholds.
    """
    whole = cut.whole
    by_span = {
        (v.start, v.end): scores[words] for v, words in zip(cut.views, cut.words, strict=True)
    }
    starts, ends = [p.start for p in whole], [p.end for p in whole]
    for view in cut.views:
        inside = range(bisect_right(ends, view.start), bisect_left(starts, view.end))
        for kind, score in by_span[view.start, view.end].items():
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
            loudest = max(free, key=lambda n: by_span[whole[n].start, whole[n].end].get(kind, 0.0))
            said.add((kind, loudest))
            yield kind, whole[loudest].start, whole[loudest].end


@lru_cache(maxsize=16_384)
def _by_rule(low: str) -> tuple[str, ...]:
    """The kinds that rules find in one sentence; most sentences of our drafts come again and again."""
    found = [kind for kind, pattern in never() if pattern.search(low)]
    for kind, pattern in promises():
        if kind == "reinstatement_promise" and settled(low):
            continue
        if any(not denied(low, *m.span()) for m in pattern.finditer(low)):
            found.append(kind)
    return tuple(dict.fromkeys(found))
