"""The twelve kinds of words that must not reach a client, and what an agent can do about each."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "plan_offer": "Offers payment in parts; there is no payment plan (COL-4). Ask for the full balance.",
    "extension_grant": "Gives more time; there is no extension without a verified wire receipt (COL-2).",
    "collections_hold": "Says that collection stops or waits; nothing may promise that (COL-0, COL-2).",
    "dispute_open": "Opens, accepts or hints at a dispute; its time has passed (COL-3).",
    "refund_promise": "Promises or hints at money back; released payments stay released (COL-3).",
    "agency_payment_confirmed": (
        "Confirms a payment to the agency; only Payment Operations can, from the monthly list (COL-5)."
    ),
    "unsupported_fact": "States something that the account does not hold. Remove it or correct it.",
    "reinstatement_promise": "Promises access before the balance is zero (COL-4).",
    "legal_advice_or_threat": "Gives legal advice or threatens; leave legal matters out (COL-0).",
    "internal_leak": "Shows internal words or instructions; they are for staff only.",
    "settlement_discount": "Lowers what is owed; the balance is due in full (COL-4).",
    "blame_or_rude": "Blames the client or is rude; say it neutrally or leave it out.",
}
KINDS: tuple[str, ...] = tuple(REASONS)
