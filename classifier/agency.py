"""What a client says of a payment to the agency: amount, day, means, reference.

For the internal note to Payment Operations only, in the client's own words; nothing is confirmed.
"""

from __future__ import annotations

import re

from policy.model import AgencyPayment

_MONEY = re.compile(
    r"(?:(?:US|CA|AU|NZ|HK|SG)?\$|€|£|₹|₽|₴|¥|₺|zł|R\$|\b(?:USD|EUR|GBP|INR|AUD|CAD|PHP|MXN|BRL|PLN|TRY|Rs\.?))\s?"
    r"\d[\d.,'’ ]*\d|(?:(?:US)?\$|€|£|₹|R\$)\s?\d"
    r"|\d[\d.,'’]*\s?(?:\$|€|£|₹|₽|₴|¥|元|円|zł|USD|EUR|GBP|INR|PHP|dollars?|bucks|euros?|pounds|quid|"
    r"d[oó]lares|d[oó]lar|dolarów|dolar|долл\w*|дол\w*|美元|ドル|دولار|rupees|pesos)(?!\w)",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|ene|fev|abr|mai|ago|set|out|dez|dic|gen|"
    r"mag|giu|lug|ott|janv|févr|avr|juin|juil|août|déc|okt|dez|mär)[a-zéûç]*\.?"
)
_DAY = (
    r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
_DATE = re.compile(
    rf"\b(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./-]\d{{1,2}}(?:[./-]\d{{2,4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th|º|\.)?\s(?:of\s|de\s)?{_MONTH}(?:\s(?:de\s)?\d{{4}})?"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?"
    rf"|(?:last|this|el|letzten|am)?\s?(?:{_DAY})(?:\s(?:pasado|dernier|passado))?"
    r"|(?:the\s)?\d{1,2}(?:st|nd|rd|th)\b|yesterday|(?:a|two|three|\d+)\s(?:days?|weeks?|months?)\sago"
    r"|last\s(?:week|month|night)|ayer|hier|gestern|ontem|ieri)",
    re.IGNORECASE,
)
_METHODS = (
    ("wire transfer", r"wir(?:e|ed)\b|swift\b|bank transfer|transferencia|überweis|virement|bonifico|перевод|havale"),
    ("ACH", r"\bach\b|e-?check|echeck|checking account|bank account|direct debit"),
    ("PayPal", r"pay\s?pal"),
    ("credit card", r"credit card|tarjeta de cr|kreditkarte|carte de cr|cart[aã]o de cr"),
    ("debit card", r"debit card|debit\b"),
    ("card", r"\b(?:card|visa|mastercard|amex)\b|tarjeta|karte\b|carte\b|cart[aã]o|карт"),
    ("check", r"\bche(?:ck|que)\b|money order"),
    ("by phone", r"(?:over|by) (?:the )?phone|on the phone"),
    ("online portal", r"portal\b|their (?:web)?site|website|online\b|link\b|app\b"),
    ("Zelle", r"zelle"),
    ("Venmo", r"venmo"),
    ("Apple Pay", r"apple pay"),
)  # fmt: skip
_METHOD = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _METHODS)
_REFERENCE = re.compile(
    r"(?:\b(?:ref(?:erence)?|conf(?:irmation)?|transaction|trans|receipt|case|file|folio|referencia|referenz|"
    r"beleg|txn|auth(?:orization)?)\b\.?\s*(?:no\.?|nr\.?|number|num\.?|code|id|#|:|is|was|n[º°])*\s*[:#]?\s*)"
    r"((?=[\w/-]*\d)[A-Za-z0-9][\w/-]{2,30})"
    r"|(?<![\w#])(?:#\s?)?((?:TA|TXN|REF|CONF|TRUE)[-_ ]?\d[\w-]{2,24})",
    re.IGNORECASE,
)
_WINDOW = 220


def details(text: str, claim: tuple[int, int]) -> AgencyPayment:
    """From the sentence that makes the claim (a span of `text`), then from the words around it."""
    start, end = claim
    said = text[start:end]
    around = text[max(0, start - _WINDOW) : end + _WINDOW]
    return AgencyPayment(
        amount=_first(_MONEY, said) or _first(_MONEY, around),
        paid_on=_first(_DATE, said) or _first(_DATE, around),
        method=_method(said) or _method(around),
        reference=_reference(said) or _reference(around),
    )


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found[0].strip(" ,.") if found else None


def _method(text: str) -> str | None:
    return next((name for name, pattern in _METHOD if pattern.search(text)), None)


def _reference(text: str) -> str | None:
    found = _REFERENCE.search(text)
    return (found[1] or found[2]) if found else None
