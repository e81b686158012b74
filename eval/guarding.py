"""How well the guard hears concessions, on labelled texts by authors whom no training read.

A text is found when the guard objects to it for any reason but facts (these texts have no account); `right_kind`
asks that one of the labelled kinds is among the reasons.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifier.train_concession import DATA
from eval.metrics.proportion import proportion
from policy.guard import SentenceModel, check

SHIPPED = DATA / "test"
_FACTS = "unsupported_fact"
_SHOWN = 30
"""Texts that a report lists."""


@dataclass(frozen=True)
class Judged:
    """A labelled text and the kinds that the guard objects to."""

    id: str
    text: str
    language: str
    kinds: frozenset[str]
    found: frozenset[str]


def guarding(
    sentence_model: SentenceModel | None,
    folder: Path = SHIPPED,
    tick: Callable[[int, int], None] = lambda done, of: None,
) -> dict[str, Any]:
    """Figures over every `*.jsonl` of a folder ({"id","text","language","kinds"})."""
    sha = hashlib.sha256()
    lines: list[str] = []
    for file in sorted(folder.glob("*.jsonl")):
        sha.update(file.read_bytes())
        lines += file.read_text("utf-8").splitlines()
    judged = []
    for done, line in enumerate(lines, 1):
        row = json.loads(line)
        found = {v.kind for v in check(row["text"], None, sentence_model=sentence_model)}
        kinds, said = frozenset(row["kinds"]), frozenset(found - {_FACTS})
        judged.append(Judged(row["id"], row["text"], row["language"], kinds, said))
        tick(done, len(lines))
    languages = sorted({j.language for j in judged}, key=lambda code: (code != "en", code))
    named = sorted({kind for j in judged for kind in j.kinds})
    return {
        "sha256": sha.hexdigest(),
        "texts": len(judged),
        **_figures(judged),
        "languages": {
            code: _figures([j for j in judged if j.language == code]) for code in languages
        },
        "kinds": {kind: _found([j for j in judged if kind in j.kinds]) for kind in named},
        "missed": [_shown(j) for j in judged if j.kinds and not j.found][:_SHOWN],
        "false_alarm_texts": [_shown(j) for j in judged if not j.kinds and j.found][:_SHOWN],
    }


def _figures(judged: Sequence[Judged]) -> dict[str, Any]:
    violating = [j for j in judged if j.kinds]
    clean = [j for j in judged if not j.kinds]
    return {
        "recall": _found(violating),
        "right_kind": proportion(sum(bool(j.found & j.kinds) for j in violating), len(violating)),
        "false_alarms": proportion(sum(bool(j.found) for j in clean), len(clean)),
    }


def _found(judged: Sequence[Judged]) -> Any:
    return proportion(sum(bool(j.found) for j in judged), len(judged))


def _shown(judged: Judged) -> dict[str, Any]:
    return {
        "id": judged.id,
        "text": judged.text,
        "kinds": sorted(judged.kinds),
        "found": sorted(judged.found),
    }
