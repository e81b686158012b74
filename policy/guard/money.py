"""Amounts of money and percentages in a text that the account does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from babel.numbers import get_currency_symbol

from policy.guard.known import PERCENT, Known
from policy.guard.numerals import DIGITS, WORDED, WORDS, has_number_word, spoken, values

# A bare dollar sign, or "dollars", may be any dollar; "pesos" any peso.
_DOLLARS = frozenset("USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP".split())  # noqa: SIM905
_PESOS = frozenset("MXN ARS CLP COP UYU DOP PHP".split())  # noqa: SIM905
_MEANS: dict[str, frozenset[str]] = {
    "$": _DOLLARS,
    "us$": frozenset({"USD"}),
    "r$": frozenset({"BRL"}),
    "ca$": frozenset({"CAD"}),
    "c$": frozenset({"CAD"}),
    "a$": frozenset({"AUD"}),
    "au$": frozenset({"AUD"}),
    "mx$": frozenset({"MXN"}),
    "€": frozenset({"EUR"}),
    "£": frozenset({"GBP"}),
    "¥": frozenset({"JPY", "CNY"}),
    "₹": frozenset({"INR"}),
    "rs": frozenset({"INR", "PKR", "LKR", "NPR"}),
    "rs.": frozenset({"INR", "PKR", "LKR", "NPR"}),
    "₴": frozenset({"UAH"}),
    "₽": frozenset({"RUB"}),
    "zł": frozenset({"PLN"}),
    "₺": frozenset({"TRY"}),
    "₦": frozenset({"NGN"}),
    "₱": frozenset({"PHP"}),
    "kr": frozenset({"SEK", "NOK", "DKK", "ISK"}),
    "kr.": frozenset({"SEK", "NOK", "DKK"}),
    "₩": frozenset({"KRW"}),
    "fr.": frozenset({"CHF"}),
    "฿": frozenset({"THB"}),
    "₪": frozenset({"ILS"}),
}
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
_CODES = """
AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KES KRW MXN MYR
NGN NOK NZD PEN PHP PKR PLN RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR
""".split()  # noqa: SIM905
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


_NUMBER = re.compile(rf"(?<![\w.,]){DIGITS}|(?<=[A-Za-z$€£.]){DIGITS}")


@cache
def _before(currency: str | None) -> re.Pattern[str]:
    """A currency at the end of what stands before a number."""
    signs = (re.escape(s) for s in sorted(_table(currency), key=len, reverse=True))
    return re.compile(rf"(?:(?<![\w$])(?:{'|'.join(signs)}))\s?$", re.IGNORECASE)


@cache
def _after(currency: str | None) -> re.Pattern[str]:
    """A currency right after a number."""
    signs = sorted(_table(currency), key=len, reverse=True)
    ends = (re.escape(s) + (r"(?!\w)" if s[-1].isalpha() else "") for s in signs)
    return re.compile(rf"[ -]?({'|'.join(ends)})", re.IGNORECASE)


def money(text: str, known: Known) -> Iterator[tuple[int, int, str]]:
    """Spans and reasons for amounts and percentages that `known` does not support."""
    for start, end, readings, meant in _amounts(text, known.currency):
        shown = text[start:end]
        if readings == {0}:
            continue
        if known.currency is None:
            yield start, end, f"The amount {shown!r} cannot be checked: there is no account."
        elif known.currency not in meant:
            yield start, end, f"{shown!r} is not in the account's currency ({known.currency})."
        elif not readings & known.amounts:
            yield start, end, f"The amount {shown!r} is not in the account."
    if not re.search(r"%|per|proz|por|pour", text, re.IGNORECASE):
        return
    for found in _FIND_PERCENT.finditer(text):
        number = found["p"]
        share = values(number) if number[0].isdigit() else {spoken(number)}
        if not share & PERCENT:
            reason = (
                f"The percentage {found[0]!r} is neither the account's nor a clause's (UBO-3: 3%)."
            )
            yield *found.span(), reason


def _amounts(
    text: str, currency: str | None
) -> Iterator[tuple[int, int, frozenset[Decimal], frozenset[str]]]:
    """Numbers with a currency before or after: span, possible values, possible currencies."""
    table = _table(currency)
    digits = _NUMBER.finditer(text) if any(c.isdecimal() for c in text) else iter(())
    words = WORDED.finditer(text) if has_number_word(text) else iter(())
    for found in (*digits, *words):
        start, end = found.span()
        number = found[0]
        before = (
            _before(currency).search(text, max(0, start - 8), start)
            if number[0].isdecimal()
            else None
        )
        after = _after(currency).match(text, end)
        meant = [table[m.strip().lower()] for m in (before and before[0], after and after[1]) if m]
        if not meant:
            continue
        readings = values(number) if number[0].isdecimal() else frozenset({spoken(number)})
        codes = frozenset.intersection(*meant) or meant[-1]
        if codes == {"¢"}:
            readings, codes = frozenset(r / 100 for r in readings), frozenset({currency or ""})
        yield before.start() if before else start, after.end() if after else end, readings, codes
