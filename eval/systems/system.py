"""A classifier with a name, as an evaluation measures it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from classifier.classification import Classification, Classifier
from classifier.reply import Reply


@dataclass(frozen=True)
class Usage:
    """What a remote model was asked: calls and tokens; all 0 where none was."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0

    def __sub__(self, earlier: Usage) -> Usage:
        return Usage(
            self.calls - earlier.calls,
            self.input_tokens - earlier.input_tokens,
            self.output_tokens - earlier.output_tokens,
        )


def _no_usage() -> Usage:
    return Usage()


@dataclass(frozen=True)
class System:
    """One system of a run.

    `product`: its answers become drafts, so its concessions and counterfactuals are measured too.
    `remote`: it asks a model over the network; its answers are cached. `usage` returns running totals.
    `versions`: everything that names what was measured (model, prompt, file hash). `renew`: the same
    classifier with an empty memory, for repeated runs; needed where answers are kept or shared.
    """

    name: str
    about: str
    classifier: Classifier
    product: bool = False
    remote: bool = False
    versions: dict[str, Any] = field(default_factory=dict)
    usage: Callable[[], Usage] = _no_usage
    renew: Callable[[], Classifier] | None = None

    def classify(self, replies: Sequence[Reply]) -> list[Classification]:
        """The classifier's answers."""
        return self.classifier.classify(replies)
