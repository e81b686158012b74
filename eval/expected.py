"""What flipping a fact should change, and therefore what it should not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Expected:
    """The change that one flip makes.

    `decision`: field -> value afterwards (JSON form; route fields as `route.group`); fields not named stay
    as they were. `ignored`: fields whose words are free (the staff-only note). `sources`: macros whose
    words may change in the draft. `no_draft`: the case goes to a person.
    """

    decision: dict[str, Any] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset({"route.internal_note"})
    sources: frozenset[str] = frozenset()
    no_draft: bool = False
