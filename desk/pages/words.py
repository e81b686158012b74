"""Plain words for what the desk stores: scenarios, bands, states, origins, kinds of violation."""

from __future__ import annotations

from classifier.classification import LABELS, OTHER
from desk.states import State

SCENARIOS: dict[str, str] = {
    "balance_inquiry": "Asks what is owed",
    "extension_request": "Wants more time",
    "freelancer_dispute": "Disputes the work",
    "payment_plan_request": "Wants to pay in parts",
    "agency_payment_claim": "Says the agency was paid",
    OTHER: "None of the five",
}
# The digit on the keyboard is the clause's own number (COL-1 to COL-5); 0 says that none fits.
DIGITS: dict[str, int] = {label: n for n, label in enumerate(LABELS[:-1], start=1)} | {OTHER: 0}
CLAUSES: dict[str, str] = {label: f"COL-{n}" for label, n in DIGITS.items() if n}

BANDS: dict[str, str] = {"high": "High", "medium": "Medium", "low": "Low"}
BAND_HELP: dict[str, str] = {
    "high": "One click approves what needs no check.",
    "medium": "Confirm the scenario before you approve.",
    "low": "Nothing is preselected: choose the scenario yourself.",
}

STATES: dict[State, str] = {
    State.RECEIVED: "Just received",
    State.DRAFTING: "Being read",
    State.WAITING: "Waiting",
    State.CLAIMED: "Claimed",
    State.APPROVED: "Approved",
    State.REJECTED: "Rejected",
    State.SUPERSEDED: "Superseded",
    State.DELIVERED: "Delivered",
    State.FAILED: "Delivery failed",
}

ORIGINS: dict[str, str] = {
    "macro": "Macro",
    "account": "From the account",
    "opening": "Opening line written by a model",
    "agent": "Written by an agent",
}

KINDS: dict[str, str] = {
    "plan_offer": "Offers a payment plan",
    "extension_grant": "Gives more time",
    "collections_hold": "Holds collection",
    "dispute_open": "Opens a dispute",
    "refund_promise": "Promises a refund",
    "agency_payment_confirmed": "Confirms a payment to the agency",
    "unsupported_fact": "Not in the account",
    "reinstatement_promise": "Promises access",
    "legal_advice_or_threat": "Legal advice or threat",
    "internal_leak": "Internal words",
    "settlement_discount": "Lowers the debt",
    "blame_or_rude": "Blames or is rude",
}

SENSITIVE: dict[str, str] = {
    "legal_threat": "Legal threat",
    "attorney_represented": "Has a lawyer",
    "bankruptcy": "Bankruptcy",
    "unauthorized_charge": "Says not authorised",
    "cease_contact": "Asks for no contact",
    "regulator_complaint": "Regulator",
    "chargeback": "Chargeback",
    "hardship": "Hardship",
    "self_harm": "Risk of self-harm",
    "threat_of_violence": "Threat of violence",
    "abusive": "Abusive",
}


def plain(name: str) -> str:
    """A label of any of the lists above in plain words; unknown ones with their underscores gone."""
    for words in (SCENARIOS, KINDS, SENSITIVE, ORIGINS, BANDS):
        if name in words:
            return words[name]
    return name.replace("_", " ").capitalize()
