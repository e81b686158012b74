"""Recognises the lines by which mail programs introduce quoted history.

Three kinds: an attribution ("On … wrote:", up to three lines), a block of header lines ("From: …
Sent: …"), a separator ("-----Original Message-----"). A client's sentence can look like each of
them, so every kind asks for more than one sign.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from classifier.lines import Line
from classifier.quote_words import (
    ADDRESS,
    BEGIN_FORWARDED,
    CLOCK,
    DATE,
    HEADER_KEYS,
    PREFIX,
    REPLY_ABOVE,
    SEPARATOR,
    SOMEONE,
    WEEKDAY_OR_MONTH,
    WROTE,
)

# An attribution is never longer; what is longer is not searched (keeps hostile input linear).
_LONGEST = 400
_WINDOW = 3
_BLOCK_LINES = 16
_KEY = re.compile(r"[*_ ]{0,3}([^\W\d_][^:\n]{0,24}?) ?[*_ ]{0,3}: ?[*_]{0,2}(.*)")
_RULE = re.compile(r"[-_=*—~]{3,}")
_ZOHO = re.compile(r"-{2,}.*wrote ?-{2,}")
_INLINE_KEY = re.compile(r"(?<!\w)\*?([^\W\d_]{1,12}) ?: ?\*? ")


class Attribution(NamedTuple):
    """`lines` long; `certain` when no quote marker need follow to believe it."""

    lines: int
    certain: bool


def attribution(lines: Sequence[Line], at: int, longest: int = _WINDOW) -> Attribution | None:
    """The attribution of at most `longest` lines that begins at line `at`, if one does."""
    for length in range(1, longest + 1):
        window = lines[at : at + length]
        if len(window) < length or window[-1].blank:
            return None
        if length > 1:
            first = window[0].text
            if first[-1] in ".!?" or not any(
                c.isdigit() or c == "@" for c in (first + window[1].text)[:_LONGEST]
            ):
                return None
        joined = " ".join(line.text for line in window)
        if len(joined) > _LONGEST and length > 1:
            return None
        certain = _judge(joined, alone=at == 0 or lines[at - 1].blank)
        if certain is None:
            continue
        # Complete without the first line: then that line is the client's, not the program's.
        inner = attribution(lines, at + 1, length - 1) if length > 1 else None
        if inner and inner.certain and _begins(lines[at + 1].text[:_LONGEST].lower()):
            return None
        return Attribution(length, certain)
    return None


def _begins(folded: str) -> bool:
    """Whether a line opens the way attributions do: a preposition or the date."""
    return PREFIX.match(folded) is not None or folded[0].isdigit()


def _judge(line: str, *, alone: bool) -> bool | None:
    """Whether a (joined) line is an attribution: certain, only if a quote follows, or no (None)."""
    folded = line[:_LONGEST].lower().strip('*" ')
    if _ZOHO.fullmatch(folded):
        return True
    ends = folded.endswith(":") and len(line) <= _LONGEST
    verb = WROTE.search(folded)
    address = ADDRESS.search(folded)
    clock, date = CLOCK.search(folded), DATE.search(folded)
    if verb is None:
        # Russian and Japanese Gmail name date, clock and sender, and no verb.
        bare = ends and address and clock and date and (folded[0].isdigit() or len(folded) < 140)
        return True if bare and not SOMEONE.search(folded) else None
    begins = _begins(folded) or (address and address.start() < 60)
    if not begins or SOMEONE.search(folded, 0, verb.start()):
        return False if ends and verb.end() > len(folded) - 4 and len(folded) < 80 else None
    stamped = bool(address or (clock and date))
    if ends:
        dated = any(c.isdigit() for c in folded) or WEEKDAY_OR_MONTH.search(folded)
        return stamped or bool(PREFIX.match(folded) and dated and alone)
    # Yahoo's phone program goes on in the same line, and so do gateways that lose line breaks.
    tail = line[verb.end() : verb.end() + 90]
    return True if stamped and date and ":" in tail and len(line) > verb.end() + 2 else None


def separator(line: Line) -> bool:
    """Whether the line alone says that history follows."""
    text = line.text[:120].lower()
    if len(line.text) > 120 or not text:
        return False
    if BEGIN_FORWARDED.fullmatch(text) or REPLY_ABOVE.fullmatch(text):
        return True
    return SEPARATOR.fullmatch(text) is not None and (text[0] in "-_=*~" or text[-1] in "-_=*~:")


def sender_line(line: Line) -> Attribution | None:
    """A lone "From: …" line: an attribution only if marked history follows it."""
    return Attribution(1, False) if _kind(line.text) == "from" and len(line.text) <= 120 else None


def rule(line: Line) -> bool:
    """A line drawn with dashes or underscores; it belongs to a header block that follows."""
    return _RULE.fullmatch(line.text[:200]) is not None


class Block(NamedTuple):
    """A header block of `lines` lines, and what its From line says."""

    lines: int
    sender: str


def header_block(lines: Sequence[Line], at: int) -> Block | None:
    """The block of "From: … Sent: … To: … Subject: …" lines that begins at line `at`."""
    if _kind(lines[at].text) is None:
        return None
    flat = _flat_block(lines[at].text)
    if flat:
        return Block(1, lines[at].text[:_LONGEST])
    kinds: set[str] = set()
    sender = ""
    last = at
    wraps = 0
    address = False
    for index in range(at, min(at + _BLOCK_LINES, len(lines))):
        line = lines[index]
        kind = _kind(line.text)
        if kind is None:
            if line.blank:
                if index > at and lines[index - 1].blank:
                    break
                continue
            # Long lists of recipients wrap; anything else ends the block.
            if lines[index - 1].text.endswith((",", ";")) or line.text.startswith("<"):
                wraps += 1
                if wraps < 4:
                    last = index
                    continue
            break
        if kind in kinds and kind != "cc":
            break
        kinds.add(kind)
        last = index
        address = address or ADDRESS.search(line.text[:_LONGEST]) is not None
        if kind == "from":
            sender = line.text[:_LONGEST]
    headed = at > 0 and (rule(lines[at - 1]) or separator(lines[at - 1]))
    core = len(kinds - {"cc"})
    enough = core >= 3 or (core >= 2 and "from" in kinds and (address or headed))
    return Block(last - at + 1, sender) if enough else None


def _kind(text: str) -> str | None:
    match = _KEY.match(text[:_LONGEST])
    return HEADER_KEYS.get(match[1].strip("* ").lower()) if match else None


def _flat_block(text: str) -> bool:
    """Whether one line holds a whole header block, its line breaks lost."""
    kinds = {HEADER_KEYS.get(m[1].lower()) for m in _INLINE_KEY.finditer(text[:_LONGEST])}
    return len(kinds - {None, "cc"}) >= 3


_FLAT_START = re.compile(
    r"(?<=[\w.!?,)'\"]) +(?="
    r"-{3,} ?(?:original|forwarded) message|"
    r"(?:From|Von|De|Da|Van) ?: \S.{0,120}(?:Sent|Date|Gesendet|Envoyé|Enviado|Inviato|"
    r"Verzonden) ?: |"
    r"(?:On|Am|Le|El|Em|Il|Op) (?:[A-Za-zéûáç]{2,10}\.?,? )?\d{1,2}[ ./-].{0,160}\d{1,2}:\d\d|"
    r"On (?:[A-Z][a-z]{2,8}, )?[A-Z][a-z]{2,8} \d{1,2}, .{0,160}\d{1,2}:\d\d)",
    re.IGNORECASE,
)


def flat_start(raw: str) -> int | None:
    """Where, inside a line, history begins that a gateway has joined to the client's words."""
    if len(raw) < 80 or raw.lstrip().startswith(">"):
        return None
    for match in _FLAT_START.finditer(raw[:20_000]):
        rest = raw[match.end() : match.end() + _LONGEST]
        if rest.startswith("-") or _flat_block(rest):
            return match.end()
        if WROTE.search(rest.lower()) and _judge(rest, alone=True):
            return match.end()
    return None
