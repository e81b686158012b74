"""A client message as the desk takes it in, whatever door it came through."""

from __future__ import annotations

import hashlib
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from classifier.reply import Reply
from policy.account import Account


class Upload(BaseModel):
    """The content of one attachment, in the order of `Reply.attachments`; `None` where not given."""

    model_config = ConfigDict(frozen=True)

    content: bytes | None = Field(None, repr=False)


class Incoming(BaseModel):
    """One message and what came along. `reply.id` is the message id; `received_at` is aware.

    `key` is the caller's Idempotency-Key and `key_digest` a digest of all that was sent under it.
    """

    model_config = ConfigDict(frozen=True)

    reply: Reply
    uploads: tuple[Upload, ...] = ()
    account: Account | None = None
    client_id: str | None = None
    ticket_id: str | None = None
    ticket_url: str | None = None
    received_at: datetime | None = None
    key: str | None = None
    key_digest: str = ""

    @property
    def client(self) -> str | None:
        """Whose message it is, as far as the caller knows."""
        return self.client_id or (self.account.client_id if self.account else None)

    def thread(self) -> str | None:
        """Same client, same ticket; `None` where either is unknown, so that nothing is superseded."""
        who = self.client or (self.reply.sender or "").lower()
        return f"{self.ticket_id}\n{who}" if self.ticket_id and who else None

    def digest(self) -> str:
        """The client's own words and files: what makes a message id's second use a redelivery."""
        parts = [self.reply.subject, self.reply.body, *(a.name for a in self.reply.attachments)]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
