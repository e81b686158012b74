"""The client's message as blocks of plain text: own words with the deciding spans, history, signature.

An HTML body is shown as the text a reader would see. Every offset is into the original body.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from classifier.classification import Evidence
from classifier.mapped import Mapped
from classifier.markup import is_html, to_text
from classifier.reply import Reply
from classifier.text import clean

Kind = Literal["own", "quoted", "signature"]
SHOWN = 30_000  # characters; a page stays below 100 KB, the download of the message has it all


@dataclass(frozen=True)
class Piece:
    """A run of text; `scenarios` names what it decided."""

    text: str
    scenarios: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """A run of one kind: `own` is shown, `quoted` and `signature` are folded."""

    kind: Kind
    pieces: tuple[Piece, ...]

    @property
    def lines(self) -> int:
        """How many lines are folded away."""
        return sum(p.text.count("\n") for p in self.pieces) + 1


@dataclass(frozen=True)
class Letter:
    """All blocks in order. `cut`: there was more than a page shows; `html`: it came as HTML."""

    blocks: tuple[Block, ...]
    cut: bool
    html: bool


def letter(reply: Reply, evidence: Iterable[Evidence]) -> Letter:
    """What a person reads of `reply`. Takes time linear in its length."""
    html = is_html(reply.body)
    page = to_text(reply.body) if html else Mapped.of(reply.body)
    cleaned = clean(reply.body, reply.subject)
    text = page.text[:SHOWN]
    marks: list[Kind] = ["own"] * len(text)
    for kind, spans in (("quoted", cleaned.quoted), ("signature", cleaned.signature)):
        for start, end in spans:
            for at in range(*_within(page, start, end, len(text))):
                marks[at] = kind  # type: ignore[call-overload]
    decided: list[set[str]] = [set() for _ in text]
    for one in evidence:
        for at in range(*_within(page, one.start, one.end, len(text))):
            decided[at].add(one.scenario)
    blocks = tuple(_tidy(_blocks(text, marks, decided)))
    return Letter(blocks, len(page.text) > SHOWN, html)


def _within(page: Mapped, start: int, end: int, limit: int) -> tuple[int, int]:
    """Positions of the shown text that stand for the body's `[start, end)`."""
    first = bisect_left(page.starts, start)
    last = bisect_left(page.starts, end)
    return min(first, limit), min(last, limit)


def _blocks(text: str, marks: list[Kind], decided: list[set[str]]) -> Iterator[Block]:
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and _joins(text, marks, start, end):
            end += 1
        yield Block(marks[start], tuple(_pieces(text, decided, start, end)))
        start = end


def _joins(text: str, marks: list[Kind], start: int, at: int) -> bool:
    """Blank space between two runs of the same kind does not part them."""
    if marks[at] == marks[start]:
        return True
    return text[at].isspace() and marks[start] != "own"


def _pieces(text: str, decided: list[set[str]], start: int, end: int) -> Iterator[Piece]:
    at = start
    while at < end:
        to = at
        while to < end and decided[to] == decided[at]:
            to += 1
        yield Piece(text[at:to], tuple(sorted(decided[at])))
        at = to


def _tidy(blocks: Iterable[Block]) -> Iterator[Block]:
    """Leave out blank blocks, and the empty lines around the others."""
    for block in blocks:
        pieces = list(block.pieces)
        if not any(p.text.strip() for p in pieces):
            continue
        pieces[0] = Piece(pieces[0].text.lstrip("\r\n"), pieces[0].scenarios)
        pieces[-1] = Piece(pieces[-1].text.rstrip(), pieces[-1].scenarios)
        yield Block(block.kind, tuple(p for p in pieces if p.text))
