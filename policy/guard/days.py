"""Dates, times and counts of days in a text that neither account nor clauses hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from policy.guard.known import DAYS, Known, key, name_words
from policy.guard.numerals import VALUES, WORDS, has_number_word, spoken
from policy.guard.shield import BLANK

_MONTHS = {
    1: "january enero janvier januar janeiro jan ene janv jän",
    2: "february febrero février fevrier februar fevereiro feb févr fev",
    3: "march marzo mars märz maerz março marco mar mär",
    4: "april abril avril apr abr avr",
    5: "may mayo mai maio",
    6: "june junio juin juni junho jun",
    7: "july julio juillet juli julho jul juil",
    8: "august agosto août aout aug ago",
    9: "september septiembre setiembre septembre setembro sep sept set",
    10: "october octubre octobre oktober outubro oct okt out",
    11: "november noviembre novembre novembro nov",
    12: "december diciembre décembre decembre dezember dezembro dec dic déc dez",
}
_MONTH = {name: number for number, names in _MONTHS.items() for name in names.split()}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th|er|º|ª|\.)?"
_YEAR = r"(?:,?\s+(?:de\s+|of\s+|del\s+)?(?P<{}>(?:19|20)\d\d)\b)?"
_ISO = re.compile(r"(?<![\d-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])")
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/%]|[.,-]\d)"
)
_DAY_MONTH = re.compile(
    rf"(?<![\w.,]){_DAY.format('d')}\s*(?:(?:de|of)\s+|-\s*)?(?P<m>{_NAMES})\b\.?{_YEAR.format('y')}",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b(?P<m>{_NAMES})\b\.?\s+(?:the\s+)?{_DAY.format('d')}(?![\d:%.,]*\d){_YEAR.format('y')}",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(
    rf"\b(?P<m>{_NAMES})\b\.?\s+(?:de\s+|of\s+)?(?P<y>20\d\d)\b", re.IGNORECASE
)
_ORDINAL = re.compile(
    r"(?:\b(?:the|on|by|until|till|before|from)\s+(?:the\s+)?(?P<a>[0-3]?\d)(?:st|nd|rd|th)\b|\b(?:el|al|"
    r"del)\s+(?:d[ií]a\s+)?(?P<b>[0-3]?\d)\b(?![.,:]?\d|\s?(?:%|[a-z]))"
    r"|\b(?:am|zum|bis zum|vom|ab dem)\s+(?P<c>[0-3]?\d)\.(?!\d)|\b(?:dia|día)\s+(?P<d>[0-3]?\d)\b)",
    re.IGNORECASE,
)
_UNIT = (
    r"(?P<u>(?:business |working |calendar |more |extra |further )*(?:days?|weeks?|months?|hours?)|d[ií]as?|"
    r"semanas?|mes(?:es)?|horas?|jours?|semaines?|mois|"
    r"heures?|(?:werk|arbeits|kalender)?tage?n?|wochen?|monate?n?|stunden?)\b"
)
_DAYS = re.compile(r"day|d[ií]a|jour|tag", re.IGNORECASE)  # in a unit
_LATE = (
    r"overdue|past[ -]due|past (?:its|their|the) due date|late|in arrears|vencid\w+|retras\w+|atras\w+|"
    r"(?:de |en )?retard|échue?s?|überfällig\w*|verspätet|(?:(?:im|in) )?(?:verzug|rückstand)|em atraso"
)
_COUNT = re.compile(
    rf"(?<![\w$€£])(?<!\d[.,:])(?:(?P<n>\d{{1,5}})(?:\s?(?:-|–|to|a|à|bis)\s?(?P<n2>\d{{1,4}}))?|"
    rf"(?P<w>{WORDS}))[\s-]+(?:more\s+|extra\s+|further\s+|full\s+)?{_UNIT}"
    rf"(?P<late>(?:\s+(?:de|of|en))?\s+(?:{_LATE})(?!\w))?",
    re.IGNORECASE,
)
# "overdue by 59 days, the other by 47 days": what may stand between a word for late and a count that tells how
# late. A verb such as "have" may not: "overdue, and you have 47 days" is a time to pay.
_LATE_WORD = re.compile(rf"\b(?:{_LATE})(?!\w)", re.IGNORECASE)
_BETWEEN = frozenset(
    """by for since now already and the other second third one is are was were invoice invoices older newer
    oldest newest latest por de desde hace y e la el lo una otra otro segunda tercera es está están lleva llevan
    factura facturas más antigua reciente depuis et l' l'autre autre les une le un est sont celle facture factures
    deuxième um seit und die der andere anderen zweite dritte ist sind schon bereits rechnung rechnungen ältere
    neuere älteste neueste beträgt há a as outra outro uma são fatura faturas mais antiga recente é""".split()  # noqa: SIM905
)
_JOINED = frozenset("and y et und e or o ou oder respectively".split())  # noqa: SIM905
_REACH = 80  # characters
_CLOCK = re.compile(
    r"(?<![\d:])(?:(\d{1,2}):(\d{2})(?::\d{2})?(?!\d)|(\d{1,2})\s?(?:am|pm|uhr|o'clock)\b)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:by|before|until|till|no later than|latest)\s+(?:next\s+|this\s+|end of (?:day )?)?(?:mon|tues|"
    r"wednes|thurs|fri|satur|sun)day\b"
    r"|\bbis\s+(?:zum\s+)?(?:nächsten\s+|kommenden\s+)?(?:montag|dienstag|mittwoch|donnerstag|freitag|"
    r"samstag|sonntag)\b"
    r"|\b(?:hasta|antes) (?:el|del) (?:próximo )?(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b"
    r"|\b(?:jusqu'(?:à|au)|avant|d'ici) (?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b"
    r"|\baté (?:a )?(?:próxima )?(?:segunda|terça|quarta|quinta|sexta|sábado|domingo)(?:-feira)?\b",
    re.IGNORECASE,
)


def days(text: str, known: Known) -> Iterator[tuple[int, int, str]]:
    """Spans and reasons for dates, times and counts of days that `known` does not support."""
    numbered = any(c.isdecimal() for c in text)
    if (
        not numbered
        and not has_number_word(text)
        and "ay" not in text
        and not _WEEKDAY.search(text)
    ):
        return
    taken = bytearray(len(text))

    def fresh(found: re.Match[str]) -> bool:
        free = not any(taken[found.start() : found.end()])
        taken[found.start() : found.end()] = b"\1" * len(found[0])
        return free

    for found in _ISO.finditer(text):
        if fresh(found) and _date(int(found[1]), int(found[2]), int(found[3])) not in known.dates:
            yield *found.span(), _not_held("date", found[0])
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for found in pattern.finditer(text):
            if not fresh(found):
                continue
            day, month = int(found["d"]), _MONTH[found["m"].lower()]
            year = int(found["y"]) if found["y"] else None
            if not any(
                (d.day, d.month) == (day, month) and year in (None, d.year) for d in known.dates
            ):
                yield *found.span(), _not_held("date", found[0])
    for found in _MONTH_YEAR.finditer(text):
        month, year = _MONTH[found["m"].lower()], int(found["y"])
        if fresh(found) and not any((d.month, d.year) == (month, year) for d in known.dates):
            yield *found.span(), _not_held("month", found[0])
    for found in _NUMERIC.finditer(text):
        if (not found[4] and found[2] != "/") or found[0] == "24/7":
            continue  # 12.50 and 10-15 are no dates
        if fresh(found) and not _numeric(found) & known.dates and not _short(found, known):
            yield *found.span(), _not_held("date", found[0])
    for found in _ORDINAL.finditer(text):
        number = int(next(g for g in found.groups() if g))
        if fresh(found) and 1 <= number <= 31 and not any(d.day == number for d in known.dates):
            yield *found.span(), _not_held("date", found[0])
    for found in _WEEKDAY.finditer(text):
        around = text[max(0, found.start() - 60) : found.end() + 60].lower()
        if fresh(found) and "23:59" not in around:
            yield *found.span(), _not_held("day", found[0])
    for found in _CLOCK.finditer(text):
        if found[0] != "23:59" and fresh(found):
            yield *found.span(), _not_held("time", found[0])
    counted = list(_COUNT.finditer(text))
    for found, late in zip(counted, _late(text, counted, known), strict=True):
        if not any(taken[found.start() : found.end()]) and not _counts(found, known, late=late):
            yield (
                *found.span(),
                f"{found[0]!r} is neither what the account shows nor a clause's figure.",
            )


def _late(text: str, counted: list[re.Match[str]], known: Known) -> list[bool]:
    """For each count whether it tells how late an invoice is, not how long somebody has."""
    late, reached = [], -_REACH - 1  # offset behind the last word for late, or count of late days
    words = iter(_LATE_WORD.finditer(text) if counted else ())
    word = next(words, None)
    for found in counted:
        while word and word.end() <= found.start():
            reached, word = max(reached, word.end()), next(words, None)
        tells = bool(found["late"]) or (
            found.start() - reached <= _REACH
            and _joins(text[reached : found.start()], known, _BETWEEN)
        )
        late.append(tells)
        if tells:
            reached = max(reached, found.end())
    for n in range(len(counted) - 1, 0, -1):  # "59 days and 47 days overdue"
        between = text[counted[n - 1].end() : counted[n].start()]
        if counted[n]["late"] and len(between) <= _REACH and _joins(between, known, _JOINED):
            late[n - 1] = True
    return late


def _joins(between: str, known: Known, joining: frozenset[str]) -> bool:
    """Whether nothing but words of `joining` and the account's numbers and names stands in `between`."""
    if re.search(r"[.!?;\n]\s", between):
        return False
    for token in between.split():
        word = token.strip(",:()-").lower()
        named = set(name_words(word)) & known.people or BLANK in word or key(word) in known.numbers
        if word and word not in joining and not named:
            return False
    return True


def _counts(found: re.Match[str], known: Known, *, late: bool) -> bool:
    """Whether a count is a clause's or, in days, one that the account shows: it holds no weeks and months."""
    in_days = _DAYS.search(found["u"]) is not None
    if found["w"]:
        if VALUES.get(found["w"].lower()) == 1:
            return True
        if not in_days and not late:
            return True  # "two weeks" in words is judged by meaning, not as a figure
        number = int(spoken(found["w"]))
    else:
        number = int(found["n2"] or found["n"])
    if not in_days:
        return False
    if late and known.overdue is None and number > 0:
        return True
    return number in DAYS or number in (known.overdue or ())


def _date(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None


def _numeric(found: re.Match[str]) -> frozenset[date]:
    """Day first or month first; a year of two digits is this century's."""
    if not found[4]:
        return frozenset()
    a, b, year = int(found[1]), int(found[3]), int(found[4])
    year += 2000 if year < 100 else 0
    return frozenset(d for d in (_date(year, a, b), _date(year, b, a)) if d)


def _short(found: re.Match[str], known: Known) -> bool:
    """`9/30` without a year."""
    a, b = int(found[1]), int(found[3])
    return not found[4] and any((d.month, d.day) in ((a, b), (b, a)) for d in known.dates)


def _not_held(what: str, words: str) -> str:
    return f"The {what} {' '.join(words.split())!r} is not in the account."
