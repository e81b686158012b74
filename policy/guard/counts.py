"""How many invoices a text says there are, where the account has another number of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from policy.guard.known import Known, name_words
from policy.guard.numerals import DIGITS, VALUES, values
from policy.guard.sentences import sentences

_INVOICES = re.compile(
    r"\b(?:(?P<one>invoice|factura|facture|rechnung|fatura)|invoices|facturas|factures|rechnungen|faturas)\b",
    re.IGNORECASE,
)
_FEW = "|".join(sorted((w for w, v in VALUES.items() if 1 < v < 100), key=len, reverse=True))
# What may stand between a number and its noun.
_STATE = (
    r"unpaid|open|outstanding|overdue|past[ -]due|due|late|pending|separate|individual|different|unsettled|"
    r"(?:offene|unbezahlte|überfällige|ausstehende|fällige|verschiedene|einzelne)[nr]?|and|und"
)
# It is looked for in front of a noun: `$` is where that begins.
_COUNTED = re.compile(
    rf"(?<![\w.,:/#$€£-])(?P<n>both(?: of)?(?: the| your)?|beiden?|ambas(?: las| as)?|\d{{1,3}}|{_FEW}|"
    r"(?:only|just) (?:one|a)(?: single)?|a single|una (?:sola|única)|une seule|(?:nur|lediglich) eine|"
    rf"eine einzige|uma (?:só|única)|(?:apenas|só) uma)(?:,?\s+(?:{_STATE})){{0,3}}\s+$",
    re.IGNORECASE,
)
# Not the number of all: a guess, a condition, some of them, "the October 12 invoices".
_NOT_ALL = re.compile(
    r"(?:\b(?:more than|at least|at most|up to|about|around|(?:few|less)er? than|another|other|further|next|last|"
    r"first|each|every|if|when|más de|al menos|hasta|otras?|últimas|primeras|cada|si|plus de|au moins|jusqu'à|"
    r"autres|dernières|premières|chaque|mehr als|mindestens|bis zu|weitere[nr]?|anderen?|letzten|ersten|wenn|"
    r"mais de|pelo menos|até|outras|primeiras|se|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|"
    rf"(?:\d+|an?|one|un[ao]?|une|eine?|uma|{_FEW}) ?(?:or|to|o|ou|oder|bis|a|à|-)))\s*$",
    re.IGNORECASE,
)
# Other invoices than those of the account: paid ones, and those of every month.
_OTHERS = re.compile(
    r"(?<!not )(?<!n't )\b(?:(?:were|was|been|already|you|you've|have|had|has) (?:all |already |since )?"
    r"(?:paid|settled|closed|cleared)|previous(?:ly)?|earlier|in the past|last (?:month|year|week)|"
    r"(?:per|each|every|a) (?:month|week|year)|monthly|weekly|future|"
    r"ya (?:pag|cobr|liquid|abon)\w+|pagó|pagaste|anteriores|cada|al mes|mensual\w*|futur\w+|"
    r"(?:déjà|été|avez|sont) (?:payé|réglé|soldé)\w*|précédent\w*|chaque|par mois|payées?|réglées?|pagadas|"
    r"bezahlt|beglichen|ausgeglichen|gezahlt|früher\w*|vorherig\w*|jede[nrms]?|pro (?:monat|woche)|monatlich\w*|"
    r"wöchentlich\w*|künftig\w*|já (?:pag|quit|liquid)\w+|pagou|pagas|quitadas|por mês|mensa\w+)\b",
    re.IGNORECASE,
)
# A smaller number may be of some of them. It is of all where the sentence speaks of the whole and of nothing else.
_WHOLE = re.compile(
    r"\b(?:balance|total|sum|in all|altogether|there (?:are|is)|you (?:have|owe)|saldo|suma|cuenta con|hay|tiene|"
    r"tienes|debe|quedan?|solde|somme|il y a|il reste|vous (?:avez|devez)|gesamt\w*|insgesamt|summe|es gibt|"
    r"sie haben|soma|há|existem?|você (?:tem|deve)|resta[m]?)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\"|\b(?:of (?:them|these|those|which)|(?<!total )(?<!sum )of (?:the|your)|among|some|part|includ\w+|"
    r"between|incl\w+|entre|unter|davon|oldest|newest|larg\w+|small\w+|remaining|milestones?|bonus\w*|hour\w*|"
    r"fixed|hitos?|jalons?|meilenstein\w*|stunden\w*|festpreis\w*|horas?|heures?|marcos?|etapas?|b[óô]nus|"
    r"bonificación|primes?)\b",
    re.IGNORECASE,
)
_LONGEST = 80  # characters of a number and what stands between it and its noun
_BEFORE = 24  # characters that may tell that a number is not of all


def counts(text: str, known: Known) -> Iterator[tuple[int, int, str]]:
    """Spans and reasons for numbers of invoices, in digits or words, that are not how many the account has.

    In doubt silent: what is said of some of the invoices, or of others than the account's, is not judged.
    """
    nouns = list(_INVOICES.finditer(text))
    pieces = sentences(text) if nouns else []
    for noun in nouns:
        found = _COUNTED.search(text, max(0, noun.start() - _LONGEST), noun.start())
        if not found or _NOT_ALL.search(text, max(0, found.start() - _BEFORE), found.start()):
            continue
        number = _value(found["n"].lower(), noun[0].lower())
        if number == 0 or number in known.invoices:
            continue
        if (number == 1) != bool(noun["one"]):
            continue  # "four invoice numbers" counts something else
        around = pieces[bisect_right(pieces, found.start(), key=lambda p: p.start) - 1]
        sentence = text[around.start : around.end]
        if _OTHERS.search(sentence):
            continue
        # More than there are is wrong even of some of them.
        more = number > max(known.invoices, default=number)
        if more or _of_all(sentence, found["n"], known):
            words = " ".join(text[found.start() : noun.end()].split())
            yield found.start(), noun.end(), f"{words!r} is not how many the account has."


def _value(words: str, noun: str) -> int:
    """How many `words` before `noun` are; 0 when they are no number after all."""
    if words.isdecimal():
        return int(words)
    if words == "once" and not noun.startswith("factura"):
        return 0  # eleven in Spanish alone
    if words.startswith(("both", "beide", "ambas")):
        return 2
    return VALUES.get(words, 1)  # "only one", "a single"


def _of_all(sentence: str, number: str, known: Known) -> bool:
    """Whether `sentence` says how many invoices the whole account has.

    It does not where it names a freelancer or another figure than `number` and the account's sums: then it may
    be about the invoices of one person, or of one amount.
    """
    if not _WHOLE.search(sentence) or _SOME.search(sentence):
        return False
    if any(w in known.freelancers for w in name_words(sentence) if len(w) > 1):
        return False
    return all(f == number or values(f) & known.wholes for f in re.findall(DIGITS, sentence))
