"""Learns what a model's word is worth: `python -m classifier.train_cascade`.

From a model's stored answers on the calibration split, for the replies that the cascade would ask about. It
never looks at training or test rows. Folds keep each client together.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scipy.stats import beta

from classifier import trust
from classifier.classification import LABELS, OTHER, SCENARIOS, Classification
from classifier.combine import combine, relation
from classifier.corpus import Row
from classifier.said import AnswerError, Said, said
from classifier.trust import Action, Measured, Rate, Relation, Table, Trust

ASKED_SHARE = 0.57
"""Of hard calibration rows that may be asked about at most."""
_GOOD = 0.7
_SURE = 0.9
_FOLDS = 5
# A neutral word before any evidence, worth this many rows.
_PRIOR_HIT, _PRIOR_FALSE, _PRIOR_ROWS = 0.5, 0.15, 4.0
_START: dict[Relation, Action] = {
    "agree": "medium",
    "primary": "keep",
    "model": "low",
    "baseline": "low",
    "neither": "low",
}
DEFAULT = Trust(
    rates={label: Rate(hit=0.9, false=0.03) for label in LABELS}, primary="model", bands=_START
)
"""For a model that was not measured: worth listening to, never enough to preselect anything."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled row with both readings."""

    row: Row
    first: Classification
    said: Said


def learn(pairs: Sequence[Pair], thresholds: dict[str, float], digest: str = "") -> Trust:
    """One model's entry from rows that the baseline was unsure of; at least one row."""
    found: Counter[tuple[Relation, bool]] = Counter()
    for fold in range(_FOLDS):
        fitted = _fit([p for p in pairs if _fold(p) != fold])
        for pair in (p for p in pairs if _fold(p) == fold):
            made = combine(pair.first, pair.said, fitted, thresholds, "")
            related = relation(made.primary, made.scenarios, pair.first, pair.said)
            found[related, made.primary == pair.row.primary] += 1
    before = sum(p.first.primary == p.row.primary for p in pairs)
    after = sum(n for (_, right), n in found.items() if right)
    counts = {r: (found[r, True], found[r, True] + found[r, False]) for r in trust.RELATIONS}
    return _fit(pairs).model_copy(
        update={
            "bands": {r: _action(r, *counts[r], before / len(pairs)) for r in trust.RELATIONS},
            "ask": after > before,
            "measured": Measured(
                rows=len(pairs),
                before=before,
                after=after,
                baseline=pairs[0].first.model_version,
                answers_sha256=digest,
                relations=counts,
            ),
        }
    )


def ask_below(rows: Sequence[Row], firsts: Sequence[Classification]) -> float:
    """The certainty from which on nothing is asked, so that at most `ASKED_SHARE` of hard rows are."""
    hard = [c for r, c in zip(rows, firsts, strict=True) if r.difficulty == "hard"]
    unsure = sorted(trust.certainty(c) for c in hard if c.confidence != "high")
    allowed = int(ASKED_SHARE * len(hard))
    return unsure[allowed] if len(unsure) > allowed else 1.01


def thresholds(firsts: Sequence[Classification]) -> dict[str, float]:
    """From which probability on the baseline counts each scenario, seen in what it did."""
    made = {}
    for label in SCENARIOS:
        yes = [c.probabilities[label] for c in firsts if label in c.scenarios]
        no = [c.probabilities[label] for c in firsts if label not in c.scenarios]
        made[label] = round((min(yes, default=0.8) + max(no, default=0.2)) / 2, 4)
    return made


def _fit(pairs: Sequence[Pair]) -> Trust:
    rates = {}
    for label in LABELS:
        named = Counter((label in p.row.scenarios, label in p.said.scenarios) for p in pairs)
        right, wrong = (named[t, True] + named[t, False] for t in (True, False))
        rates[label] = Rate(
            hit=round((named[True, True] + _PRIOR_HIT * _PRIOR_ROWS) / (right + _PRIOR_ROWS), 4),
            false=round(
                (named[False, True] + _PRIOR_FALSE * _PRIOR_ROWS) / (wrong + _PRIOR_ROWS), 4
            ),
        )
    differ = [
        p for p in pairs if p.first.primary != p.said.primary and OTHER not in p.row.scenarios
    ]
    model = sum(p.said.primary == p.row.primary for p in differ)
    own = sum(p.first.primary == p.row.primary for p in differ)
    return Trust(rates=rates, primary="model" if model > own else "baseline", bands=_START)


def _action(related: Relation, right: int, n: int, before: float) -> Action:
    """What held-out rows allow: `medium` where most are surely right, `low` where asking has only raised
    doubt, else what the baseline said."""
    if n and beta.ppf(1 - _SURE, right, n - right + 1) >= _GOOD:
        return "medium"
    if related in ("model", "neither"):
        return "low"
    return "keep" if n == 0 or right / n >= before else "low"


def _fold(pair: Pair) -> int:
    return hashlib.sha256(pair.row.split_group.encode()).digest()[0] % _FOLDS


def read_answers(path: Path) -> dict[str, Said]:
    """Row id -> reading, from JSON Lines with `id` and `answer`; what the guide does not allow is left
    out, as the cascade would."""
    found = {}
    for line in path.read_text("utf-8").splitlines():
        stored = json.loads(line)
        try:
            found[stored["id"]] = said(stored["answer"])
        except AnswerError:
            continue
    return found


def ask(rows: Sequence[Row], firsts: Sequence[Classification], path: Path) -> None:
    """Append the configured model's answers for the rows that are not in the file yet."""
    from classifier.question import question
    from prompts.client import Client
    from prompts.errors import LLMError
    from prompts.settings import LLMSettings
    from prompts.template import load

    client, prompt = Client(LLMSettings.from_env(os.environ)), load("classify")
    known = read_answers(path) if path.exists() else {}
    with path.open("a", encoding="utf-8") as out:
        for row, first in zip(rows, firsts, strict=True):
            if first.confidence == "high" or row.id in known:
                continue
            try:
                done = client.complete(prompt, question(row.reply()).values)
            except LLMError as error:
                sys.stderr.write(f"{row.id}: {error}\n")
                continue
            out.write(json.dumps({"id": row.id, "answer": done.data}, ensure_ascii=False) + "\n")
            out.flush()
    client.close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the table anew with one model's entry learned."""
    parser = argparse.ArgumentParser(prog="python -m classifier.train_cascade", description=__doc__)
    parser.add_argument(
        "--data", type=Path, help="the calibration rows [default: the shipped split]"
    )
    parser.add_argument("--model", help="the model's name, as in ARREARS_LLM_MODEL")
    parser.add_argument("--answers", type=Path, help="its stored answers, JSON Lines")
    parser.add_argument(
        "--ask", action="store_true", help="ask the configured model for the missing answers"
    )
    parser.add_argument("--out", type=Path, default=trust.FILE)
    parser.add_argument(
        "--baseline", type=Path, help="a baseline model file [default: the shipped one]"
    )
    given = parser.parse_args(arguments)

    from classifier.baseline import load
    from classifier.corpus import DATA

    folder = given.data or DATA / "calibration"
    files = sorted(folder.glob("*.jsonl")) if folder.is_dir() else [folder]
    lines = [line for f in files for line in f.read_text("utf-8").splitlines()]
    rows = [Row.model_validate_json(line) for line in lines]
    firsts = load(given.baseline).classify([row.reply() for row in rows])
    if given.ask:
        ask(rows, firsts, given.answers)
    cuts = thresholds(firsts)
    models = dict(trust.load(given.out).models) if given.out.exists() else {}
    if given.answers:
        answers = read_answers(given.answers)
        pairs = [
            Pair(row, first, answers[row.id])
            for row, first in zip(rows, firsts, strict=True)
            if row.id in answers and first.confidence != "high"
        ]
        digest = hashlib.sha256(given.answers.read_bytes()).hexdigest()
        models[given.model] = learn(pairs, cuts, digest)
    table = Table(
        version=1,
        baseline=firsts[0].model_version,
        ask_below=ask_below(rows, firsts),
        thresholds=cuts,
        default=DEFAULT,
        models=models,
    )
    given.out.write_text(table.model_dump_json(indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
