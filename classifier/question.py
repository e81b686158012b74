"""A reply as the question that is put to a model: the client's own words, redacted and of bounded length.

History, signature and footer never leave the machine; neither does what an attachment holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from classifier.redact import redact
from classifier.redact_names import known_names
from classifier.reply import Reply
from classifier.text import clean
from policy.account import Account

MAX_HEAD, MAX_TAIL = 3_000, 1_000
"""Characters of a long reply that are sent: its beginning and its end, where requests stand."""
_MAX_SUBJECT = 200
_MAX_NAMES = 10
_MAX_NAME = 60


@dataclass(frozen=True, slots=True)
class Question:
    """`values` for `prompts/classify.yaml`; `counts`: details taken out, by kind; `cut`: the reply was
    longer than what is read."""

    values: dict[str, str]
    counts: dict[str, int]
    cut: bool

    @property
    def empty(self) -> bool:
        """Whether the client wrote no word at all: there is nothing to ask about."""
        return not any(c.isalpha() for c in self.values["body"])


def question(reply: Reply, account: Account | None = None) -> Question:
    """What would be asked about `reply`. Never raises; linear in the length of the body."""
    cleaned = clean(reply.body, reply.subject)
    body, cut = cleaned.text, cleaned.truncated
    if len(body) > MAX_HEAD + MAX_TAIL:
        body, cut = f"{body[:MAX_HEAD]}\n[…]\n{body[-MAX_TAIL:]}", True
    names = [a.name[:_MAX_NAME] for a in reply.attachments[:_MAX_NAMES]]
    texts = {
        "subject": reply.subject[:_MAX_SUBJECT],
        "attachments": ", ".join(names) or "none",
        "body": body,
    }
    redacted = redact(texts, known_names(account, reply.sender))
    return Question(redacted.texts, redacted.counts, cut)
