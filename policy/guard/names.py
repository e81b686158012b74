"""People, and titles of contracts, in a text that the account does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy.guard.firstnames import FIRST_NAMES
from policy.guard.known import Known, words
from policy.guard.shield import blanked
from policy.guard.text import plain

_CAP = r"[A-ZÀ-ÖØ-ÞŁŚŠŽ][\w'’-]*[a-zà-öø-ÿ'’]|[A-Z]\.(?:\s?[A-Z]\.)?"
_NAME = rf"(?:{_CAP})(?:[ ](?:(?:de|da|do|dos|von|van|del|la|bin|al)[ ])?(?:{_CAP})){{0,3}}"
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
_INITIAL = re.compile(r"(?<![\w.])(?P<n>[A-ZÀ-Þ][a-zà-ÿ]{2,} [A-Z]\.)(?!\w)")
_TWO = re.compile(rf"(?<![\w.!?:\"'>*-])[ ,](?P<n>(?:{_CAP})[ ](?:{_CAP})(?:[ ](?:{_CAP}))?)")
_WORD = re.compile(r"(?<![\w@.])[A-ZÀ-Þ][a-zà-ÿ]{2,}(?!\w)")
_QUOTED = re.compile(r"\"(?P<q>[^\"\n]{2,120})\"")
_CONTRACT = re.compile(
    r"(?:contract|project|job|milestone|invoice|bonus|for|titled|entitled|named|called|contrato|proyecto|"
    r"projeto|por|hito|contrat|projet|mission|pour|jalon|"
    r"vertrag|projekt|auftrag|meilenstein|für|para|marco)[ :,]*(?:the )?$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:^|\n)[ \t]*(?:kind|best|warm|many)?[ ]?(?:regards|wishes|sincerely|thanks|saludos|atentamente|"
    r"cordialement|bien à vous|mit freundlichen|viele|"
    r"freundliche|beste|atenciosamente|abraços|cumprimentos|cordialmente|un saludo|yours)\b[^\n]{0,40}(?:\n|$)",
    re.IGNORECASE,
)
_SIGNATURE = 120  # characters under a close that can be a name, a team and a company
_GERMAN = re.compile(r"\b(?:und|der|die|das|nicht|ist|wir|Sie|Ihre?n?|für|mit|auf)\b")
# Capitalised without being anyone: the site's own words, brands, places, forms of address, grammar.
_COMMON = frozenset(
    """payment operations billing methods method support pay now trueaccord true accord paypal visa mastercard
    american express amex upwork settings reports transaction history urgent options balance details help
    center centre team teams customer client clients clientes cliente kunde kundin kunden sir madam everyone
    all again there friend friends colleague colleagues partner valued ach wire utc usd eur gbp swift iban
    pdf id faq monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december lunes martes montag dienstag mittwoch donnerstag
    freitag samstag sonntag januar februar mai juni juli oktober dezember märz english spanish french german
    portuguese inglés español francés alemán deutsch englisch english the this that these those here there
    when while once please thank thanks your you our we it in on at for if as to and or but no not yes until
    after before hi hello dear hey good morning kind best regards sincerely once also then since so all any
    each every what which who how why where operaciones pago pagos métodos facturación zahlungsabteilung
    zahlungsarten jetzt bezahlen soporte opérations paiement paiements operações pagamento account konto
    cuenta compte conta invoice rechnung factura facture fatura señor señora senhor senhora herr frau
    monsieur madame mr mrs ms zoom google apple bank chase wells fargo stripe zendesk slack discover wise
    revolut payoneer collection collections agency dispute specialist department accounts receivable
    accounting finance trust safety legal tag abend guten bonjour bonsoir hola buenos buenas ola bom dia boa tarde
    noite dear estimado estimada""".split()  # noqa: SIM905
)


def signature(text: str) -> int:
    """Where the complimentary close of a letter ends; behind it stands the writer's own name.

    Only the last lines can be a signature: "Many thanks" at the top excuses nothing.
    """
    for found in _SIGNED.finditer(text, max(0, len(text) - 2 * _SIGNATURE)):
        if len(text) - found.end() <= _SIGNATURE:
            return found.end()
    return len(text)


def german(text: str) -> bool:
    """Whether nouns are capitalised here, so that two capitals side by side prove nobody."""
    return len(_GERMAN.findall(text[:2000])) >= 2


def names(text: str, known: Known, *, german: bool, signed: int) -> Iterator[tuple[int, int, str]]:
    """Spans and reasons for people and contract titles that `known` does not support.

    From offset `signed` on, names are the writer's own and not judged.
    """
    seen = bytearray(len(text))
    patterns = [_GREETING, _TITLED, _ROLE, _INITIAL]
    if not german:
        patterns.append(_TWO)
    for pattern in patterns:
        for found in pattern.finditer(text):
            span = found.span("n")
            if span[0] >= signed or any(seen[span[0] : span[1]]):
                continue
            if _strange(found["n"], known, sure=pattern is not _TWO):
                seen[span[0] : span[1]] = b"\1" * len(found["n"])
                yield *span, f"The name {found['n']!r} is not in the account."
    for found in _WORD.finditer(text, 0, signed):
        name = plain(found[0])
        if (
            name in FIRST_NAMES
            and name not in known.people
            and not seen[found.start()]
            and not _title(name, known)
        ):
            seen[found.start() : found.end()] = b"\1" * len(found[0])
            yield *found.span(), f"The name {found[0]!r} is not in the account."
    if '"' not in text:
        return
    shown = blanked(text, (*known.contracts, *known.ids))  # a title may hold quotation marks itself
    for found in _QUOTED.finditer(shown):
        title = words(found["q"])
        before = text[max(0, found.start() - 24) : found.start()]
        if _CONTRACT.search(before) and title and title not in known.titles and not _common(title):
            yield *found.span(), f"No contract of the account is called {found['q']!r}."


def _strange(name: str, known: Known, *, sure: bool) -> bool:
    """Whether a capitalised run names somebody whom the account does not."""
    parts = [p for p in re.findall(r"[^\W\d_]+", plain(name)) if len(p) > 1]
    unknown = [
        p for p in parts if p not in known.people and p not in _COMMON and not _title(p, known)
    ]
    if not unknown:
        return False
    # Two capitals side by side prove a person only if one is a first name or neither is a common word.
    return sure or len(unknown) == len(parts) >= 2 or bool(FIRST_NAMES & set(unknown))


def _title(word: str, known: Known) -> bool:
    return any(word in title.split() for title in known.titles)


def _common(title: str) -> bool:
    return all(w in _COMMON for w in title.split())
