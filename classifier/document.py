"""What the classifier reads of a reply: the client's own words, cut into sentences.

Built once per reply; every feature, fact and piece of evidence starts from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifier.reply import Reply
from classifier.text import Cleaned, Span, clean

# Reply and forward marks of mail programs in the languages we read.
_PREFIX = re.compile(
    r"^\s*(?:(?:re|aw|antw|sv|vs|fw|fwd|wg|tr|rv|enc|res|rif|odp|yn|ynt|bls|balas|r|i|rép|"
    r"回复|答复|回覆|转发|返信|отв|ответ|вх)\s*(?:\[\d+\])?\s*[:：]\s*)+",
    re.IGNORECASE,
)
_WORDLESS = re.compile(r"[\W\d_]*")


@dataclass(frozen=True, slots=True)
class Document:
    """`text`: the own words; `spans`: its sentences; `subject`: the subject where it is the client's.

    A subject that only repeats ours ("Re: Your account is past due") is empty here. `read` is what
    models read: the text, or the client's subject where the body says nothing.
    """

    cleaned: Cleaned
    text: str
    spans: tuple[Span, ...]
    subject: str
    attachments: tuple[str, ...]

    @property
    def read(self) -> str:
        return self.text if not _WORDLESS.fullmatch(self.text) else self.subject or self.text

    def sentences(self) -> list[str]:
        """The sentences of `read`."""
        if self.read is self.text:
            return [self.text[start:end] for start, end in self.spans]
        return [self.subject] if self.subject else []


def document(reply: Reply) -> Document:
    """Never raises; linear in the length of the body."""
    cleaned = clean(reply.body, reply.subject)
    return Document(
        cleaned=cleaned,
        text=cleaned.text,
        spans=tuple(cleaned.sentences()),
        subject=own_subject(reply.subject),
        attachments=tuple(a.name for a in reply.attachments),
    )


def own_subject(subject: str) -> str:
    """The subject if the client may have written it; "" for an answer to ours or a forward."""
    return "" if _PREFIX.match(subject) else subject.strip()
