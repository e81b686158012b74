"""Changes to a reply that leave its labels as they are: history, signature, typos, casing, layout."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import numpy as np

from classifier.text import clean
from eval.case import Case

TYPO_RATE = 0.04
"""Share of letters that are swapped, dropped or doubled: about one word in five at this rate."""

# It names every scenario, so a reader that does not cut history away gives itself away.
_HISTORY = """

On Mon, Sep 14, 2026 at 09:12 Billing Support <billing@marketplace.example> wrote:

> Hello,
>
> Your past-due balance will be sent to our collection agency, TrueAccord. If you have a question
> about which invoice this is, wish to dispute a freelancer's work, or already paid the agency, let
> us know. We cannot offer instalments or an extension.
>
> Billing Support
"""
_SIGNATURE = """

--
Robin Quist
Office Manager | Quist & Daughters Ltd
T +44 20 7946 0991 | 14 Harbour Row
This message is confidential and may contain legal information. Contact our counsel if in error.
"""


def _draw(case: Case) -> np.random.Generator:
    digest = hashlib.sha256(case.id.encode("utf-8", "surrogatepass")).digest()
    return np.random.default_rng(int.from_bytes(digest[:8]))


def typos(case: Case) -> str:
    """Letters swapped, dropped or doubled, the same ones for the same case."""
    draw = _draw(case)
    letters = list(case.body)
    out: list[str] = []
    at = 0
    while at < len(letters):
        letter = letters[at]
        if not letter.isalpha() or draw.random() >= TYPO_RATE:
            out.append(letter)
        elif (
            (way := int(draw.integers(3))) == 0
            and at + 1 < len(letters)
            and letters[at + 1].isalpha()
        ):
            out += [letters[at + 1], letter]
            at += 1
        elif way == 1:
            out += [letter, letter]
        at += 1
    return "".join(out)


def without_history(case: Case) -> str:
    """The client's own words only, where the mail holds history; unchanged where it holds none."""
    words = clean(case.body, case.subject)
    return words.text if words.quoted and words.text else case.body


def no_punctuation(case: Case) -> str:
    """As dictated to a phone: no punctuation, no capitals."""
    own = without_history(case)
    return "".join(c for c in own.lower() if c.isalnum() or c.isspace() or c in "$€£%'")


PERTURBATIONS: dict[str, Callable[[Case], str]] = {
    "history added": lambda case: case.body + _HISTORY,
    "history removed": without_history,
    "signature added": lambda case: case.body + _SIGNATURE,
    "typos": typos,
    "all capitals": lambda case: case.body.upper(),
    "all lower case": lambda case: case.body.lower(),
    "no punctuation": no_punctuation,
}
