"""What `POST /v1/drafts` takes, and how it becomes an `Incoming`."""

from __future__ import annotations

import base64
import binascii
import hashlib
from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from classifier.automail import HEADERS
from classifier.reply import MAX_ATTACHMENTS, Attachment, Reply
from desk.api.strings import Line, MessageId, Name, Subject, Url, Words
from desk.errors import Problem, conflict, invalid
from desk.incoming import Incoming, Upload
from policy.account import Account


def _moment(value: str) -> datetime | None:
    """A moment in ISO 8601; what cannot be one counts as not given."""
    try:
        found = datetime.fromisoformat(value)
        aware = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return min(aware, datetime.now(UTC)) if aware.year >= 1990 else None


class FileIn(BaseModel):
    """An attachment; its content is kept for agents to download and is never read here."""

    name: Line
    content_type: Line | None = None
    content_base64: str | None = Field(None, description="The content, in standard base64.")


class MessageIn(BaseModel):
    """The client's message."""

    model_config = ConfigDict(populate_by_name=True)

    message_id: MessageId
    subject: Subject = ""
    body: Words = ""
    sender: Line | None = Field(None, alias="from")
    attachments: Annotated[list[FileIn], Field(max_length=MAX_ATTACHMENTS)] = []
    headers: Annotated[dict[str, Subject], Field(max_length=200)] = Field(
        {}, description="Mail headers; only those that tell automatic mail are kept."
    )
    received_at: Annotated[str, Field(max_length=64)] | None = Field(
        None, description="When the client wrote, in ISO 8601; UTC without an offset."
    )

    def reply(self) -> Reply:
        """The message as the classifier reads it. Raises a 422 `Problem`."""
        kept = {n: v for k, v in self.headers.items() if (n := k.strip().lower()) in HEADERS}
        try:
            return Reply(
                id=self.message_id,
                subject=self.subject,
                body=self.body,
                attachments=tuple(
                    Attachment(name=f.name, content_type=f.content_type) for f in self.attachments
                ),
                headers=kept,
                sender=self.sender,
            )
        except ValidationError as error:
            fault = error.errors(include_input=False)[0]
            where = ".".join(str(part) for part in fault["loc"])
            raise invalid(fault["msg"], f"body.reply.{where}") from None


class TicketIn(BaseModel):
    """The helpdesk's ticket; a newer message of the same client and ticket supersedes."""

    id: Name
    url: Url | None = None


class DraftIn(BaseModel):
    """A message to draft for, with the account or the client's id to look it up by."""

    reply: MessageIn
    account: Account | None = None
    client_id: Name | None = None
    ticket: TicketIn | None = None

    def incoming(self, max_attachment: int, key: str | None) -> Incoming:
        """The message for `desk.accept`. Raises 413 and 422 for attachments."""
        uploads = tuple(
            Upload(content=_content(f, n, max_attachment))
            for n, f in enumerate(self.reply.attachments)
        )
        if self.client_id and self.account and self.account.client_id != self.client_id:
            raise conflict("changed", "client_id differs from the account's.")
        received = self.reply.received_at
        return Incoming(
            reply=self.reply.reply(),
            uploads=uploads,
            account=self.account,
            client_id=self.client_id,
            ticket_id=self.ticket.id if self.ticket else None,
            ticket_url=self.ticket.url if self.ticket else None,
            received_at=_moment(received) if received else None,
            key=key,
            key_digest=fingerprint(self) if key else "",
        )


def fingerprint(body: BaseModel) -> str:
    """A digest of everything that was sent under an Idempotency-Key."""
    return hashlib.sha256(body.model_dump_json().encode()).hexdigest()


def _content(file: FileIn, number: int, largest: int) -> bytes | None:
    if file.content_base64 is None:
        return None
    field = f"body.reply.attachments.{number}.content_base64"
    if len(file.content_base64) > largest * 4 // 3 + 4:
        raise Problem(
            413,
            "too-large",
            f"An attachment is larger than {largest:,} bytes.",
            errors=[{"field": field, "reason": "too large"}],
        )
    try:
        return base64.b64decode(file.content_base64, validate=True)
    except (binascii.Error, ValueError):
        raise invalid("Not base64.", field) from None
