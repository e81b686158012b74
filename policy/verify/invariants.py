"""The promises, judged from outside: each looks at state, decision and draft, and trusts no rule's own word.

An invariant is a function that returns what is wrong, or `None`. Its docstring is the promise.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from policy.account import Account, ReceiptStatus
from policy.law import Law
from policy.model import Decision, Draft, Scenario, Sensitive
from policy.verify.states import ON, State

Invariant = Callable[[State, Decision, Draft | None, Law], str | None]
# Kept apart from policy.sensitive on purpose: the check must not move with the rule.
_PERSON = set(Sensitive) - {Sensitive.HARDSHIP, Sensitive.ABUSIVE}
_ANSWERS = {
    Scenario.BALANCE: {"balance-details"},
    Scenario.DISPUTE: {"hourly-dispute", "non-hourly-dispute"},
    Scenario.PLAN: {"no-payment-plan"},
    Scenario.EXTENSION: {
        "extension-no-receipt",
        "extension-receipt-received",
        "extension-receipt-verified",
    },
    Scenario.AGENCY: {"agency-payment"},
}
_OF = {macro: scenario for scenario, macros in _ANSWERS.items() for macro in macros}


def receipt_proves_funds(account: Account | None) -> bool:
    """COL-2 and UBO-2, written a second time: staff verified a receipt that covers the balance."""
    if account is None or account.receipt.status is not ReceiptStatus.VERIFIED:
        return False
    r = account.receipt
    covers = r.amount is not None and account.balance is not None and r.amount >= account.balance
    return bool(covers and r.beneficiary_ok and r.verified_by and r.sent_on and r.sent_on <= ON)


def cited(state: State, decision: Decision, draft: Draft | None, law: Law) -> str | None:
    """Every decision cites clauses in force, and each scenario's own clause."""
    ids = {c.clause for c in decision.citations}
    bad = [
        c
        for c in ids
        if c not in law.clauses.clauses or law.clauses.clauses[c].standing == "barred"
    ]
    own = {Scenario.BALANCE: "COL-1", Scenario.EXTENSION: "COL-2", Scenario.DISPUTE: "COL-3",
           Scenario.PLAN: "COL-4", Scenario.AGENCY: "COL-5"}  # fmt: skip
    lost = [own[s] for s in decision.scenarios if own[s] not in ids]
    if bad or lost or "COL-0" not in ids:
        return f"citations {sorted(ids)}: not in force {bad}, missing {lost or 'COL-0'}"
    return None


def no_extension_without_receipt(
    state: State, decision: Decision, draft: Draft | None, law: Law
) -> str | None:
    """Time is granted only for a verified receipt that covers the balance."""
    gives = "extension-receipt-verified" in decision.macros or bool(decision.granted)
    if gives and not receipt_proves_funds(state.account):
        return "an extension without a verified wire receipt"
    beyond = set(decision.granted) - {"extension_grant", "collections_hold"}
    return f"granted {sorted(beyond)}, which nothing may grant" if beyond else None


def answers_what_was_asked(
    state: State, decision: Decision, draft: Draft | None, law: Law
) -> str | None:
    """A draft answers each scenario with a macro of its own clause, in the table's order, and no other."""
    if decision.handling != "draft":
        return (
            None
            if draft is None and not decision.macros
            else "a draft for a case that a person decides"
        )
    answered = [_OF[m] for m in decision.macros if m in _OF]
    order = [s for s in Scenario if s in state.reading.scenarios]
    if list(dict.fromkeys(answered)) != order:
        return f"scenarios {[s.value for s in order]} answered by {list(decision.macros)}"
    frame = [m for m in decision.macros if m not in _OF]
    return None if frame in ([], ["how-to-pay"]) else f"macros outside the table: {frame}"


def never_asked_to_pay_twice(
    state: State, decision: Decision, draft: Draft | None, law: Law
) -> str | None:
    """A client whose verified transfer covers the balance is not told to pay it again."""
    again = "how-to-pay" in decision.macros and receipt_proves_funds(state.account)
    return "asked to pay what is on its way" if again else None


def dispute_by_contract(
    state: State, decision: Decision, draft: Draft | None, law: Law
) -> str | None:
    """The dispute macros match the contract types known from billing, else from the reply."""
    used = {m for m in decision.macros if m in _ANSWERS[Scenario.DISPUTE]}
    if not used or state.account is None:
        return None
    known: set[str | None] = {i.contract_type for i in state.account.invoices if i.contract_type}
    said = state.reading.facts.contract_type
    known = known or ({"hourly", "fixed"} if said == "both" else {said})
    wanted = {"hourly-dispute" if t == "hourly" else "non-hourly-dispute" for t in known if t}
    return (
        None
        if used == wanted
        else f"contracts {sorted(filter(None, known))} answered by {sorted(used)}"
    )


def agency_goes_to_payment_operations(
    state: State, decision: Decision, draft: Draft | None, law: Law
) -> str | None:
    """An agency payment is assigned to Payment Operations with a note, and no text says so otherwise."""
    claim, route = Scenario.AGENCY in decision.scenarios, decision.route
    assigned = route.group == law.routes.agency_payment
    if decision.handling != "ignore" and claim and state.reading.band != "low":
        lines = (
            "Amount",
            "Date",
            "Method",
            "Agency reference",
            "Evidence seen",
            "Account",
            "Still missing",
        )
        missing = [line for line in lines if f"{line}:" not in route.internal_note]
        if not assigned or missing or "collections_route__payment_operations" not in route.tags:
            return f"agency payment routed to {route.group}; note lacks {missing}"
    said = "agency-payment" in decision.macros
    return (
        "the draft speaks of Payment Operations, the route does not"
        if said and not assigned
        else None
    )


def person_wins(state: State, decision: Decision, draft: Draft | None, law: Law) -> str | None:
    """Sensitive, unsure, unread, automatic, out-of-scope: nothing is composed and a reason is given."""
    a, reading = state.account, state.reading
    overdue = a.overdue_days(ON) if a else None
    outside = a is None or not a.balance or a.balance <= 0 or overdue is None or overdue <= 30
    must = (
        outside
        or (a is not None and a.suspended is False)
        or bool(_PERSON & set(reading.facts.sensitive))
        or reading.band == "low"
        or not reading.scenarios
        or reading.automatic is not None
    )
    if must and (decision.handling == "draft" or draft is not None or decision.preselected):
        return "a draft where a person must take over"
    if decision.handling != "draft" and not decision.reasons:
        return "handed to a person without a reason"
    return None


def preselected_only_when_sure(
    state: State, decision: Decision, draft: Draft | None, law: Law
) -> str | None:
    """One click approves only what is in the high band with nothing left to check."""
    doubt = state.reading.facts.injection or state.reading.facts.sensitive or decision.checks
    if decision.preselected and (state.reading.band != "high" or doubt):
        return "preselected in spite of a doubt"
    return None


def figures_from_account(
    state: State, decision: Decision, draft: Draft | None, law: Law
) -> str | None:
    """Every account segment of the draft is a value of the account; every figure elsewhere is a clause's."""
    if draft is None or state.account is None:
        return None
    account = state.account
    allowed = [Decimal(0), account.balance, account.listed_total(), account.receipt.amount]
    allowed += [i.amount for i in account.invoices]
    digits = {_digits(f"{v:f}") for v in allowed if v is not None}
    for s in draft.segments:
        if (
            s.origin == "account"
            and any(c in s.text for c in "$€£¥")
            and _digits(s.text) not in digits
        ):
            return f"the amount {s.text!r} is not in the account"
        if s.origin == "macro" and (
            extra := set(_numbers(s.text)) - {"30", "14", "23", "59", "0", "3"}
        ):
            return f"macro {s.source} holds figures of its own: {sorted(extra)}"
    if draft.body != "".join(s.text for s in draft.segments):
        return "the body is not its segments"
    return None


def never_the_look_alike(
    state: State, decision: Decision, draft: Draft | None, law: Law
) -> str | None:
    """HLD-1 is never cited, tagged or mentioned."""
    text = " ".join(
        (draft.body if draft else "", *decision.route.tags, decision.route.internal_note)
    ).lower()
    return (
        "the suspension hold-off is mentioned" if "hold-off" in text or "7 days" in text else None
    )


def _numbers(text: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in text).split()


def _digits(text: str) -> str:
    """The significant digits: `$1,240.50` and `1240.5` are the same figure."""
    return "".join(c for c in text if c.isdigit()).rstrip("0")


ON_DECISIONS: tuple[Invariant, ...] = (
    cited,
    no_extension_without_receipt,
    answers_what_was_asked,
    never_asked_to_pay_twice,
    dispute_by_contract,
    agency_goes_to_payment_operations,
    person_wins,
    preselected_only_when_sure,
    never_the_look_alike,
)
# Depends on the text and the account alone, so once for each distinct draft is enough.
ON_DRAFTS: tuple[Invariant, ...] = (figures_from_account,)
