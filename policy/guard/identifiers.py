"""Invoice numbers, addresses, telephone and bank numbers, and bare figures that the account does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy.guard.known import Known, digits, key
from policy.guard.numerals import DIGITS, values

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_URL = re.compile(
    r"(?:https?://|www\.)\S+|\b[a-z0-9-]{2,40}\.(?:com|org|net|io|co|info|eu|de|fr|es|br|uk|ly|me|app)\b(?:/\S*)?",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_PHONE = re.compile(r"(?<![\w$€£.,/-])\+?\(?\d{1,4}\)?(?:[ .-]\(?\d{2,4}\)?){2,4}(?![\w/-])")
_NUMBER = re.compile(r"(?<![\w-])(?P<id>[A-Z]{1,5}[-–]?\d{3,}[\w-]*|#\s?\d{2,})(?![\w-])")
_CLAUSE = re.compile(r"(?:COL|UBO|HLD|DSP|CHG)-\d")
_NUMBERED = r"(?:number|num|no|número|numero|numéro|nummer|nr|n\.?\s?[º°o])(?![^\W\d_])\.?"
_MARK = r"\s*(?:[#:]\s*)?"  # not `\s*[#:]?\s*`, which is slow on long blanks
_AFTER_INVOICE = re.compile(
    r"\b(?:(?:invoice|inv|bill|factura|facture|rechnung|fatura|ref|case|ticket|incident|"
    rf"vorgang|chamado|atendimento)\b\.?(?:\s*{_NUMBERED})?|"
    rf"\w{{0,20}}nummer|number|número|numéro|n[º°]|nr\.){_MARK}"
    r"(?P<id>[A-Z]{0,5}-?\d{3}(?:[/-]?\w)*)(?!\w|[.,]\d)",
    re.IGNORECASE,
)
# What hardly stands before anything but a reference, however short or oddly cut that is.
_REFERENCE = re.compile(
    r"\b(?:aktenzeichen|gesch[äa]ftszeichen|(?:ihr|unser) zeichen|expediente|folio|dossier|protocolo|processo|"
    r"reference|referenz|referencia|référence|referência)\b"
    rf"(?:\s*{_NUMBERED})?(?: (?:is|ist|lautet|es|est|é))?{_MARK}"
    r"(?P<id>(?:[A-Z]{1,5}[-/ ]?)?(?:\d+[/-][\w/-]*\w|\d{3}\w*))(?!\w|[.,]\d)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}")
# What people put before an invoice number that has no letters in billing.
_SAYS_NUMBER = frozenset(["inv", "invoice", "no", "nr", "ref", "re", "id"])
_BARE = re.compile(
    rf"(?<![\w.,:/#+-]){DIGITS}(?![\w/:%-]|[.,]\d)"
    r"(?! (?:days?|d[ií]as?|jours?|tage?n?)\b)",  # counts of days are judged in `days`
    re.IGNORECASE,
)
# In this order: what an earlier one finds is not looked at again.
_KINDS = (
    ("e-mail address", _EMAIL), ("web address", _URL), ("bank account number", _IBAN), ("number", _NUMBER),
    ("number", _AFTER_INVOICE), ("number", _REFERENCE), ("telephone number", _PHONE), ("figure", _BARE),
)  # fmt: skip
# These have to be the account's as they are; the digits alone are no proof.
_EXACT = frozenset(["e-mail address", "web address", "bank account number"])


def identifiers(text: str, known: Known) -> Iterator[tuple[int, int, str]]:
    """Spans and reasons for identifiers and bare figures that `known` does not support."""
    taken = bytearray(len(text))
    held = known.numbers | {key(s) for s in known.strings}
    for what, pattern in _KINDS:
        group = "id" if "id" in pattern.groupindex else 0
        for found in pattern.finditer(text):
            (start, end), words = found.span(group), found[group]
            if any(taken[start:end]) or _CLAUSE.fullmatch(words):
                continue
            taken[start:end] = b"\1" * len(words)
            if key(words) not in held and not _excused(what, words, known):
                yield start, end, f"The {what} {words!r} is not in the account."


def _excused(what: str, words: str, known: Known) -> bool:
    """Whether `words`, which the account does not hold as they are, may stand in the text all the same."""
    if what in _EXACT:
        return False
    if _same_number(words, known):
        return True
    if what == "figure":
        return _harmless(words, known)
    if _DATE.fullmatch(words):
        return True  # dates are judged in `days`
    return what == "telephone number" and len(digits(words)) < 7


def _same_number(words: str, known: Known) -> bool:
    """Whether a number of the account has these digits, and `words` no other letters before them than it."""
    if not (figures := digits(words)) or figures not in known.numbers:
        return False
    prefix = _prefix(key(words))
    if not prefix:
        return True
    own = {_prefix(n) for n in known.numbers if digits(n) == figures and not n.isdecimal()}
    return prefix in own or (not own and prefix in _SAYS_NUMBER)


def _prefix(number: str) -> str:
    return re.split(r"\d", number, maxsplit=1)[0]


def _harmless(figure: str, known: Known) -> bool:
    """Small counts, years, and the account's own amounts and days overdue without their units."""
    meant = values(figure)
    if not meant or meant & known.amounts or meant & (known.overdue or frozenset()):
        return True
    if re.search(r"[.,]\d{2}$", figure):
        return False
    smallest = min(meant)
    return (
        smallest < 100 or figure in {str(d.year) for d in known.dates} or figure in {"1099", "24/7"}
    )
