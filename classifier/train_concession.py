"""Trains the sentence model behind the guard from `data/guard/train/` and the macros.

The threshold comes from `data/guard/calibration/`: authors whom training never read, judged as the guard
judges, rules included, at a fixed share of false alarms on clean texts. The test files are never read.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from classifier.concession import HEADS, MEANINGS, PATH, Concession, margins
from classifier.tuned import Tuned, load_tuned, save_tuned
from classifier.wordpieces import Floats, load_wordpieces
from policy.guard import check
from policy.guard.granted import GRANTING
from policy.guard.meaning import views
from policy.guard.model import CLEARS
from policy.guard.sentences import sentences
from policy.guard.text import fold
from policy.law import load_law

if TYPE_CHECKING:
    from torch import Tensor

    from classifier.training.recipe import Recipe
    from classifier.training.tune import Tick

DATA = Path(__file__).parent / "data" / "guard"
FALSE_ALARMS = 0.055
"""Of clean calibration texts, through rules and model; the promise is 8%, the margin is for authors whom
nobody has seen."""
_ANY = 4.0  # how much the question "any kind" weighs against each single kind
_SMOOTH = 0.02


class Data(NamedTuple):
    """`labels` of shape (texts, heads), the last column "any"; `sha256` names the files."""

    texts: list[str]
    labels: NDArray[np.bool_]
    sha256: str


def train(
    path: Path = PATH,
    data: Path = DATA,
    tick: Tick | None = None,
    *,
    recipe: Recipe | None = None,
) -> dict[str, Any]:
    """Tune, choose the threshold, save to `path`; returns what was saved beside the weights.

    Reads the word pieces beside `path`. Raises `ImportError` or `RuntimeError` without the extra `train`,
    `ValueError` for rows of unknown kinds.
    """
    from classifier.training.onnx_graph import to_onnx
    from classifier.training.recipe import GUARD
    from classifier.training.tune import tune

    recipe = recipe or GUARD
    known, held = read(data / "train"), read(data / "calibration")
    ours = macro_sentences()
    texts = [*known.texts, *ours]
    labels = np.vstack([known.labels, np.zeros((len(ours), len(HEADS)), dtype=np.bool_)])
    pieces = load_wordpieces(path.with_name("wordpieces.model"))
    net = tune(pieces, [pieces.cut(t).ids for t in texts], labels, _loss, recipe, tick)
    positions: Any = net.positions
    graph = to_onnx(net)
    meta: dict[str, Any] = {
        "threshold": 0.0,
        "rows": len(known.texts),
        "data_sha256": known.sha256,
        "recipe": asdict(recipe),
    }
    # A guard without its threshold must never be found as the guard.
    draft = path.with_name("draft.model")
    save_tuned(draft, graph, positions.numpy(), HEADS, pieces.sha256, meta)
    try:
        meta |= choose(held, load_tuned(draft, HEADS)[0])
    finally:
        draft.unlink()
    meta["sha256"] = save_tuned(path, graph, positions.numpy(), HEADS, pieces.sha256, meta)
    return meta


def read(folder: Path) -> Data:
    """All sentences of a folder. Raises `ValueError` for unknown kinds."""
    sha = hashlib.sha256()
    texts: list[str] = []
    labels: list[list[bool]] = []
    for file in sorted(folder.glob("*.jsonl")):
        sha.update(file.read_bytes())
        for line in filter(str.strip, file.read_text("utf-8").splitlines()):
            row = json.loads(line)
            unknown = set(row["kinds"]) - set(MEANINGS)
            if unknown:
                raise ValueError(f"{file.name}, {row['id']}: unknown kinds {sorted(unknown)}")
            texts.append(" ".join(fold(row["text"]).text.split()))
            labels.append([*(k in row["kinds"] for k in MEANINGS), bool(row["kinds"])])
    return Data(texts, np.array(labels, dtype=np.bool_).reshape(-1, len(HEADS)), sha.hexdigest())


def macro_sentences() -> list[str]:
    """Every sentence and pair of neighbours of every macro, with plausible values: what we send is clean.

    The macro of a granted extension stays out: its words are allowed only by a decision that grants.
    """
    found: dict[str, None] = {}
    for language in load_law().macros.values():
        for name, macro in language.items():
            if name == GRANTING:
                continue
            for source in (macro.opening, macro.also, macro.body):
                found |= dict.fromkeys(_neighbours(_filled(source)))
    return list(found)


def _filled(source: str) -> str:
    text = re.sub(r"\{%.*?%\}", " ", source)
    text = re.sub(r"\{\{ *zero *\}\}", "$0", text)
    text = re.sub(r"\{\{[^}]*name *\}\}", "Jordan Reyes", text)
    return re.sub(r"\{\{.*?\}\}", "$1,240.50", text)


def _neighbours(text: str) -> Iterator[str]:
    whole = sentences(text)
    for a in range(len(whole)):
        for b in (a, a + 1):
            if b < len(whole):
                yield " ".join(text[whole[a].start : whole[b].end].split())


def _loss(scores: Tensor, wanted: Tensor) -> Tensor:
    """Cross-entropy of every question, "any" counting more."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    weights = torch.ones(len(HEADS))
    weights[-1] = _ANY
    soft = wanted * (1 - 2 * _SMOOTH) + _SMOOTH
    errors = binary_cross_entropy_with_logits(scores, soft, reduction="none")
    return (errors * weights).sum(1).mean()


def choose(held: Data, network: Tuned) -> dict[str, Any]:
    """The threshold at which about `FALSE_ALARMS` of clean texts are objected to, and what the guard then finds."""
    loud = np.stack([_loudest(text, network) for text in held.texts])
    ruled = _ruled(held.texts)
    clean: NDArray[np.bool_] = np.asarray(np.logical_not(held.labels[:, -1]))
    # A rule's find counts from `CLEARS` on (`policy.guard.meaning`).
    reach = float(np.log(CLEARS / (1 - CLEARS)))
    raised = np.where(ruled.any(axis=1), loud.max(axis=1) - reach, loud.max(axis=1))
    threshold = float(np.quantile(raised[clean], 1 - FALSE_ALARMS, method="higher"))
    served = Concession(network, round(threshold, 4))
    found = [{v.kind for v in check(t, None, sentence_model=served)} for t in held.texts]
    said = np.array([[kind in kinds for kind in MEANINGS] for kinds in found])
    right: NDArray[np.bool_] = np.asarray((said & held.labels[:, :-1]).any(axis=1))
    return {
        "threshold": round(threshold, 4),
        "calibration": {
            "rows": len(held.texts),
            "false_alarms": round(float(said[clean].any(axis=1).mean()), 4),
            "recall_any_kind": round(float(said[~clean].any(axis=1).mean()), 4),
            "recall_right_kind": round(float(right[~clean].mean()), 4),
            "recall_by_rules": round(float(ruled[~clean].any(axis=1).mean()), 4),
        },
    }


def _loudest(text: str, network: Tuned) -> Floats:
    """Per kind the strongest margin of any window."""
    found: Floats = margins(network.scores(views(text) or [text])).max(axis=0)
    return found


def _ruled(texts: Sequence[str]) -> NDArray[np.bool_]:
    """The kinds that rules alone find in each text."""
    found = [{v.kind for v in check(t, None)} for t in texts]
    return np.array([[k in kinds for k in MEANINGS] for kinds in found])
