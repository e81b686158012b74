"""Decides line by line what is quoted history and what the client wrote."""

import re
from collections.abc import Sequence

from classifier.attribution import attribution, header_block, rule, sender_line, separator
from classifier.lines import Line
from classifier.quote_words import ADDRESS
from classifier.signature_words import CLOSING, is_mobile

# "> 30 days" and ">$500": an amount compared, not a mail quoted.
_COMPARISON = re.compile(r"[$€£¥₹=]? ?\d")
_COMPANY = re.compile(
    r"upwork|billing|collect|support|no-?reply|accounts? |finance|team|service|help|payment", re.I
)
_TEAM = re.compile(
    r".{0,60}\b(?:team|billing|collections|support|department|upwork)\b.{0,40}", re.I
)
_WRAPPED = 60


def mark(lines: Sequence[Line], subject: str = "") -> list[bool]:
    """For each line of a body, whether it is quoted history. Linear time.

    Blank lines get the flag of the line before them. A reply's subject repeated as the first line
    counts as history. When unsure, a line is the client's.
    """
    quoted = _marked(lines)
    _subject_line(lines, quoted, subject)
    following = _following(lines)
    own_before = False
    at = 0
    while at < len(lines):
        if quoted[at] or lines[at].blank:
            at += 1
            continue
        length, everything = _introduction(lines, at, following, own_before)
        if not length:
            own_before = own_before or _words(lines[at].text)
            at += 1
            continue
        end = at + length
        if everything and not (following[end] < len(lines) and quoted[following[end]]):
            end = _unmarked_end(lines, end, own_before=own_before)
        start = at - 1 if at and rule(lines[at - 1]) else at
        quoted[start:end] = [True] * (end - start)
        at = end
    for index, line in enumerate(lines):
        if line.blank and index and quoted[index - 1]:
            quoted[index] = True
    return quoted


def _following(lines: Sequence[Line]) -> list[int]:
    """For each index, and the one past the end: the next line from there that says something."""
    following = [len(lines)] * (len(lines) + 1)
    for index in range(len(lines) - 1, -1, -1):
        following[index] = index if lines[index].text else following[index + 1]
    return following


def _words(text: str) -> bool:
    """Whether a line holds words of a person."""
    return any(c.isalnum() for c in text) and not is_mobile(text)


def _marked(lines: Sequence[Line]) -> list[bool]:
    """Lines with a quote marker, and the ends of such lines that a program wrapped."""
    quoted = [line.marked for line in lines]
    said = [i for i, line in enumerate(lines) if line.marked and line.text]
    if len(said) == 1:
        index = said[0]
        before = next((x for x in reversed(lines[:index]) if x.text), None)
        introduced = before is not None and before.text.endswith(":")
        if _COMPARISON.match(lines[index].text) and not introduced:
            quoted[index] = False
    for i in range(1, len(lines) - 1):
        line, before, after = lines[i], lines[i - 1], lines[i + 1]
        if line.marked or not (before.marked and after.marked and line.text and after.text):
            continue
        torn = before.end - before.start >= _WRAPPED and before.text[-1:] not in ".!?:;"
        if torn and len(line.text) <= 40 and line.text[0].islower() and after.text[0].islower():
            quoted[i] = True
    return quoted


def _subject_line(lines: Sequence[Line], quoted: list[bool], subject: str) -> None:
    """Some gateways put the subject on top of the body; after "Re:" it is not the client's."""
    reply, _, bare = subject.partition(":")
    if not bare or len(reply) > 5:
        return
    first = next((i for i, line in enumerate(lines) if line.text), None)
    if first is not None:
        text = lines[first].text.lower().removeprefix("subject:").strip()
        if text == subject.strip().lower():
            quoted[first] = True


def _introduction(
    lines: Sequence[Line], at: int, following: Sequence[int], own_before: bool
) -> tuple[int, bool]:
    """Lines of history's introduction at `at`, and whether unmarked text after it is history."""
    if separator(lines[at]):
        return 1, True
    block = header_block(lines, at)
    if block:
        # A letter with its own heading is no quote: only a heading with a mail address, a company's
        # sender or a separator above it introduces history.
        headed = at > 0 and (rule(lines[at - 1]) or separator(lines[at - 1]))
        history = own_before or headed or bool(ADDRESS.search(block.sender))
        return block.lines, history or bool(_COMPANY.search(block.sender))
    wrote = attribution(lines, at) or sender_line(lines[at])
    if wrote is None:
        return 0, False
    after = following[at + wrote.lines]
    if after < len(lines) and lines[after].marked:
        return wrote.lines, False
    return (wrote.lines, True) if wrote.certain else (0, False)


def _unmarked_end(lines: Sequence[Line], at: int, *, own_before: bool) -> int:
    """Where history without markers ends: with the message, unless the client wrote only below it.

    Then it ends with the paragraph that signs the quoted mail. Without such a signature everything
    is history: an empty reply goes to a person, words of the collection email would mislead.
    """
    if own_before:
        return len(lines)
    signed = False
    for index in range(at, len(lines)):
        text = lines[index].text
        if signed and not text and index + 1 < len(lines) and lines[index + 1].text:
            following = lines[index + 1].text
            if not (_TEAM.fullmatch(following) or CLOSING.match(following.lower())):
                return index
        if text and len(text) <= 60 and CLOSING.match(text.lower()):
            signed = True
    return len(lines)
