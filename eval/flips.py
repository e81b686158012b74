"""The facts that are flipped, and the change that each must make by the clauses.

Written from `domain.md`, not from the rules: the two must agree because both follow the article.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from desk.pipeline import Outcome
from eval.accounts import ON
from eval.expected import Expected
from policy.account import Account
from policy.model import Facts, Sensitive

_BALANCE = "1240.50"
_PROOF = {
    "status": "verified",
    "amount": _BALANCE,
    "sent_on": ON.isoformat(),
    "beneficiary_ok": True,
    "verified_by": "agent-7",
}
_SHORT = {**_PROOF, "amount": "1240.49"}
_PERSON_TAG = "collections_person"


@dataclass(frozen=True)
class Side:
    """One half of a pair."""

    account: Account
    facts: Facts


@dataclass(frozen=True)
class Flip:
    """A fact, its two values, for which scenarios the pair means something, and what must follow."""

    name: str
    before: Side
    after: Side
    expect: Callable[[Outcome], Expected]
    applies: Callable[[tuple[str, ...]], bool] = lambda scenarios: True


def _side(
    *,
    contract: str = "hourly",
    days: int = 53,
    balance: str = _BALANCE,
    receipt: dict[str, Any] | None = None,
    facts: Facts | None = None,
) -> Side:
    account = {
        "client_id": "c-1042",
        "client_name": "Jordan Reyes",
        "balance": balance,
        "suspended": True,
        "invoices": [
            {
                "number": "T-88231",
                "freelancer": "Ana P.",
                "contract": "Shop website",
                "contract_type": contract,
                "kind": "work",
                "amount": _BALANCE,
                "due_date": (ON - timedelta(days=days)).isoformat(),
                "released": True,
            }
        ],
        "receipt": receipt or {"status": "none"},
    }
    return Side(Account.model_validate(account), facts or Facts(language="en"))


def _swap(items: Any, old: str, new: str) -> list[Any]:
    return [new if item == old else item for item in items]


def _receipt_verified(before: Outcome) -> Expected:
    """COL-2: the extension is granted, in the same place of the draft; nothing else is answered anew."""
    old = before.decision
    changes: dict[str, Any] = {
        "macros": [
            m
            for m in _swap(old.macros, "extension-no-receipt", "extension-receipt-verified")
            if m != "how-to-pay"
        ],
        "receipt": "verified",
        "granted": ["extension_grant", "collections_hold"],
        "citations": [c.model_dump() for c in old.citations if c.clause != "UBO-1"],
        "route.tags": _tagged(old.route.tags, "collections_receipt__verified"),
    }
    sources = {"extension-no-receipt", "extension-receipt-verified", "how-to-pay"}
    return Expected(changes, sources=frozenset(sources))


def _receipt_not_asked_for(before: Outcome) -> Expected:
    """Money on its way: the draft stops asking for it, and an agent reads first. Nothing is granted."""
    changes: dict[str, Any] = {
        "macros": [m for m in before.decision.macros if m != "how-to-pay"],
        "receipt": "verified",
        "preselected": False,
    }
    free = frozenset({"route.internal_note", "checks"})
    return Expected(changes, sources=frozenset({"how-to-pay"}), ignored=free)


def _receipt_short(before: Outcome) -> Expected:
    """UBO-2: a cent short of the balance proves nothing; the receipt waits to be checked again."""
    old = before.decision
    changes: dict[str, Any] = {
        "macros": [
            m
            for m in _swap(old.macros, "extension-no-receipt", "extension-receipt-received")
            if m != "how-to-pay"
        ],
        "receipt": "attached",
        "preselected": False,
        "citations": [c.model_dump() for c in old.citations if c.clause != "UBO-1"],
        "route.tags": _tagged(old.route.tags, "collections_receipt__verify"),
    }
    sources = {"extension-no-receipt", "extension-receipt-received", "how-to-pay"}
    free = frozenset({"route.internal_note", "checks"})
    return Expected(changes, sources=frozenset(sources), ignored=free)


def _fixed_price(before: Outcome) -> Expected:
    """COL-3: the other dispute macro, resting on DSP-2; the balance details name the other contract."""
    old = before.decision
    citations = [c.model_dump() for c in old.citations]
    for citation in citations:
        if citation["clause"] == "DSP-1":
            citation |= {"clause": "DSP-2", "because": "The work was on a fixed-price contract."}
    changes: dict[str, Any] = {
        "macros": _swap(old.macros, "hourly-dispute", "non-hourly-dispute"),
        "citations": citations,
    }
    sources = {"hourly-dispute", "non-hourly-dispute", "balance-details"}
    return Expected(changes, sources=frozenset(sources))


def _outside(before: Outcome) -> Expected:
    """COL-0: outside the article nothing is drafted; the scenarios stay what they are."""
    return _to_person(before, frozenset({"route.internal_note", "reasons", "citations"}))


def _nothing_due(before: Outcome) -> Expected:
    """COL-0 again; that the invoices no longer add up to the balance may be said to the agent."""
    free = frozenset({"route.internal_note", "reasons", "citations", "checks"})
    return _to_person(before, free)


def _taken_over(before: Outcome) -> Expected:
    """A person must take over: nothing is drafted, the matter is tagged."""
    matter = Sensitive.ATTORNEY.value
    return _to_person(
        before, frozenset({"route.internal_note", "reasons"}), f"collections_sensitive__{matter}"
    )


def _to_person(before: Outcome, free: frozenset[str], *tags: str) -> Expected:
    old = before.decision
    agency = old.route.group == "Payment Operations"  # COL-5: assigned there all the same
    group = old.route.group if agency else "Collections Review"
    changes: dict[str, Any] = {
        "handling": "person",
        "preselected": False,
        "macros": [],
        "granted": [],
        "route.group": group,
        "route.tags": _tagged(old.route.tags, *tags, _PERSON_TAG),
    }
    return Expected(changes, ignored=free, no_draft=True)


def _looked_at(before: Outcome) -> Expected:
    """Hardship: the same draft, but an agent reads the reply before one click can send it."""
    changes = {
        "preselected": False,
        "route.tags": _tagged(before.decision.route.tags, "collections_sensitive__hardship"),
    }
    return Expected(changes, ignored=frozenset({"route.internal_note", "checks"}))


def _tagged(tags: tuple[str, ...], *more: str) -> list[str]:
    """Tags after a flip; their order says nothing, so it is compared sorted."""
    return sorted((*tags, *more))


def _has(label: str) -> Callable[[tuple[str, ...]], bool]:
    return lambda scenarios: label in scenarios


FLIPS: tuple[Flip, ...] = (
    Flip("receipt none -> verified", _side(), _side(receipt=_PROOF), _receipt_verified,
         _has("extension_request")),
    Flip("receipt none -> verified, no time asked for", _side(), _side(receipt=_PROOF),
         _receipt_not_asked_for, lambda scenarios: "extension_request" not in scenarios),
    Flip("receipt none -> a cent short", _side(), _side(receipt=_SHORT), _receipt_short,
         _has("extension_request")),
    Flip("contract hourly -> fixed price", _side(), _side(contract="fixed"), _fixed_price),
    Flip("31 -> 30 days overdue", _side(days=31), _side(days=30), _outside),
    Flip("balance -> zero", _side(), _side(balance="0"), _nothing_due),
    Flip("represented by counsel", _side(),
         _side(facts=Facts(language="en", sensitive=(Sensitive.ATTORNEY,))), _taken_over),
    Flip("hardship", _side(),
         _side(facts=Facts(language="en", sensitive=(Sensitive.HARDSHIP,))), _looked_at),
)  # fmt: skip
