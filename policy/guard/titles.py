"""Titles of contracts in a text that the account does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy.guard.common import COMMON
from policy.guard.known import Known, words
from policy.guard.shield import blanked
from policy.guard.text import plain

_QUOTED = re.compile(r"\"(?P<q>[^\"\n]{2,120})\"")
_CONTRACT = re.compile(
    r"(?:contract|project|job|milestone|invoice|bonus|for|titled|entitled|named|called|work(?:ed|ing)? on|"
    r"hours on|logged on|delivered|contrato|proyecto|projeto|por|hito|trabaj(?:o|ó|aron|ado) en|entregó|"
    r"horas (?:en|em)|contrat|projet|mission|pour|jalon|travail(?:lé)? sur|heures sur|livré|"
    r"vertrag|projekt|auftrag|meilenstein|für|arbeit(?:et|ete|en)? an|stunden (?:an|für)|lieferte|para|marco|"
    r"trabalh(?:o|ou|aram|ado) em|entregou)[ :,]*(?:the )?$",
    re.IGNORECASE,
)
_BEFORE = 24  # characters that may tell that a quotation is a title
# What a number counts or dates: of these words and a number any text may be made.
_MEASURES = frozenset(
    plain("""days hours weeks months years minutes words pages items posts articles dias días horas semanas meses años
    anos jours heures semaines mois tage stunden wochen monate seiten palabras páginas palavras mots pages enero
    febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janvier février mars
    avril juin juillet août septembre octobre novembre décembre janeiro fevereiro março maio junho julho
    setembro outubro novembro dezembro version part teil phase week month hour milestone bonus""").split()
)


def titles(text: str, known: Known) -> Iterator[tuple[int, int, str]]:
    """Spans and reasons for quoted titles, and renumbered ones, that no contract in `known` has."""
    for start, end, title in (*_quoted(text, known), *_renumbered(text, known)):
        yield start, end, f"No contract of the account is called {title!r}."


def _quoted(text: str, known: Known) -> Iterator[tuple[int, int, str]]:
    """What is quoted as a title, by the words before it or by its likeness to a title of the account."""
    if '"' not in text:
        return
    # Quotation marks inside a title of the account open and close nothing.
    shown = blanked(text, (*known.contracts, *known.ids))
    for found in _QUOTED.finditer(shown):
        title = words(found["q"])
        if title in known.titles or all(w in COMMON for w in title.split()):
            continue
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        if _CONTRACT.search(before) or _resembles(title, known.titles):
            yield *found.span(), text[slice(*found.span("q"))]  # not as it is blanked


def _renumbered(text: str, known: Known) -> Iterator[tuple[int, int, str]]:
    """Titles of the account with another number in them, quoted or not."""
    for found in _any_number(known.contracts).finditer(text):
        if words(found[0]) not in known.titles:
            yield *found.span(), found[0]


def _resembles(quoted: str, held: frozenset[str]) -> bool:
    """Whether `quoted` is one of the titles `held` with other words in it.

    Half of its words and half of the title's are the same, and not all of them common. A title cut short,
    or quoted with words around it, is still that title.
    """
    said = _weighty(quoted)
    if not any(len(w) > 3 and w not in COMMON for w in said):
        return False
    if any(f" {t} " in f" {quoted} " or f" {quoted} " in f" {t} " for t in held):
        return False
    for title in held:
        meant = _weighty(title)
        shared = said & meant
        if shared - COMMON and shared != said and 2 * len(shared) >= max(len(said), len(meant)):
            return True
    return False


def _weighty(title: str) -> set[str]:
    """Its longer words, and those with a digit; articles and prepositions are in every title."""
    return {w for w in title.split() if len(w) > 3 or not w.isalpha()}


@lru_cache(maxsize=256)
def _any_number(contracts: tuple[str, ...]) -> re.Pattern[str]:
    """The account's titles with any number for theirs: "Q3 pitch deck" finds "Q4 pitch deck".

    Only titles that say something besides: "100 hours" or "March 3" would find every count and date.
    """
    parts = []
    for title in contracts:
        if any(c.isdecimal() for c in title) and _tells(title):
            pieces = (re.sub(r"\d+", r"\\d+", re.escape(w)) for w in title.split())
            parts.append(r"\s+".join(pieces))
    either = "|".join(sorted(parts, key=len, reverse=True)) or "(?!)"  # without titles nothing
    ends = r"(?!\w|[.,:/]\d|\s?[%$€£¥])"  # its last number is no piece of a date or amount
    return re.compile(rf"(?<!\w)(?<!\d[.,'])(?:{either}){ends}", re.IGNORECASE)


def _tells(title: str) -> bool:
    """Whether `title` has a word that is neither common nor a measure."""
    told = [w for w in words(title).split() if w.isalpha() and len(w) > 3]
    return any(w not in COMMON and w not in _MEASURES for w in told)
