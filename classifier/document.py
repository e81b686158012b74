"""What the classifier reads of a reply: the client's own words, cut into sentences.

Built once per reply; every feature, fact and piece of evidence starts from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifier.greeting import after_greeting
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
    """`text`: the own words; `spans`: its sentences but the greeting; `subject`: the subject where it is the client's;
    `opened`: where the text goes on after its greeting.

    A subject that only repeats ours ("Re: Your account is past due") is empty here.
    """

    cleaned: Cleaned
    text: str
    spans: tuple[Span, ...]
    subject: str
    attachments: tuple[str, ...]
    opened: int

    @property
    def read(self) -> str:
        """What models read: the text after its greeting, or the client's subject where the body says
        nothing."""
        if self._says_something:
            return self.text[self.opened :]
        return self.subject or self.text

    def read_spans(self) -> list[Span]:
        """Where `sentences` stand in `read`."""
        if self._says_something:
            return [(max(start - self.opened, 0), end - self.opened) for start, end in self.spans]
        return [(0, len(self.subject))] if self.subject else list(self.spans)

    @property
    def _says_something(self) -> bool:
        return not _WORDLESS.fullmatch(self.text)

    def sentences(self) -> list[str]:
        """The sentences of the text, one for each of `spans`, or the subject in its place."""
        if self._says_something or not self.subject:
            return [self.text[start:end] for start, end in self.spans]
        return [self.subject]


def document(reply: Reply) -> Document:
    """Never raises; linear in the length of the body."""
    cleaned = clean(reply.body, reply.subject)
    opened = after_greeting(cleaned.text)
    return Document(
        cleaned=cleaned,
        text=cleaned.text,
        spans=tuple((a, b) for a, b in cleaned.sentences() if b > opened),
        subject=own_subject(reply.subject),
        attachments=tuple(a.name for a in reply.attachments),
        opened=opened,
    )


def own_subject(subject: str) -> str:
    """The subject if the client may have written it; "" for an answer to ours or a forward."""
    return "" if _PREFIX.match(subject) else subject.strip()
