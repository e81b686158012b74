"""Names of people and firms that billing knows, as one pattern that finds them in a reply."""

from __future__ import annotations

import re
from collections.abc import Iterable

from policy.account import Account

_SHORTEST = 3
# First and last names that are words as well: taken out only as a part of the whole name.
_WORDS = """
    will may mark grant bill rich sue pay page price cash penny hope faith april june august art drew frank
    jack dan rob pat chase case bond banks law long short young white black brown green gray grey king
    day knight wood stone ford field hall hill lane street west east north south best good love rose summer
    the and for inc llc ltd gmbh corp company group studio studios design designs services solutions media
    digital global consulting agency marketing web upwork trueaccord true accord
"""
_ALSO_WORDS = frozenset(_WORDS.split())


def known_names(account: Account | None, sender: str | None) -> dict[str, list[str]]:
    """Kind of placeholder -> names, from the account and the sender's display name."""
    clients = [account.client_name] if account and account.client_name else []
    if sender and "<" in sender:
        clients.append(sender.split("<")[0].strip(" \"'"))
    freelancers = [i.freelancer for i in account.invoices if i.freelancer] if account else []
    return {"CLIENT": clients, "FREELANCER": freelancers}


def name_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Whole names in any case; their parts only as names are written, with a capital or in a script that
    has none. `None` where there is nothing to look for."""
    whole = {name.strip() for name in names if len(name.strip()) >= _SHORTEST}
    parts = {
        part
        for name in whole
        for part in re.split(r"[\s,.&/]+", name)
        if len(part) >= _SHORTEST and part.casefold() not in _ALSO_WORDS and not part.isdigit()
    }
    exact = [f"(?i:{_spaced(name)})" for name in sorted(whole, key=len, reverse=True)]
    single = [
        "(?:"
        + "|".join(re.escape(form) for form in sorted({part, part.capitalize(), part.upper()}))
        + ")"
        for part in sorted(parts, key=len, reverse=True)
    ]
    options = exact + single
    return re.compile(rf"(?<!\w)(?:{'|'.join(options)})(?!\w)") if options else None


def _spaced(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())
