"""One labelled reply of an evaluation file, checked against the labelling guide's format."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from classifier.classification import OTHER
from classifier.reply import Attachment, Reply
from policy.model import Facts, Sensitive

Label = Literal[
    "balance_inquiry",
    "extension_request",
    "freelancer_dispute",
    "payment_plan_request",
    "agency_payment_claim",
    "other",
]
_FACTS = ("contract_type", "wire_receipt", "sensitive", "injection", "language")


def _listed(value: Any) -> Any:
    """CSV holds a list as `a;b`, JSON as an array."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    return value


def _empty_is_null(value: Any) -> Any:
    return None if value == "" else value


class Case(BaseModel):
    """A row of `shared/labeling-guide.md`, "Row format". Other keys are ignored.

    `split_group` (who wrote it; intervals are clustered by it) falls back to `id`; `difficulty` and
    `author` are optional. Raises `pydantic.ValidationError` where a label is not the guide's.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Annotated[str, BeforeValidator(str), Field(min_length=1)]
    subject: str = ""
    body: str
    attachments: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    scenarios: Annotated[tuple[Label, ...], BeforeValidator(_listed), Field(min_length=1)]
    primary: Label
    contract_type: Annotated[
        Literal["hourly", "fixed", "both"] | None, BeforeValidator(_empty_is_null)
    ] = None
    wire_receipt: Literal["none", "claimed", "promised", "attached"] = "none"
    sensitive: Annotated[tuple[Sensitive, ...], BeforeValidator(_listed)] = ()
    injection: bool = False
    language: Annotated[
        Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None, BeforeValidator(_empty_is_null)
    ] = None
    author: str | None = None
    split_group: Annotated[str, BeforeValidator(_empty_is_null)] = ""
    difficulty: Annotated[str | None, BeforeValidator(_empty_is_null)] = None

    @model_validator(mode="before")
    @classmethod
    def _group(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("split_group"):
            return {**data, "split_group": str(data.get("id", ""))}
        return data

    @model_validator(mode="after")
    def _consistent(self) -> Case:
        if OTHER in self.scenarios and len(self.scenarios) > 1:
            raise ValueError("scenarios: `other` never stands beside another label")
        if len(set(self.scenarios)) < len(self.scenarios):
            raise ValueError("scenarios: a label stands twice")
        if self.primary not in self.scenarios:
            raise ValueError("primary: must be one of the scenarios")
        return self

    def reply(self) -> Reply:
        """What a classifier may see: the message without its labels."""
        return Reply(
            id=self.id,
            subject=self.subject,
            body=self.body,
            attachments=tuple(Attachment(name=name) for name in self.attachments),
        )

    def facts(self) -> Facts:
        """The facts as an annotator read them."""
        return Facts.model_validate({name: getattr(self, name) for name in _FACTS})
