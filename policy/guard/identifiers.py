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
_AFTER_INVOICE = re.compile(
    r"\b(?:invoice|inv|bill|factura|facture|rechnung|fatura|reference|ref|case|ticket)\b\.?\s*(?:no\.?|"
    r"number|num\.?|n\.?º|nº|n°|nr\.?|#)?\s*:?\s*(?P<id>[A-Z]{0,5}-?\d{3,}[\w-]*)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}")
_BARE = re.compile(
    rf"(?<![\w.,:/#+-]){DIGITS}(?![\w/:%-]|[.,]\d)"
    r"(?! (?:days?|d[ií]as?|jours?|tage?n?)\b)",  # counts of days are judged in `days`
    re.IGNORECASE,
)


def identifiers(text: str, known: Known) -> Iterator[tuple[int, int, str]]:
    """Spans and reasons for identifiers and bare figures that `known` does not support."""
    taken = bytearray(len(text))
    held = {key(s) for s in known.strings}
    for what, pattern in (
        ("e-mail address", _EMAIL), ("web address", _URL), ("bank account number", _IBAN), ("number", _NUMBER),
        ("number", _AFTER_INVOICE), ("telephone number", _PHONE), ("figure", _BARE),
    ):  # fmt: skip
        for found in pattern.finditer(text):
            group = "id" if "id" in pattern.groupindex else 0
            span, words = found.span(group), found[group]
            if any(taken[span[0] : span[1]]) or _CLAUSE.fullmatch(words):
                continue
            taken[span[0] : span[1]] = b"\1" * len(words)
            if key(words) in known.numbers | held or (
                digits(words) and digits(words) in known.numbers
            ):
                continue
            if what == "figure" and _harmless(words, known):
                continue
            if what == "telephone number" and (_DATE.fullmatch(words) or len(digits(words)) < 7):
                continue  # dates are judged in `days`
            yield *span, f"The {what} {words!r} is not in the account."


def _harmless(figure: str, known: Known) -> bool:
    """Small counts, years, and the account's own amounts without a currency."""
    meant = values(figure)
    if meant & known.amounts or not meant:
        return True
    if re.search(r"[.,]\d{2}$", figure):
        return False
    smallest = min(meant)
    return (
        smallest < 100 or figure in {str(d.year) for d in known.dates} or figure in {"1099", "24/7"}
    )
