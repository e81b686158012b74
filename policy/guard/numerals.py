"""Numbers as people write them: `1,240.50`, `1.240,50`, `12k`, "three hundred", "zweihundert"."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

# Digits with separators inside; never ends in one. A blank parts groups of three and follows a digit, not
# a comma: "2026, 114 days" holds two numbers, and so does "2026 114".
DIGITS = (
    r"\d(?:\d|[.,'\u00a0\u202f](?=\d)|(?<=\d)(?<!\d\d\d\d)[ \u00a0\u202f](?=\d{3}(?!\d)))*"
    r"(?:\s?[kK]\b)?"
)
_UNITS = {
    0: "zero null cero zéro nul",
    1: "one un una uno une ein eine einen um uma",
    2: "two dos deux zwei dois duas zwo",
    3: "three tres trois drei três",
    4: "four cuatro quatre vier quatro",
    5: "five cinco cinq fünf",
    6: "six seis sechs",
    7: "seven siete sept sieben sete",
    8: "eight ocho huit acht oito",
    9: "nine nueve neuf neun nove",
    10: "ten diez dix zehn dez",
    11: "eleven once onze elf",
    12: "twelve doce douze zwölf doze",
    13: "thirteen trece treize dreizehn treze",
    14: "fourteen catorce quatorze vierzehn quatorze",
    15: "fifteen quince quinze fünfzehn",
    16: "sixteen dieciséis seize sechzehn dezesseis",
    17: "seventeen diecisiete siebzehn dezessete",
    18: "eighteen dieciocho achtzehn dezoito",
    19: "nineteen diecinueve neunzehn dezenove",
    20: "twenty veinte vingt zwanzig vinte",
    30: "thirty treinta trente dreißig dreissig trinta",
    40: "forty cuarenta quarante vierzig quarenta",
    50: "fifty cincuenta cinquante fünfzig cinquenta",
    60: "sixty sesenta soixante sechzig sessenta",
    70: "seventy setenta siebzig",
    80: "eighty ochenta achtzig oitenta",
    90: "ninety noventa neunzig",
    100: "hundred cien ciento cent cents hundert einhundert cem cento",
    200: "doscientos zweihundert duzentos",
    300: "trescientos dreihundert trezentos",
    400: "cuatrocientos vierhundert quatrocentos",
    500: "quinientos fünfhundert quinhentos",
    600: "seiscientos sechshundert seiscentos",
    700: "setecientos siebenhundert setecentos",
    800: "ochocientos achthundert oitocentos",
    900: "novecientos neunhundert novecentos",
    1000: "thousand mil mille tausend eintausend grand",
}
VALUES = {word: value for value, words in _UNITS.items() for word in words.split()}
_WORD = "|".join(sorted(VALUES, key=len, reverse=True))
WORDS = rf"\b(?:{_WORD})\b(?:(?:[\s-]+(?:and|y|et|e|und))?[\s-]+(?:{_WORD})\b){{0,7}}"

WORDED = re.compile(WORDS, re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


def has_number_word(text: str) -> bool:
    """Whether looking for `WORDS`, which is slow, can find anything."""
    return any(word in VALUES for word in _LETTERS.findall(text.lower()))


def values(text: str) -> frozenset[Decimal]:
    """Every amount that digits may stand for: `1.240` is 1240 or 1.24. Empty when it is no number."""
    text = text.strip().lower()
    factor = 1000 if text.endswith("k") else 1
    text = re.sub(r"[k'\s\u00a0\u202f]", "", text)
    readings = {text.replace(",", ""), text.replace(".", "").replace(",", ".")}
    found = set()
    for reading in readings:
        try:
            found.add(Decimal(reading) * factor)
        except InvalidOperation:
            continue
    return frozenset(found)


def spoken(text: str) -> Decimal:
    """The value of number words, as `WORDS` finds them."""
    total = current = 0
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        value = VALUES.get(word)
        if value is None:
            continue
        if value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif value == 100:
            current = max(current, 1) * 100
        else:
            current += value
    return Decimal(total + current)
