"""Reading + account + day -> decision. Pure: no model, no clock, no I/O.

Several scenarios in one reply are answered in the order of `Scenario`. Whatever sends the case to a person
wins over sending; an agency payment is assigned to Payment Operations all the same (COL-5).
"""

from __future__ import annotations

import re
from datetime import date

from policy.account import Account, ReceiptStatus
from policy.law import Law, load_law
from policy.model import Citation, Decision, Reading, Route, Scenario
from policy.receipt import receipt_state
from policy.rules import RULES, Case, Finding
from policy.scope import outside
from policy.sensitive import PLAIN, TAKEN_OVER

# Marks that no name needs, and that make a greeting say something or point somewhere.
_ODD = re.compile(r"[<>{}|=%$€£¥]|://|\bwww\.|.{80}")
RECEIPT_UNASKED = (
    "A wire receipt is {}, though the client asks for no extension: "
    "the draft does not ask for payment again."
)


def decide(reading: Reading, account: Account | None, on: date, law: Law | None = None) -> Decision:
    """Apply the Collections article to one reply. `on` is the calendar day the decision is made for."""
    law = law or load_law()
    if reading.automatic:
        scope = Citation(clause="COL-0", because="Automatic mail is not a client's reply.")
        return Decision(
            handling="ignore",
            route=Route(group=law.routes.default, tags=("collections_automatic",)),
            citations=(scope,),
            reasons=(f"Automatic mail, never drafted for: {reading.automatic}.",),
            on=on,
            policy_version=law.version,
        )
    scenarios = tuple(s for s in Scenario if s in reading.scenarios)
    excluded = outside(account, on)
    receipt, receipt_checks = receipt_state(reading.facts, reading.attachments, account, on)
    case = Case(reading, account or Account(client_id="unknown"), on, receipt, law.routes)
    findings = [RULES[s].judge(case) for s in scenarios]
    reasons = _reasons(reading, scenarios, excluded, findings)
    checks = _checks(reading, account, law, findings)
    moving = receipt in (ReceiptStatus.ATTACHED, ReceiptStatus.VERIFIED)
    if Scenario.EXTENSION in scenarios:
        checks = (*receipt_checks, *checks)
    elif moving and scenarios:
        checks = (*receipt_checks, RECEIPT_UNASKED.format(receipt.value), *checks)
    drafted = not reasons
    macros = tuple(m for f in findings for m in f.macros)
    if drafted and not moving and not any(f.settles for f in findings):
        macros = (*macros, "how-to-pay")
    scope = Citation(
        clause="COL-0", because=excluded or "An invoice has been due for more than 30 days."
    )
    group = next((f.group for f in findings if f.group and reading.band != "low"), None)
    return Decision(
        handling="draft" if drafted else "person",
        scenarios=scenarios,
        preselected=drafted and reading.band == "high" and not checks,
        macros=macros if drafted else (),
        receipt=receipt,
        granted=tuple(g for f in findings for g in f.granted) if drafted else (),
        route=Route(
            group=group or (law.routes.default if drafted else law.routes.person),
            tags=_tags(reading, scenarios, reasons, findings),
            internal_note=_note(reasons, checks, findings),
        ),
        citations=(scope, *(c for f in findings for c in f.citations)),
        checks=checks,
        reasons=reasons,
        on=on,
        policy_version=law.version,
    )


def _reasons(
    reading: Reading, scenarios: tuple[Scenario, ...], excluded: str | None, findings: list[Finding]
) -> tuple[str, ...]:
    """Why a person must take over, worst first; empty when a draft may be composed."""
    sensitive = [f"Sensitive: {PLAIN[s]}." for s in reading.facts.sensitive if s in TAKEN_OVER]
    unsure = list(reading.abstain_reasons)
    if not scenarios:
        unsure.append("The reply fits none of the five scenarios.")
    elif reading.band == "low":
        unsure.append("The classifier is not sure which scenario this is.")
    return (
        *sensitive,
        *([excluded] if excluded else []),
        *dict.fromkeys(unsure),
        *(r for f in findings for r in f.reasons if not excluded),
    )


def _checks(
    reading: Reading, account: Account | None, law: Law, findings: list[Finding]
) -> tuple[str, ...]:
    """What the agent should confirm before approving; any check keeps a draft from being preselected."""
    checks = [
        f"Read before approving: {PLAIN[s]}."
        for s in reading.facts.sensitive
        if s not in TAKEN_OVER
    ]
    if reading.facts.injection:
        checks.append(
            "The reply tries to instruct a machine or poses as staff; the draft ignores that."
        )
    if account and account.client_name is None:
        checks.append("The account has no client name; the draft greets without one.")
    if account and account.client_name and _ODD.search(account.client_name):
        checks.append(
            "The client's name on file is unusual; read the greeting before you send this."
        )
    if account and account.suspended is None:
        checks.append("Billing does not say whether the account is suspended; the draft says so.")
    language = reading.facts.language
    if language and language not in law.macros:
        checks.append(
            f"The client writes in another language ({language}); the draft is in English."
        )
    return (*checks, *(c for f in findings for c in f.checks))


def _tags(
    reading: Reading,
    scenarios: tuple[Scenario, ...],
    reasons: tuple[str, ...],
    findings: list[Finding],
) -> tuple[str, ...]:
    tags = [f"collections__{s.value}" for s in scenarios] or ["collections__other"]
    tags.append(f"collections_conf__{reading.band}")
    tags += [f"collections_sensitive__{s.value}" for s in reading.facts.sensitive]
    tags += [t for f in findings for t in f.tags]
    if reasons:
        tags.append("collections_person")
    return tuple(dict.fromkeys(tags))


def _note(reasons: tuple[str, ...], checks: tuple[str, ...], findings: list[Finding]) -> str:
    """The staff-only note: why a person, what to check, then each rule's own lines."""
    lines = [*(f"A person must decide: {r}" for r in reasons), *(f"Check: {c}" for c in checks)]
    lines += [line for f in findings for line in f.note]
    return "\n".join(lines)
