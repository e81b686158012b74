"""People in a text whom the account does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy.guard.common import COMMON
from policy.guard.firstnames import FIRST_NAMES
from policy.guard.known import Known, name_words, spellings
from policy.guard.text import plain

# Latin letters with accents. A range such as à-ÿ would leave out ß, ő and č.
_LETTERS = [c for c in map(chr, range(0xC0, 0x180)) if c.isalpha()]
_UP = "A-Z" + "".join(c for c in _LETTERS if c.isupper())
_LOW = "a-z" + "".join(c for c in _LETTERS if c.islower())
_INITIALS = rf"(?:Ma?c|[OD]['’])?[{_UP}]\."  # P., McD.
_CAP = rf"{_INITIALS}(?:\s?[{_UP}]\.)?|[{_UP}][\w'’-]*[{_LOW}'’]"
_PARTICLE = r"(?:(?:de|da|do|dos|von|van|del|la|bin|al)[ ])?"
_NAME = rf"(?:{_CAP})(?:[ ]{_PARTICLE}(?:{_CAP})){{0,3}}"
_TITLE = r"(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Sr|Sra|Srta|Dona|Don|Doña|Herrn?|Frau|M|Mme|Mlle|Monsieur|Madame)\b\.?"
_GREETING = re.compile(
    rf"(?:^|[\n.!]\s{{0,4}})(?:(?i:dear|hi there|hi|hello|hey|good (?:morning|afternoon|evening|day)|"
    rf"greetings|hola|estimad[oa]|querid[oa]|apreciad[oa]|"
    rf"buen[oa]s (?:d[ií]as|tardes|noches)|bonjour|bonsoir|salut|ch[eè]re?|hallo|guten (?:tag|morgen|abend)|"
    rf"liebe[rs]?|sehr geehrte[r]?|servus|"
    rf"ol[áa]|oi|prezad[oa]|car[oa]|bom dia|boa (?:tarde|noite)|thanks|thank you|sorry|gracias|merci|danke|"
    rf"obrigad[oa])),?[ ]+(?:{_TITLE}[ ]+)?(?P<n>{_NAME})"
)
_TITLED = re.compile(rf"(?<!\w){_TITLE}[ ](?P<n>{_NAME})")
_ROLE = re.compile(
    r"(?i:\b(?:freelancer|contractor|designer|developer|translator|editor|writer|consultant|programmer|"
    r"illustrator|copywriter|assistant|manager|supervisor|colleague|"
    r"team member|agent|specialist|billed by|invoiced by|completed by|done by|delivered by|tracked by|"
    r"work (?:of|by)|hired|named|called|facturad[oa]s? por|"
    r"trabajo de|freelancer|dise[ñn]ador[a]?|desarrollador[a]?|factur[ée]e?s? par|le travail de|prestataire|"
    r"Freelancerin|abgerechnet von|die Arbeit von|berechnet von|"
    r"faturad[oa]s? por|cobrad[oa]s? por|trabalho d[eo])\b,?)[ ](?:(?:is|was|es|ist|est|é)[ ])?"
    rf"(?P<n>{_NAME})"
)
_INITIAL = re.compile(rf"(?<![\w.])(?P<n>[{_UP}][{_LOW}]{{2,}} {_INITIALS})(?!\w)")
# A capitalised word and what would be its surname; found at every word, so that "Hi Ana K." holds "Ana K.".
_CALLED = re.compile(
    rf"(?<![\w@.'’-])(?=(?P<n>(?P<first>[{_UP}][\w'’-]*[{_LOW}]) "
    rf"(?P<last>{_PARTICLE}(?:{_INITIALS}(?!\w)|[{_UP}][\w'’-]*[{_LOW}'’](?![\w:])))))"
)
_TWO = re.compile(rf"(?<![\w.!?:\"'>*-])[ ,](?P<n>(?:{_CAP})[ ](?:{_CAP})(?:[ ](?:{_CAP}))?)")
_WORD = re.compile(rf"(?<![\w@.])[{_UP}][{_LOW}]{{2,}}(?!\w)")
_SIGNED = re.compile(
    r"(?:^|\n)[ \t]*(?:kind|best|warm|many)?[ ]?(?:regards|wishes|sincerely|thanks|saludos|atentamente|"
    r"cordialement|bien à vous|mit freundlichen|viele|"
    r"freundliche|beste|atenciosamente|abraços|cumprimentos|cordialmente|un saludo|yours)\b[^\n]{0,40}(?:\n|$)",
    re.IGNORECASE,
)
_SIGNATURE = 120  # characters under a close that can be a name, a team and a company
_GERMAN = re.compile(r"\b(?:und|der|die|das|nicht|ist|wir|Sie|Ihre?n?|für|mit|auf)\b")
# In the names of companies.
_FIRM = frozenset(
    """gmbh kg ag inc ltd llc plc co corp sarl sas sl sa srl lda ltda agency agence agencia agentur studio studios
    estudio labs lab group team media design consulting solutions services partners sons print""".split()  # noqa: SIM905
)
# They begin names, but sentences too: "Will Anything change?"
_NO_FIRST_NAME = frozenset("will can de da do la le el los las les der die das".split())  # noqa: SIM905


def signature(text: str) -> int:
    """Where the complimentary close of a letter ends; behind it stands the writer's own name.

    Only the last lines can be a signature: "Many thanks" at the top excuses nothing.
    """
    for found in _SIGNED.finditer(text, max(0, len(text) - 2 * _SIGNATURE)):
        if len(text) - found.end() <= _SIGNATURE:
            return found.end()
    return len(text)


def is_german(text: str) -> bool:
    """Whether nouns are capitalised here, so that two capitals side by side prove nobody."""
    return len(_GERMAN.findall(text[:2000])) >= 2


def names(text: str, known: Known, *, german: bool, signed: int) -> Iterator[tuple[int, int, str]]:
    """Spans and reasons for people that `known` does not support.

    From offset `signed` on, names are the writer's own and not judged.
    """
    seen = bytearray(len(text))
    for start, end, reason in (
        *_strangers(text, known, german=german),
        *_miscalled(text, known, german=german),
        *_first_names(text, known),
    ):
        if start < signed and not any(seen[start:end]):
            seen[start:end] = b"\1" * (end - start)
            yield start, end, reason


def _strangers(text: str, known: Known, *, german: bool) -> Iterator[tuple[int, int, str]]:
    """Names where the words around them, or two capitals, say that somebody is meant."""
    for pattern in (_GREETING, _TITLED, _ROLE, _INITIAL, *(() if german else (_TWO,))):
        for found in pattern.finditer(text):
            if _strange(found["n"], known, sure=pattern is not _TWO):
                yield *found.span("n"), f"The name {found['n']!r} is not in the account."


def _strange(name: str, known: Known, *, sure: bool) -> bool:
    """Whether a capitalised run names somebody whom the account does not."""
    parts = [p for p in name_words(name) if len(p) > 1]
    unknown = [p for p in parts if _unknown(p, known)]
    if not unknown:
        return False
    # Two capitals side by side prove a person only if one is a first name or neither is a common word.
    return sure or len(unknown) == len(parts) >= 2 or bool(FIRST_NAMES & set(unknown))


def _miscalled(text: str, known: Known, *, german: bool) -> Iterator[tuple[int, int, str]]:
    """First names of the account before a surname that is not the account's."""
    surnames = _surnames(known.persons)
    for found in _CALLED.finditer(text):
        own = surnames.get(name_words(found["first"])[0])
        if own is not None and _another(found, own, known, german=german):
            yield *found.span("n"), f"Nobody in the account is called {found['n']!r}."


def _another(found: re.Match[str], own: set[str], known: Known, *, german: bool) -> bool:
    """Whether what follows a first name is a surname, or the initial of one, and none of `own`."""
    last = name_words(found["last"])
    if found["last"].endswith("."):
        following = name_words(found.string[found.end("n") : found.end("n") + 24])[:1]
        middle = own.intersection(following)  # John F. Kennedy
        return not middle and not any(w.startswith(last[-1]) for w in own)
    if german:
        return False  # it capitalises what the person did, too: "hat Ana Stunden erfasst"
    parts = [w for w in last if len(w) > 1]
    return bool(parts) and all(_unknown(w, known) for w in parts)


@lru_cache(maxsize=256)
def _surnames(persons: tuple[str, ...]) -> dict[str, set[str]]:
    """What may follow each first name. Companies have none, and a word alone is hardly one."""
    found: dict[str, set[str]] = {}
    for person in persons:
        first, *rest = name_words(person) or [""]
        firm = bool(_FIRM.intersection(rest)) or any(c.isdecimal() for c in person)
        if firm or first in COMMON | _NO_FIRST_NAME or not (rest or first in FIRST_NAMES):
            continue
        for spelled in spellings(person.split()[0]) | {first}:
            found.setdefault(spelled, set()).update(rest)
    return found


def _first_names(text: str, known: Known) -> Iterator[tuple[int, int, str]]:
    """First names that are hardly ever anything else, wherever they stand."""
    for found in _WORD.finditer(text):
        name = plain(found[0])
        if name in FIRST_NAMES and name not in known.people and not _in_title(name, known):
            yield *found.span(), f"The name {found[0]!r} is not in the account."


def _unknown(word: str, known: Known) -> bool:
    return word not in known.people and word not in COMMON and not _in_title(word, known)


def _in_title(word: str, known: Known) -> bool:
    return any(word in title.split() for title in known.titles)
