"""The client's own words out of a mail body: no history, no signature, one form of each character.

Own code because evidence is a product need: every character of the result knows its place in the
body. `mail-parser-reply` and `quotequail` return strings without offsets.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifier import quotes, sentences, signature
from classifier.attribution import flat_start
from classifier.characters import fold
from classifier.lines import Line, split
from classifier.mapped import Builder, Mapped
from classifier.markup import is_html, to_text

MAX_WORDS = 20_000
"""Characters of the client's own words that are read; `Cleaned.truncated` tells of more."""
MAX_READ = 300_000
"""Characters of a body (of an HTML body's visible text) that are looked at at all."""
# Beyond this a body is searched for history line by line only.
_FLAT_LIMIT = 50_000
_GAP = re.compile(r"\s+")
_MANY = re.compile(r"  +")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What the client wrote.

    `text`: the words, folded (`classifier.characters`), one space between words, at most one empty
    line between paragraphs. `offsets[i]` and `ends[i]`: where the body's characters behind
    `text[i]` begin and end. `quoted` and `signature`: half-open spans of the body that were taken
    as history and as signature or footer. `truncated`: there were more than 20,000 own characters.
    """

    text: str
    offsets: Sequence[int]
    ends: Sequence[int]
    quoted: tuple[Span, ...]
    signature: tuple[Span, ...]
    truncated: bool

    def span(self, start: int, end: int) -> Span:
        """The span of the body behind `text[start:end]`. Raises `ValueError` outside the text."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}:{end} is outside a text of {len(self.text)} characters")
        if start == end:
            at = self.offsets[start] if start < len(self.text) else (self.ends or [0])[-1]
            return at, at
        return self.offsets[start], self.ends[end - 1]

    def sentences(self) -> list[Span]:
        """Spans of `text`, one a sentence (see `classifier.sentences.split`)."""
        return sentences.split(self.text)


def clean(body: str, subject: str = "") -> Cleaned:
    """The client's own words in `body` (plain text or HTML), with offsets into `body`.

    `subject` only serves to recognise it where a gateway repeated it on top of the body. Never
    raises; takes linear time. A body that is nothing but history gives an empty text.
    """
    page = to_text(body) if is_html(body) else Mapped.of(body)
    unread = len(page.text) > MAX_READ
    page = fold(_head(page, MAX_READ) if unread else page)
    short = len(page.text) <= _FLAT_LIMIT
    lines = split(page.text, flat_start) if short else split(page.text)
    quoted = quotes.mark(lines, subject)
    signed = signature.mark(lines, quoted)
    own = [not (q or s) for q, s in zip(quoted, signed, strict=True)]
    words, truncated = _join(page, lines, own)
    return Cleaned(
        text=words.text,
        offsets=words.starts,
        ends=words.ends,
        quoted=tuple(_spans(page, lines, quoted)),
        signature=tuple(_spans(page, lines, signed)),
        truncated=truncated or unread,
    )


def _join(page: Mapped, lines: Sequence[Line], own: Sequence[bool]) -> tuple[Mapped, bool]:
    """The own lines joined; a run of other or empty lines between two becomes one empty line."""
    out = Builder()
    gap = False
    for line, mine in zip(lines, own, strict=True):
        if not mine or line.start == line.end:
            gap = True
            continue
        if len(out) >= MAX_WORDS:
            return _head(out.build(), MAX_WORDS), True
        if len(out):
            at = out.end
            out.put("\n\n" if gap else "\n", at, at)
        gap = False
        _words(page, line, out)
    return _head(out.build(), MAX_WORDS), len(out) > MAX_WORDS


def _head(words: Mapped, length: int) -> Mapped:
    text = words.text[:length].rstrip()
    return Mapped(text, words.starts[: len(text)], words.ends[: len(text)])


def _words(page: Mapped, line: Line, out: Builder) -> None:
    """Append a line with every run of blanks as one."""
    if _MANY.search(page.text, line.start, line.end) is None:
        out.copy(page, line.start, line.end)
        return
    at = line.start
    for gap in _GAP.finditer(page.text, line.start, line.end):
        out.copy(page, at, gap.start())
        out.put(" ", page.starts[gap.start()], page.ends[gap.end() - 1])
        at = gap.end()
    out.copy(page, at, line.end)


def _spans(page: Mapped, lines: Sequence[Line], flags: Sequence[bool]) -> Iterator[Span]:
    """Body spans of the runs of flagged lines that hold anything."""
    run: list[Line] = []
    for line, flagged in [*zip(lines, flags, strict=True), (None, False)]:
        if flagged and line is not None:
            if line.start < line.end:
                run.append(line)
        elif run:
            yield page.starts[run[0].start], page.ends[run[-1].end - 1]
            run = []
