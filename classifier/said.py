"""A model's JSON about one reply, checked against the labelling guide before anything believes it.

Half an answer is no answer: what breaks the guide anywhere is thrown away as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from classifier.classification import OTHER
from policy.model import Facts, Sensitive

Label = Literal[
    "balance_inquiry",
    "extension_request",
    "freelancer_dispute",
    "payment_plan_request",
    "agency_payment_claim",
    "other",
]


class AnswerError(ValueError):
    """The JSON is no reading by the guide; the message names the fields, never their content."""


def _once(values: list[Any]) -> list[Any]:
    if len(set(values)) < len(values):
        raise ValueError("a label twice")
    return values


def _language(value: str | None) -> str | None:
    # A wrong code is no reason to lose the rest: the baseline detects the language by itself.
    return value if value and re.fullmatch(r"[a-z]{2}", value) else None


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    scenarios: Annotated[list[Label], Field(min_length=1, max_length=5), AfterValidator(_once)]
    primary: Label
    contract_type: Literal["hourly", "fixed", "both"] | None
    wire_receipt: Literal["none", "claimed", "promised", "attached"]
    sensitive: Annotated[list[Sensitive], Field(max_length=11)]
    injection: Annotated[bool, Field(strict=True)]
    language: Annotated[str | None, Field(max_length=20), AfterValidator(_language)]

    @model_validator(mode="after")
    def _guide(self) -> _Said:
        if OTHER in self.scenarios and len(self.scenarios) > 1:
            raise ValueError("other beside another label")
        if self.primary not in self.scenarios:
            raise ValueError("the primary label is not among the scenarios")
        return self


class Said(BaseModel):
    """One valid reading: labels in the guide's order, and facts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scenarios: tuple[str, ...]
    primary: str
    facts: Facts


def said(data: Mapping[str, Any]) -> Said:
    """Raises `AnswerError` for anything but a reading by the guide: unknown labels or keys, wrong types,
    `other` beside others, a primary that is not among the scenarios, a label twice, too many."""
    try:
        found = _Said.model_validate(dict(data))
    except (ValidationError, RecursionError, TypeError) as error:
        raise AnswerError(_fields(error)) from error
    facts = Facts(
        contract_type=found.contract_type,
        wire_receipt=found.wire_receipt,
        sensitive=tuple(dict.fromkeys(found.sensitive)),
        injection=found.injection,
        language=found.language,
    )
    order = Label.__args__  # type: ignore[attr-defined]
    return Said(
        scenarios=tuple(sorted(found.scenarios, key=order.index)),
        primary=found.primary,
        facts=facts,
    )


def _fields(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return "no reading by the guide"
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    names = {str(fault["loc"][0])[:40] if fault["loc"] else "labels" for fault in faults}
    known = set(_Said.model_fields) | {"labels"}
    return "not by the guide: " + ", ".join(
        sorted((names & known) | ({"unknown keys"} if names - known else set()))
    )
