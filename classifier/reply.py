"""The message the classifier reads: one client reply, already decoded, not yet cleaned.

Intake (`desk.intake`, the HTTP API) builds a `Reply`; everything after it only reads one.
"""

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

MAX_BODY = 1_000_000
"""Characters. A longer body is refused (a row error), not cut: nobody would know what was lost."""
MAX_ATTACHMENTS = 50
MAX_NAME = 255
MAX_SUBJECT = 998
"""Characters of a subject that are kept: the line length limit of RFC 5322, section 2.1.1."""
MAX_ID = 998

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def one_line(value: Any) -> Any:
    """Fold line breaks and control characters of a string into single spaces; other types pass.

    A subject or file name with a line break could smuggle a header into whatever is sent later.
    """
    if not isinstance(value, str):
        return value
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", value)).strip()


def _subject(value: Any) -> Any:
    line = one_line(value)
    return line[:MAX_SUBJECT] if isinstance(line, str) else line


def _file_name(value: Any) -> Any:
    """Shorten from the middle, so that the extension (the part that is read) survives."""
    line = one_line(value)
    if isinstance(line, str) and len(line) > MAX_NAME:
        return line[: MAX_NAME - 21] + "…" + line[-20:]
    return line


def _no_surrogates(value: Any) -> Any:
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def _attachment(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class Attachment(BaseModel):
    """A file that came with the reply: its name and declared type, never its content.

    A plain string is taken as the name. Names are folded to one line of at most 255 characters.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, BeforeValidator(_file_name)]
    content_type: Annotated[str | None, BeforeValidator(one_line)] = None


class Reply(BaseModel):
    """One client message.

    `subject` is folded to one line and cut at 998 characters; `body` is kept as it came (plain text
    or HTML, at most 1,000,000 characters; lone surrogates become U+FFFD); `headers` holds the mail
    headers that `classifier.automail` reads. Raises `pydantic.ValidationError` on anything else.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, BeforeValidator(one_line), Field(min_length=1, max_length=MAX_ID)]
    subject: Annotated[str, BeforeValidator(_subject)] = ""
    body: Annotated[str, BeforeValidator(_no_surrogates), Field(max_length=MAX_BODY)] = ""
    attachments: Annotated[
        tuple[Annotated[Attachment, BeforeValidator(_attachment)], ...],
        Field(max_length=MAX_ATTACHMENTS),
    ] = ()
    headers: dict[str, str] = Field(default_factory=dict)
    sender: Annotated[str | None, BeforeValidator(one_line)] = None
