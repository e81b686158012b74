"""`/v1/classify`, `/v1/guard`, `/v1/policy`: the parts on their own, nothing is stored.

Both take one item, or `{"items": […]}` for several; several are answered as `{"items": […]}`.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from classifier.reply import MAX_ATTACHMENTS, Attachment, Reply
from desk.api.problems import COMMON
from desk.api.security import Caller, TheDesk
from desk.api.strings import ANY, Line, MessageId, Subject, Words
from desk.batching import classify
from desk.errors import Problem
from desk.guarding import violations_of
from policy.account import Account
from policy.law import load_law
from policy.model import Violation

router = APIRouter(prefix="/v1", tags=["parts"], responses=COMMON)
MOST = 1000  # the setting `max_batch` may be lower


class NamedFile(BaseModel):
    """An attachment's name and type."""

    name: Line
    content_type: Line | None = None


class ReplyIn(BaseModel):
    """A client's words; `id` comes back in the answer."""

    id: MessageId = "reply"
    subject: Subject = ""
    body: Words
    attachments: Annotated[list[NamedFile], Field(max_length=MAX_ATTACHMENTS)] = []

    def reply(self) -> Reply:
        """As the classifier reads it."""
        files = [Attachment(name=f.name, content_type=f.content_type) for f in self.attachments]
        return Reply(
            id=self.id,
            subject=self.subject,
            body=self.body,
            attachments=tuple(files),
        )


class Replies(BaseModel):
    """Several replies, read together."""

    items: Annotated[list[ReplyIn], Field(min_length=1, max_length=MOST)]


class TextIn(BaseModel):
    """A text that would be sent to a client, and the account that supports its facts."""

    id: MessageId | None = None
    text: Annotated[str, Field(max_length=200_000, pattern=ANY)]
    account: Account | None = None


class Texts(BaseModel):
    """Several texts."""

    items: Annotated[list[TextIn], Field(min_length=1, max_length=MOST)]


class GuardOut(BaseModel):
    """What must not be sent: kind, place in the text and reason."""

    id: str | None
    violations: list[Violation]


class GuardsOut(BaseModel):
    """One answer a text, in order."""

    items: list[GuardOut]


class ReadingOut(BaseModel):
    """One classification, as `arrears classify` prints it."""

    id: str
    scenarios: list[str]
    primary: str
    probabilities: dict[str, float]
    confidence: str
    abstained: bool
    abstain_reasons: list[str]
    facts: dict[str, Any]
    evidence: list[dict[str, Any]]
    source: str


class ReadingsOut(BaseModel):
    """One classification a reply, in order."""

    items: list[ReadingOut]


@router.post("/classify", response_model=ReadingOut | ReadingsOut, summary="Read replies")
def read(desk: TheDesk, caller: Caller, body: Replies | ReplyIn) -> JSONResponse:
    """Which situations a reply is, how sure that is, and why."""
    replies = body.items if isinstance(body, Replies) else [body]
    _bounded(len(replies), desk.settings.max_batch)
    rows = [found.row() for found in classify(desk, [r.reply() for r in replies])]
    return JSONResponse({"items": rows} if isinstance(body, Replies) else rows[0])


@router.post("/guard", response_model=GuardOut | GuardsOut, summary="Look for concessions")
def guard(desk: TheDesk, caller: Caller, body: Texts | TextIn) -> JSONResponse:
    """Words that must not reach a client. Nothing counts as granted, no account supports no fact."""
    texts = body.items if isinstance(body, Texts) else [body]
    _bounded(len(texts), desk.settings.max_batch)
    rows: list[dict[str, Any]] = []
    for one in texts:
        found = violations_of(desk, one.text, one.account, None)
        rows.append({"id": one.id, "violations": [v.model_dump(mode="json") for v in found]})
    return JSONResponse({"items": rows} if isinstance(body, Texts) else rows[0])


@router.get("/policy", summary="The clauses in force")
def policy(caller: Caller) -> dict[str, Any]:
    """The law's version, its clauses in plain words, and the macros with their versions."""
    law = load_law()
    return {
        "version": law.version,
        "checked_on": law.clauses.checked_on.isoformat(),
        "clauses": {name: c.model_dump(mode="json") for name, c in law.clauses.clauses.items()},
        "macros": {
            language: {name: {"helpdesk": m.helpdesk, "version": m.version, "cites": m.cites}
                       for name, m in macros.items()}
            for language, macros in law.macros.items()
        },
    }  # fmt: skip


def _bounded(items: int, most: int) -> None:
    if items > most:
        raise Problem(413, "too-large", f"At most {most} items in one request.")
