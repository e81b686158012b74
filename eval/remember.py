"""A memory around the guard's sentence model.

An evaluation drafts thousands of replies from a dozen macros, so the same sentences come back again and
again; the model's answer to a sentence depends on nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policy.guard import SentenceModel


def remembering(model: SentenceModel) -> SentenceModel:
    """The same model, asked once for each distinct sentence."""
    known: dict[str, Mapping[str, float]] = {}

    def ask(sentences: Sequence[str]) -> list[Mapping[str, float]]:
        new = list(dict.fromkeys(s for s in sentences if s not in known))
        if new:
            known.update(zip(new, model(new), strict=True))
        return [known[s] for s in sentences]

    return ask
