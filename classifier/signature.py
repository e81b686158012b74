"""Decides which of the client's lines are a signature, a phone's line or a legal footer."""

import re
from collections.abc import Sequence

from classifier.lines import Line
from classifier.signature_words import (
    CLOSING,
    CLOSING_AND_NAME,
    FORMAL,
    LEGAL_START,
    LEGAL_WORD,
    LIST_FOOTER,
    NEVER_IN_NAME,
    PARTICLE,
    is_mobile,
)

_DELIMITER = re.compile(r"[-—_]{2,3}")
_AFTERTHOUGHT = re.compile(r"p\.? ?p?\.? ?s\.?(?:[ :.,-]|$)|n\.?b\.?[ :]", re.IGNORECASE)
_CONTACT = re.compile(
    r"(?:[\w ./-]{0,14}[.:|]? ?)(?:\+|\(|00|\d)[\d ()./-]{6,22}(?: ?(?:x|ext\.?) ?\d{1,6})?"
    r"|(?:[\w-]{0,8}[:|] ?)?<?[\w.+-]{1,64}@[\w.-]{3,80}>?"
    r"|(?:[\w-]{0,8}[:|] ?)?<?(?:https?://|www\.)\S{3,200}>?|[a-z0-9-]{2,40}\.(?:com|net|org|io|"
    r"co|eu|de|fr|es)"
    r"|(?:tel|phone|mobile|cell|fax|vat|reg|ust-?id|siret|nif|cif)\b.{0,60}\d.{0,30}"
    r"|\[(?:image|cid|logo)[^\]]{0,80}\]|.{1,60} \| .{1,60}(?: \| .{1,60})*",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:manager|director|directora?|ceo|cfo|cto|coo|founder|co-founder|owner|accountant|"
    r"assistant|head of|officer|"
    r"president|partner|lead|bookkeeper|consultant|engineer|designer|attorney|secretary|"
    r"coordinator|accounts payable|"
    r"finance|geschäftsführer(?:in)?|inhaber(?:in)?|buchhaltung|gérante?|comptable|gerente|"
    r"diretora?|contador[a]?|"
    r"ltd|llc|llp|inc|gmbh|ug|ag|s\.?l\.?|s\.?a\.?r\.?l\.?|s\.?r\.?l\.?|"
    r"bv|b\.v\.|pty|plc|oy|ab|a/s|sp\. z o\.o|ltda)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*|&)")
_LONGEST_NAME = 45
_LONGEST_LINE = 90
_BLOCK = 9
# Paragraphs that are judged in one stretch; a real mail has two or three.
_FOOTERS = 12


def mark(lines: Sequence[Line], quoted: Sequence[bool]) -> list[bool]:
    """For each line, whether it is signature or footer rather than words; quoted lines are not.

    Works on each stretch of unquoted lines by itself: answers between quoted lines may be signed
    too. If only closings and names are left ("Thanks, Bob"), those are the message and are kept.
    """
    flags = [False] * len(lines)
    closings: set[int] = set()
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and not quoted[end]:
            end += 1
        if end > start:
            _stretch(lines, range(start, end), flags, closings)
        start = end + 1
    kept = any(
        not flags[i] and not quoted[i] and any(c.isalnum() for c in line.text)
        for i, line in enumerate(lines)
    )
    if not kept:
        for i in closings:
            flags[i] = False
    return flags


def _stretch(lines: Sequence[Line], span: range, flags: list[bool], closings: set[int]) -> None:
    _delimited(lines, span, flags, closings)
    _footers(lines, span, flags)
    for i in span:
        if is_mobile(lines[i].text):
            flags[i] = True
    _closed(lines, span, flags, closings)
    _contacts(lines, span, flags, closings)


def _delimited(lines: Sequence[Line], span: range, flags: list[bool], closings: set[int]) -> None:
    """What stands under "-- " (RFC 3676, section 4.3), up to a postscript."""
    cuts = [i for i in span if _DELIMITER.fullmatch(lines[i].text[:5])]
    if not cuts or not any(lines[i].text for i in range(span.start, cuts[-1])):
        return
    # The last one: earlier ones divide the client's paragraphs.
    cut = cuts[-1]
    below = [i for i in range(cut + 1, span.stop) if lines[i].text]
    size = sum(len(lines[i].text) for i in below)
    standard = lines[cut].padded and lines[cut].text == "--"
    if standard:
        believed = len(below) <= 14 and size <= 900
    else:
        believed = len(below) <= 8 and any(_signs(lines[i].text) for i in below[:2])
        believed = believed and not any("?" in lines[i].text for i in below)
    if not believed:
        return
    for i in range(cut, span.stop):
        if _AFTERTHOUGHT.match(lines[i].text):
            break
        flags[i] = True
        if not standard:
            closings.add(i)


def _footers(lines: Sequence[Line], span: range, flags: list[bool]) -> None:
    """Paragraphs of legal boilerplate, and the lines that mailing lists add."""
    seen_words = False
    tries = _FOOTERS
    at = span.start
    while at < span.stop:
        text = lines[at].text
        starts = seen_words and (LEGAL_START.match(text) or LIST_FOOTER.match(text))
        if starts and tries:
            tries -= 1
            end = at
            while end < span.stop and lines[end].text:
                end += 1
            whole = " ".join(lines[i].text for i in range(at, min(end, at + 40)))[:2_000]
            legal = len({m.lower() for m in LEGAL_WORD.findall(whole)}) >= 2
            if legal or LIST_FOOTER.match(text):
                flags[at:end] = [True] * (end - at)
                at = end
                continue
        seen_words = seen_words or bool(text)
        at += 1


def _closed(lines: Sequence[Line], span: range, flags: list[bool], closings: set[int]) -> None:
    """ "Regards," and the name, title and contact lines under it."""
    said = [i for i in span if lines[i].text and not flags[i]]
    at = 0
    while at < len(said):
        text = lines[said[at]].text
        folded = text.lower() if len(text) <= _LONGEST_LINE else ""
        end = at + 1
        alone = CLOSING.match(folded)
        named = None if alone else CLOSING_AND_NAME.fullmatch(folded)
        if not (alone or (named and _is_name(text[named.start(2) :], lowercase=True))):
            at += 1
            continue
        while end < len(said) and end - at < _BLOCK and _signs(lines[said[end]].text):
            end += 1
        if (
            alone
            and end == at + 1
            and end == len(said) - 1
            and _is_name(lines[said[end]].text, lowercase=True)
        ):
            end += 1
        last = end == len(said)
        formal = FORMAL.fullmatch(folded) is not None
        # "Thanks" in mid-message is courtesy; only a name under it makes it a signature.
        if last or formal or (alone and end > at + 1):
            for i in said[at:end]:
                flags[i] = True
                closings.add(i)
            at = end
        else:
            at += 1


def _contacts(lines: Sequence[Line], span: range, flags: list[bool], closings: set[int]) -> None:
    """A last paragraph that is nothing but name, title, phone and the like, without a closing."""
    end = span.stop
    while end > span.start and (flags[end - 1] or not lines[end - 1].text):
        end -= 1
    start = end
    while (
        start > span.start
        and lines[start - 1].text
        and not flags[start - 1]
        and end - start <= _BLOCK
    ):
        start -= 1
    block = range(start, end)
    if len(block) < 2 or not any(lines[i].text for i in range(span.start, start)):
        return
    contacts = sum(_CONTACT.fullmatch(lines[i].text[:200]) is not None for i in block)
    if contacts and _is_name(lines[start].text) and all(_signs(lines[i].text) for i in block):
        for i in block:
            flags[i] = True
            closings.add(i)


def _signs(text: str) -> bool:
    """Whether a line could stand in a signature block."""
    if len(text) > _LONGEST_LINE or _AFTERTHOUGHT.match(text) or text[-1] in "?!:":
        return False
    if CLOSING.match(text.lower()) or _CONTACT.fullmatch(text) or _is_name(text):
        return True
    words = {w.strip(".,").lower() for w in text.split()}
    return len(words) <= 9 and bool(_TITLE.search(text)) and not words & NEVER_IN_NAME - {"for"}


def _is_name(text: str, *, lowercase: bool = False) -> bool:
    """One to four capitalised words, none of them a common one; `lowercase` allows "bob"."""
    words = text.strip(" .,-*").replace(",", " ").split()
    if not 1 <= len(words) <= 4 or len(text) > _LONGEST_NAME or text[-1] in "?!:":
        return False
    if not all(_NAME.fullmatch(word) for word in words):
        return False
    if any(word.strip(".").lower() in NEVER_IN_NAME for word in words):
        return False
    if lowercase and len(words) == 1 and len(words[0]) <= 12 and words[0].isascii():
        return True
    return all(word[0].isupper() or word.lower() in PARTICLE for word in words)
