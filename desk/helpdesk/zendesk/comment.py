"""A client's comment out of a Zendesk webhook's body.

Two forms are read. A trigger's own JSON, to be set up in Zendesk as
`{"ticket_id", "comment_id", "subject", "body", "from", "client_id"?, "ticket_url"?, "received_at"?,
"is_public"?, "is_staff"?, "attachments"?: [names]}`; and the event `ticket.comment_added` as Zendesk
sends it. Internal notes and staff's comments are left alone.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AliasChoices,
    AliasPath,
    BaseModel,
    BeforeValidator,
    Field,
    ValidationError,
)

from classifier.reply import MAX_BODY, Attachment, Reply, one_line
from desk.errors import Problem
from desk.incoming import Incoming

_EVENT = "zen:event-type:ticket.comment_added"


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _path(*parts: str | int) -> AliasPath:
    return AliasPath(*parts)  # type: ignore[arg-type]


Id = Annotated[
    str, BeforeValidator(_text), AfterValidator(one_line), Field(min_length=1, max_length=200)
]
_COMMENT = ("event", "comment")


class _Comment(BaseModel):
    ticket: Id = Field(validation_alias=AliasChoices("ticket_id", _path("detail", "id")))
    comment: Id = Field(validation_alias=AliasChoices("comment_id", _path(*_COMMENT, "id")))
    subject: Annotated[str, Field(max_length=10_000)] = Field(
        "", validation_alias=AliasChoices("subject", _path("detail", "subject"))
    )
    body: Annotated[str, Field(max_length=MAX_BODY)] = Field(
        validation_alias=AliasChoices("body", _path(*_COMMENT, "body"))
    )
    sender: Annotated[str, Field(max_length=1_000)] | None = Field(None, alias="from")
    client: Id | None = Field(
        None,
        validation_alias=AliasChoices("client_id", "external_id", _path("detail", "external_id")),
    )
    url: Annotated[str, Field(max_length=2_000)] | None = Field(None, alias="ticket_url")
    received: datetime | None = Field(None, validation_alias=AliasChoices("received_at", "time"))
    public: bool = Field(
        True, validation_alias=AliasChoices("is_public", _path(*_COMMENT, "is_public"))
    )
    staff: bool = Field(
        False, validation_alias=AliasChoices("is_staff", _path(*_COMMENT, "author", "is_staff"))
    )
    attachments: Annotated[list[Annotated[str, Field(max_length=1_000)]], Field(max_length=50)] = []
    type: str | None = None


def read(raw: bytes) -> Incoming | None:
    """The comment as a message, or None when no client wrote it. Raises a 422 `Problem`."""
    try:
        found = _Comment.model_validate_json(raw)
        if (found.type or _EVENT) != _EVENT or found.staff or not found.public:
            return None
        name = f"zendesk:{found.ticket}:{found.comment}"
        files = tuple(Attachment(name=name) for name in found.attachments)
        reply = Reply(
            id=name, subject=found.subject, body=found.body, attachments=files, sender=found.sender
        )
    except ValidationError as error:
        errors = [
            {"field": ".".join(str(part)[:100] for part in fault["loc"]), "reason": fault["msg"]}
            for fault in error.errors(include_input=False, include_url=False)[:20]
        ]
        raise Problem(422, "invalid", "This is no comment.", errors=errors) from None
    return Incoming(
        reply=reply,
        client_id=found.client,
        ticket_id=found.ticket,
        ticket_url=found.url,
        received_at=_moment(found.received),
    )


def _moment(value: datetime | None) -> datetime | None:
    if value is None or not 1990 <= value.year <= 2100:
        return None
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return min(aware, datetime.now(UTC))
