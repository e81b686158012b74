"""Reads one mail (`.eml`, RFC 5322 and MIME) into a row, however broken it is.

The parts are parsed with the `compat32` policy and the few headers needed are decoded here: the
header objects of `policy.default` raise on some malformed values and are slow on very long ones.
"""

import hashlib
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr

from pydantic import ValidationError

from classifier.automail import HEADERS
from classifier.markup import to_text
from classifier.reply import MAX_ATTACHMENTS, MAX_BODY, MAX_ID, Attachment, Reply, one_line
from desk.charset import decode
from desk.row import Row, RowError

MAX_MAIL = 40_000_000
"""Bytes, attachments included."""
MAX_PARTS = 200
MAX_DEPTH = 20
# Longer headers are cut: some of the decoding below is quadratic.
_MAX_HEADER = 8_000


def read(data: bytes) -> Row | RowError:
    """The mail as a row with line 1. Never raises.

    Body: the plain text; without one, the HTML reduced to what a reader sees. Attached mails are
    attachments, not words. At most 50 attachments are kept. The id is the Message-ID without angle
    brackets, or `sha256-…` of the mail. `headers` holds what `classifier.automail` reads.
    """
    if len(data) > MAX_MAIL:
        return RowError(1, None, "line", f"the mail is larger than {MAX_MAIL:,} bytes")
    if not data.strip():
        return RowError(1, None, "line", "the mail is empty")
    if data.lower().count(b"boundary=") > MAX_PARTS:
        return RowError(1, None, "line", f"the mail has more than {MAX_PARTS} nested parts")
    try:
        mail: Message = message_from_bytes(data, policy=compat32)
        return _row(mail, data)
    except RecursionError:
        return RowError(1, None, "line", "the mail is nested too deep")
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        return RowError(1, None, str(problem["loc"][0]), problem["msg"])
    except Exception as error:  # the standard parser raises many kinds on hostile mail
        return RowError(1, None, "line", f"unreadable mail ({type(error).__name__})")


def _row(mail: Message, data: bytes) -> Row | RowError:
    name = _id(mail) or f"sha256-{hashlib.sha256(data).hexdigest()[:32]}"
    plain, html, files = _content(mail)
    body = plain if plain.strip() or not html else to_text(html).text
    if len(body) > MAX_BODY:
        return RowError(1, name, "body", f"the text is longer than {MAX_BODY:,} characters")
    reply = Reply(
        id=name,
        subject=_header(mail, "subject"),
        body=body,
        attachments=tuple(files[:MAX_ATTACHMENTS]),
        headers={key: value for key in HEADERS if (value := _header(mail, key))},
        sender=parseaddr(_header(mail, "from")[:1_000])[1] or None,
    )
    return Row(1, reply)


def _id(mail: Message) -> str:
    return str(one_line(_header(mail, "message-id"))).strip("<> ")[:MAX_ID]


def _header(mail: Message, name: str) -> str:
    """A header as one decoded line; several of the same name are joined by commas."""
    values = [str(value)[:_MAX_HEADER] for value in mail.get_all(name, [])]
    if name in ("subject", "message-id", "from"):
        values = values[:1]
    return ", ".join(str(one_line(_decoded(value))) for value in values)[:_MAX_HEADER]


def _decoded(value: str) -> str:
    """RFC 2047 words decoded; raw eight-bit bytes taken as UTF-8 or Windows-1252."""
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError, IndexError):
        parts = [(value, None)]
    text = ""
    for part, charset in parts:
        raw = part.encode("ascii", "surrogateescape") if _escaped(part) else part
        unknown = charset in (None, "unknown-8bit")
        text += raw if isinstance(raw, str) else decode(raw, None if unknown else charset)
    return text


def _escaped(part: bytes | str) -> bool:
    return isinstance(part, str) and all(ord(c) < 128 or 0xDC80 <= ord(c) <= 0xDCFF for c in part)


def _content(mail: Message) -> tuple[str, str, list[Attachment]]:
    """Plain text, HTML and attachments of a mail."""
    plain: list[str] = []
    html: list[str] = []
    files: list[Attachment] = []
    for part, is_file in _leaves(mail):
        kind = part.get_content_type()
        if is_file or kind not in ("text/plain", "text/html"):
            files.append(Attachment(name=_file_name(part, kind), content_type=kind))
            continue
        text = decode(_payload(part), part.get_content_charset())
        (plain if kind == "text/plain" else html).append(text)
    return "\n".join(plain), "\n".join(html), files


def _leaves(mail: Message) -> Iterator[tuple[Message, bool]]:
    """The parts that hold something, in order, and whether each is a file."""
    stack: list[tuple[Message, int]] = [(mail, 0)]
    seen = 0
    while stack and seen < MAX_PARTS:
        part, depth = stack.pop()
        seen += 1
        disposition = str(part.get("content-disposition", ""))
        attached = disposition.lower().lstrip().startswith("attachment")
        if part.get_content_type() == "message/rfc822":
            yield part, True
        elif part.is_multipart():
            inner = part.get_payload()
            if depth < MAX_DEPTH and isinstance(inner, list):
                stack.extend((x, depth + 1) for x in reversed(inner) if isinstance(x, Message))
        else:
            yield part, attached or (depth > 0 and bool(part.get_filename()))


def _payload(part: Message) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _file_name(part: Message, kind: str) -> str:
    name = part.get_filename()
    if not name and kind == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        about = _header(first, "subject") if isinstance(first, Message) else ""
        return f"{about or 'message'}.eml"
    return _decoded(name[:_MAX_HEADER]) if name else f"unnamed.{kind.rpartition('/')[2][:20]}"
