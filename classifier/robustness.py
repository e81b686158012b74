"""Does the answer stay when only the form of a reply changes? Changed copies of real rows.

What a change may not do is measured, not promised: `measure` gives the share of unchanged answers,
`FLOORS` what tests demand of the shipped model on the calibration rows.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from classifier.classification import Classifier
from classifier.reply import Reply
from classifier.text import clean

NOTICE = (
    "Hello,\n\nYour balance of $1,240.50 is more than 30 days past due. Pay now, or your account will "
    "be sent to our third-party collection agency, TrueAccord.\n\nDisputes and payment plans are not "
    "available for this balance. If you have already paid TrueAccord, please ignore this message.\n\n"
    "Billing Team"
)
"""A collection email full of every scenario's words: none of them is the client's."""


def _quoted(text: str, mark: str = "> ") -> str:
    return "\n".join(mark + line for line in text.split("\n"))


QUOTES: dict[str, str] = {
    "gmail": f"\n\nOn Mon, Nov 3, 2025 at 9:12 AM Billing <billing@site.example> wrote:\n\n{_quoted(NOTICE)}",
    "outlook": (
        "\n\n________________________________\nFrom: Billing <billing@site.example>\n"
        "Sent: Monday, November 3, 2025 9:12 AM\nTo: Client\nSubject: Your account is at risk\n\n"
        f"{NOTICE}"
    ),
    "apple": f"\n\n> On 3 Nov 2025, at 09:12, Billing <billing@site.example> wrote:\n> \n{_quoted(NOTICE)}",
    "german": f"\n\nAm 03.11.2025 um 09:12 schrieb Billing <billing@site.example>:\n{_quoted(NOTICE)}",
    "spanish": f"\n\nEl lun, 3 nov 2025 a las 9:12, Billing (<billing@site.example>) escribió:\n\n{_quoted(NOTICE)}",
    "original message": (
        "\n\n-----Original Message-----\nFrom: Billing <billing@site.example>\nSent: 03 November 2025 "
        f"09:12\nTo: Client\nSubject: Your account is at risk\n\n{NOTICE}"
    ),
}
SIGNATURES: dict[str, str] = {
    "dashes": "\n\n-- \nJordan Reyes\nAccounts Payable | Northlight Studio\nTel. +1 555 0100",
    "phone": "\n\nSent from my iPhone",
    "regards": "\n\nBest regards,\nJordan Reyes\nNorthlight Studio LLC\n555-0100 | northlight.example",
}
GREETINGS = ("Hi there,", "Good afternoon,", "To whom it may concern,", "Hello team,")
_GREETING = re.compile(
    r"\A\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings)\b[^\n,.!]{0,40}[,.!]?\s*\n+",
    re.IGNORECASE,
)


def _typos(body: str, seed: str) -> str:
    """Two neighbouring letters swapped inside one word in twelve of five letters or more."""
    chance = random.Random(seed)  # noqa: S311 (no secret: the same row gets the same typos)

    def slip(word: re.Match[str]) -> str:
        text = word[0]
        if chance.random() > 1 / 12:
            return text
        at = chance.randrange(1, len(text) - 2)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    return re.sub(r"[^\W\d_]{5,}", slip, body)


def _greeted(body: str, seed: str) -> str:
    greeting = random.Random(seed).choice(GREETINGS)  # noqa: S311
    return f"{greeting}\n\n{_GREETING.sub('', body, count=1)}"


Change = Callable[[str, str], str]
"""(body, seed) -> the changed body."""


def _appended(text: str) -> Change:
    return lambda body, seed: body + text


CHANGES: dict[str, Change] = {
    **{f"quote: {name}": _appended(text) for name, text in QUOTES.items()},
    **{f"signature: {name}": _appended(text) for name, text in SIGNATURES.items()},
    "greeting": _greeted,
    "typos": _typos,
    "lower case": lambda body, seed: body.lower(),
    "upper case": lambda body, seed: body.upper(),
}

FLOORS: dict[str, float] = {
    **{f"quote: {name}": 0.99 for name in QUOTES},
    **{f"signature: {name}": 0.97 for name in SIGNATURES},
    "greeting": 0.97,
    "typos": 0.88,
    "lower case": 0.99,
    "upper case": 0.99,
}
"""The least share of unchanged answers on the calibration rows."""


def measure(classifier: Classifier, replies: Sequence[Reply]) -> dict[str, float]:
    """For each change the share of replies that keep scenarios and primary label.

    Replies that already quote history or end in a signature are left out: a second one below the
    first is another mail.
    """
    plain = [reply for reply in replies if _is_plain(reply)]
    before = [(c.scenarios, c.primary) for c in classifier.classify(plain)]
    shares = {}
    for name, change in CHANGES.items():
        changed = [r.model_copy(update={"body": change(r.body, r.id)}) for r in plain]
        after = [(c.scenarios, c.primary) for c in classifier.classify(changed)]
        same = sum(a == b for a, b in zip(before, after, strict=True))
        shares[name] = same / max(len(plain), 1)
    return shares


def _is_plain(reply: Reply) -> bool:
    cleaned = clean(reply.body, reply.subject)
    return bool(cleaned.text) and not cleaned.quoted and not cleaned.signature
