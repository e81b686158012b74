"""What intake makes of one input: a reply with its other keys, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from classifier.reply import Reply


@dataclass(frozen=True, slots=True)
class Row:
    """A readable input. `line` counts from 1; `extra` holds every key that is not the reply's own
    (`account`, `client_id`, labels, …), as decoded from JSON."""

    line: int
    reply: Reply
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowError:
    """An input that cannot be read: its line (1 for a mail), its id if known, the field at fault
    (`line` for the whole row) and a reason in plain words that never repeats the client's text."""

    line: int
    id: str | None
    field: str
    reason: str
