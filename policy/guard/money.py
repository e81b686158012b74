"""Amounts of money and percentages in a text that the account does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel.numbers import get_currency_symbol

from policy.guard.known import PERCENT, Known
from policy.guard.numerals import DIGITS, WORDS, spoken, values

# A bare dollar sign, or "dollars", may be any dollar; "pesos" any peso.
_DOLLARS = frozenset("USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP".split())
_PESOS = frozenset("MXN ARS CLP COP UYU DOP PHP".split())
_MEANS: dict[str, frozenset[str]] = {
    "$": _DOLLARS, "us$": frozenset({"USD"}), "r$": frozenset({"BRL"}), "ca$": frozenset({"CAD"}), "c$": frozenset({"CAD"}),
    "a$": frozenset({"AUD"}), "au$": frozenset({"AUD"}), "mx$": frozenset({"MXN"}), "€": frozenset({"EUR"}), "£": frozenset({"GBP"}),
    "¥": frozenset({"JPY", "CNY"}), "₹": frozenset({"INR"}), "rs": frozenset({"INR", "PKR", "LKR", "NPR"}), "rs.": frozenset({"INR", "PKR", "LKR", "NPR"}),
    "₴": frozenset({"UAH"}), "₽": frozenset({"RUB"}), "zł": frozenset({"PLN"}), "₺": frozenset({"TRY"}), "₦": frozenset({"NGN"}),
    "₱": frozenset({"PHP"}), "kr": frozenset({"SEK", "NOK", "DKK", "ISK"}), "kr.": frozenset({"SEK", "NOK", "DKK"}), "₩": frozenset({"KRW"}),
    "fr.": frozenset({"CHF"}), "฿": frozenset({"THB"}), "₪": frozenset({"ILS"}),
}  # fmt: skip
_SPOKEN: dict[str, frozenset[str]] = {
    "dollars dollar bucks dólares dólar dolares dolar usd": _DOLLARS,
    "euros euro eur": frozenset({"EUR"}),
    "pounds pound quid libras livres pfund sterling gbp": frozenset({"GBP", "EGP"}),
    "reais real brl": frozenset({"BRL"}),
    "pesos peso": _PESOS,
    "rupees rupee rupias roupies rupien inr": frozenset({"INR", "PKR", "LKR", "NPR"}),
    "francs francos franken chf": frozenset({"CHF"}),
    "yen ienes jpy": frozenset({"JPY"}),
    "yuan rmb cny": frozenset({"CNY"}),
    "hryvnia hryvnias uah": frozenset({"UAH"}),
    "zloty zlotys złoty pln": frozenset({"PLN"}),
    "cents cent centavos centimes": frozenset({"¢"}),
}
_CODES = "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KES KRW MXN MYR NGN NOK NZD PEN PHP PKR PLN RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR".split()
_PERCENT = rf"(?P<p>{DIGITS}|{WORDS})\s?(?:%|percent\b|per cent\b|prozent\b|por ?ciento\b|pour ?cent\b|por ?cento\b)"
_FIND_PERCENT = re.compile(_PERCENT, re.IGNORECASE)


@cache
def _table(currency: str | None) -> dict[str, frozenset[str]]:
    means = dict(_MEANS)
    means |= {word: codes for words, codes in _SPOKEN.items() for word in words.split()}
    means |= {code.lower(): frozenset({code}) for code in _CODES}
    if currency:
        means[currency.lower()] = frozenset({currency})
        for locale in ("en_US", "es", "fr", "de", "pt_BR"):
            symbol = get_currency_symbol(currency, locale=locale).lower().replace("\xa0", " ")
            means[symbol] = means.get(symbol, frozenset()) | {currency}
    return means


@cache
def _pattern(currency: str | None) -> re.Pattern[str]:
    signs = "|".join(
        rf"(?<!\w){re.escape(s)}" + (r"(?!\w)(?<!\.)" if s[-1].isalpha() and s != "rs" else "")
        for s in sorted(_table(currency), key=len, reverse=True)
    )
    after = "|".join(
        re.escape(s) + (r"(?!\w)" if s[-1].isalpha() else "") for s in sorted(_table(currency), key=len, reverse=True)
    )
    number = rf"(?:{DIGITS}|{WORDS})"
    return re.compile(
        rf"(?P<sign>{signs})\s?(?P<n>{DIGITS})(?:\s?(?P<also>{after}))?|(?<![\w.,])(?P<m>{number})[ -]?(?P<unit>{after})",
        re.IGNORECASE,
    )


def money(text: str, known: Known) -> Iterator[tuple[int, int, str]]:
    """Spans and reasons for amounts and percentages that `known` does not support."""
    table = _table(known.currency)
    for found in _pattern(known.currency).finditer(text):
        amount, sign = (found["n"], found["sign"]) if found["n"] else (found["m"], found["unit"])
        meant = table.get(sign.lower(), frozenset())
        if found["also"]:
            meant = meant & table.get(found["also"].lower(), frozenset()) or table[found["also"].lower()]
        if not amount[0].isdigit() and sign.lower() == "cent":
            continue  # French "pour cent", Italian "cento": a number word, not money
        readings = values(amount) if amount[0].isdigit() else frozenset({spoken(amount)})
        if meant == {"¢"}:
            readings = frozenset(r / 100 for r in readings)
            meant = frozenset({known.currency or ""})
        if readings == {0} or (0 in readings and not known.amounts):
            continue
        if known.currency is None:
            yield *found.span(), f"The amount {found[0]!r} cannot be checked: there is no account."
        elif known.currency not in meant:
            yield *found.span(), f"{found[0]!r} is not in the account's currency ({known.currency})."
        elif not readings & known.amounts:
            yield *found.span(), f"The amount {found[0]!r} is not in the account."
    for found in _FIND_PERCENT.finditer(text):
        number = found["p"]
        share = values(number) if number[0].isdigit() else {spoken(number)}
        if not share & PERCENT:
            yield *found.span(), f"The percentage {found[0]!r} is neither the account's nor a clause's (UBO-3: 3%)."
