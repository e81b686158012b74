"""Takes out what a model need not know before anything leaves the machine.

Each kind of detail becomes a numbered placeholder, the same one wherever the same detail stands in a reply, so
that the text still reads. What is left in: what was asked, amounts, dates, the agency's name. Numbers are
checked with `phonenumbers` and `python-stdnum`; where a check fails the number is taken out all the same,
only under a vaguer name: a doubtful detail never leaves.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum import iban, luhn
from stdnum.us import rtn

from classifier.redact_names import name_pattern

_KNOWN_HOSTS = ("trueaccord.com", "upwork.com")
# Regions whose numbers are read without a country code; others fall under long numbers.
_REGIONS = ("US", "GB")

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"']{2,2000}", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_SPELT_EMAIL = re.compile(
    r"\b[\w.+-]{1,64} ?[\[(]?(?:\bat\b|@)[\])]? ?[\w-]{1,63} ?[\[(]?\bdot\b[\])]? ?[a-z]{2,10}\b",
    re.IGNORECASE,
)
# Every group holds a digit, except a bank's four letters at the start: the words that follow do not.
_IBAN = re.compile(
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z]{4})?(?: ?(?=[A-Z]{0,3}\d)[A-Z0-9]{2,4}){2,8}\b", re.IGNORECASE
)
_BIC = re.compile(
    r"(?<=\bBIC )[A-Z0-9]{8,11}\b|(?<=\bBIC: )[A-Z0-9]{8,11}\b|(?<=\bSWIFT: )[A-Z0-9]{8,11}\b"
    r"|(?<=\bSWIFT code )[A-Z0-9]{8,11}\b",
    re.IGNORECASE,
)
_SORT_CODE = re.compile(r"(?<![\d-])\d{2}-\d{2}-\d{2}(?![\d-])")
_TAX = re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])|(?<![\d-])\d{2}-\d{7}(?![\d-])")
# Digits in groups; the groups are what tells a number of an account from a sum or a day.
_DIGITS = re.compile(r"(?<![\w.,])\+?\(?\d(?:(?:[ ()–-]{1,2}|\.)?\d){6,33}(?!\w)")
_DATE = re.compile(
    r"(?:\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4})(?: \d{1,2}(?:[:.]\d{2})?)?"
)
_SUM = re.compile(r"\d{1,3}(?:[ .,]\d{3})+(?:[.,]\d{1,2})?|\d+[.,]\d{1,2}")
_MIXED = re.compile(r"\b(?=[A-Z0-9-]*\d[A-Z0-9-]*\d)(?:[A-Z0-9]+-?){1,6}\b", re.IGNORECASE)
_ENDING = re.compile(
    r"\b(?:ending(?: in| with)?|last (?:four|4)(?: digits)?(?: are| is)?|x{2,}|\*{2,}) ?#?\d{4}\b",
    re.IGNORECASE,
)
# "5 days a long way" is no address: an English street is written with capitals, or as "street" in full.
_ADDRESS = re.compile(
    r"\b\d{1,5}[a-z]? (?:[NSEW]\.? )?(?:(?:[A-Z][\w.'’-]* ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive"
    r"|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Terrace|Close|Crescent|Square|Highway|Hwy)"
    r"|(?:[\w.'’-]+ ){1,2}(?:street|avenue|road|boulevard))\b\.?"
    r"(?:,? (?i:apt|suite|ste|unit|floor|#)\.? ?[\w-]+)?"
    r"(?:,? [A-Z][\w.' -]{1,29},? [A-Z]{2},? \d{5}(?:-\d{4})?)?"
    r"|\b(?i:P\.? ?O\.? Box) \d+"
    r"|\b(?i:[\w.-]{2,30}(?:straße|strasse|str\.|gasse|weg|platz|allee)) \d{1,4}[a-z]?\b"
    r"(?:,? \d{4,5} [\w-]{2,30})?"
    r"|\b(?i:rue|avenue|calle|avenida|rua|viale|piazza|plaza|ulica) "
    r"(?:[\w.'’-]+ ){1,4},? ?(?:n[º°o.]* ?)?\d{1,4}\b"
    r"|\b\d{1,4}(?: ?bis)?,? (?i:rue|boulevard|chemin) (?:[a-zà-ü'’]{1,4} ){0,3}[A-ZÀ-Ü][\w'’-]+"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)


@dataclass(frozen=True, slots=True)
class Redacted:
    """`texts` with placeholders; `counts`: how many different details of each kind were taken out."""

    texts: dict[str, str]
    counts: dict[str, int]


@dataclass(slots=True)
class _Numbering:
    """Placeholders handed out so far, for all the texts of one reply."""

    known: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def of(self, kind: str, detail: str) -> str:
        identity = (kind, re.sub(r"[\W_]+", "", detail).casefold())
        if identity not in self.known:
            self.counts[kind] += 1
            self.known[identity] = f"[{kind}_{self.counts[kind]}]"
        return self.known[identity]


def redact(texts: Mapping[str, str], names: Mapping[str, Iterable[str]] | None = None) -> Redacted:
    """`texts` (subject, body, …) of one reply without details that identify someone.

    `names`: kind (`CLIENT`, `FREELANCER`) to the names that are known from the account and the sender.
    Kinds: URL, EMAIL, IBAN, BIC, CARD, ROUTING, PHONE, TAX_ID, NUMBER (any other long number or
    reference), ADDRESS and those of `names`. Linear in the text's length but for `phonenumbers`,
    which callers keep short. Never raises.
    """
    numbering = _Numbering()
    people = [(kind, p) for kind, all_ in (names or {}).items() if (p := name_pattern(all_))]
    return Redacted(
        {key: _one(text, people, numbering) for key, text in texts.items()}, dict(numbering.counts)
    )


def _one(text: str, people: list[tuple[str, re.Pattern[str]]], numbering: _Numbering) -> str:
    def by(kind: str) -> Callable[[re.Match[str]], str]:
        return lambda match: numbering.of(kind, match[0])

    text = _URL.sub(lambda match: _url(match[0], numbering), _western_digits(text))
    text = _EMAIL.sub(by("EMAIL"), text)
    text = _SPELT_EMAIL.sub(by("EMAIL"), text)
    text = _IBAN.sub(lambda match: _iban(match[0], numbering), text)
    text = _BIC.sub(by("BIC"), text)
    text = _ADDRESS.sub(by("ADDRESS"), text)
    text = _TAX.sub(by("TAX_ID"), text)
    text = _phones(text, numbering)
    text = _DIGITS.sub(lambda match: _digits(match[0], numbering), text)
    text = _SORT_CODE.sub(lambda match: _sort_code(match, numbering), text)
    text = _ENDING.sub(
        lambda match: f"{match[0][:-4]}{numbering.of('NUMBER', match[0][-4:])}", text
    )
    text = _MIXED.sub(lambda match: _mixed(match[0], numbering), text)
    for kind, pattern in people:
        text = pattern.sub(by(kind), text)
    return text


def _url(url: str, numbering: _Numbering) -> str:
    """The host stays where it says who was paid; anything else of an address may be a token."""
    trail = url[len(url.rstrip(".,;:!?)")) :]
    url = url.rstrip(".,;:!?)")
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", url, flags=re.IGNORECASE)
    host = re.split(r"[/?#:]", host)[0].lower()
    known = next((h for h in _KNOWN_HOSTS if host == h or host.endswith(f".{h}")), None)
    bare = known and re.fullmatch(r"(?:https?://)?(?:www\.)?[\w.-]+/?", url)
    if bare:
        return (known or "") + trail
    return f"{known + '/' if known else ''}{numbering.of('URL', url)}{trail}"


def _iban(found: str, numbering: _Numbering) -> str:
    if iban.is_valid(found):
        return numbering.of("IBAN", found)
    # Words may look like one ("in 2024 we paid"); an account number has more digits than letters.
    digits = sum(c.isdigit() for c in found)
    return numbering.of("NUMBER", found) if digits >= 10 else found


def _phones(text: str, numbering: _Numbering) -> str:
    for region in _REGIONS:
        found = [
            (m.start, m.end, m.raw_string)
            for m in PhoneNumberMatcher(text, region, leniency=Leniency.VALID)
            if not _harmless(m.raw_string)
        ]
        for start, end, raw in reversed(found):
            text = text[:start] + numbering.of("PHONE", raw) + text[end:]
    return text


def _digits(found: str, numbering: _Numbering) -> str:
    if _harmless(found):
        return found
    plain = re.sub(r"\D", "", found)
    if 13 <= len(plain) <= 19 and luhn.is_valid(plain):
        return numbering.of("CARD", found)
    if len(plain) == 9 and rtn.is_valid(plain):
        return numbering.of("ROUTING", found)
    if found.startswith(("+", "(")) or (re.search(r"[ ().-]", found) and 7 <= len(plain) <= 12):
        return numbering.of("PHONE", found)
    return numbering.of("NUMBER", found)


def _harmless(found: str) -> bool:
    """A day or a sum of money, which a reading needs."""
    found = found.strip(" ().-")
    return bool(_DATE.fullmatch(found) or _SUM.fullmatch(found))


def _sort_code(match: re.Match[str], numbering: _Numbering) -> str:
    before = match.string[max(0, match.start() - 40) : match.start()].lower()
    banking = any(word in before for word in ("sort", "bank", "account", "number_", "iban"))
    return numbering.of("ROUTING", match[0]) if banking else match[0]


def _mixed(found: str, numbering: _Numbering) -> str:
    """References such as a transfer's: long, of letters and many digits. Invoice numbers are short."""
    digits = sum(c.isdigit() for c in found)
    letters = sum(c.isalpha() for c in found)
    return numbering.of("NUMBER", found) if letters and digits >= 6 and len(found) >= 9 else found


def _western_digits(text: str) -> str:
    """Digits of any script as 0-9, so that an account number in Arabic figures is one too."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text
    )
