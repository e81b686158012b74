"""The shipped samples with fixed readings, for pictures that look the same whatever model is shipped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from classifier.automail import automatic
from classifier.classification import LABELS, Classification, Evidence, Opinion
from classifier.reply import Reply
from desk import demo
from desk.context import Desk
from policy.model import Facts, Sensitive

SAMPLES = Path(demo.__file__).parent / "samples"
BALANCE, EXTENSION, DISPUTE, PLAN, AGENCY, OTHER = LABELS
Marks = tuple[tuple[str, str], ...]

# message id: scenarios, band, the words that decided them, further facts
READINGS: dict[str, tuple[tuple[str, ...], str, Marks, dict[str, Any]]] = {
    "s-01": (
        (BALANCE,),
        "high",
        (("Which freelancer is it and what did they do for me?", BALANCE),),
        {},
    ),
    "s-02": (
        (DISPUTE,),
        "high",
        (("I'm not paying for that", DISPUTE),),
        {"contract_type": "hourly"},
    ),
    "s-03": ((PLAN,), "high", (("régler en quatre fois", PLAN),), {"language": "fr"}),
    "s-04": (
        (BALANCE, DISPUTE),
        "medium",
        (("tell us what the £975.25 is made up of", BALANCE), ("we dispute both", DISPUTE)),
        {"contract_type": "both"},
    ),
    "s-05": (
        (EXTENSION,),
        "high",
        (("please dont hand it to anybody before that", EXTENSION),),
        {},
    ),
    "s-06": (
        (EXTENSION,),
        "medium",
        (("leave the account where it is", EXTENSION),),
        {"wire_receipt": "claimed"},
    ),
    "s-07": ((AGENCY,), "high", (("Paid TrueAccord €1,890 by debit card", AGENCY),), {}),
    "s-08": ((OTHER,), "low", (), {"sensitive": (Sensitive.ATTORNEY, Sensitive.CEASE_CONTACT)}),
    "s-09": ((EXTENSION,), "high", (("until the end of the month", EXTENSION),), {}),
    "s-10": ((PLAN,), "medium", (("120 a month", PLAN),), {"injection": True}),
}
CHANCES = {"high": 0.96, "medium": 0.81, "low": 0.44}


class SampleReader:
    """Reads the samples as written down here; everything else is none of the five."""

    def classify(self, replies: Sequence[Reply]) -> list[Classification]:
        return [self._one(reply) for reply in replies]

    def _one(self, reply: Reply) -> Classification:
        unknown = ((OTHER,), "low", (), {"language": None if "👍" in reply.body else "en"})
        labels, band, marks, facts = READINGS.get(reply.id, unknown)
        auto = automatic(reply.headers, reply.subject) is not None
        abstained = band == "low"
        chance = CHANCES[band]
        spread = {label: round((1 - chance) / 6, 3) for label in LABELS}
        said = tuple(
            Opinion(source=source, scenarios=read, primary=read[0], model=model)
            for source, read, model in (
                ("baseline", labels, "baseline 2026.11"),
                ("llm", (DISPUTE,), "small-model-1"),
            )
        )
        return Classification(
            id=reply.id,
            scenarios=labels,
            primary=labels[0],
            probabilities=spread | {label: chance - 0.03 * n for n, label in enumerate(labels)},
            confidence=band,
            abstained=abstained and not auto,
            abstain_reasons=("The reply is unlike the replies that the thresholds were set on.",)
            if abstained
            else (),
            facts=Facts(**{"language": "en", **facts}),
            evidence=tuple(
                Evidence(
                    start=reply.body.index(words),
                    end=reply.body.index(words) + len(words),
                    scenario=label,
                )
                for words, label in marks
            ),
            opinions=said if reply.id == "s-04" else (),
            model_version="baseline 2026.11",
        )


def load(desk: Desk) -> None:
    """Put the samples into the queue."""
    found = demo.load(desk, SAMPLES)
    assert not found.faults, found.faults
