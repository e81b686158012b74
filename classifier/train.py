"""Trains the classifier from the labelled replies: same data, same kind of processor, same file.

Reads `train/` and `calibration/` of a data folder, of `test/` only how well its labellers agreed. Needs the extra
`train` (torch, to tune the network). The card and plots are `classifier.training.card`'s.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from classifier.corpus import DATA, load
from classifier.model_file import write

if TYPE_CHECKING:
    from classifier.training.recipe import Recipe

MODEL_FOLDER = Path(__file__).parent / "model"
Tick = Callable[[str, int, int], None]
"""Called as tick(what, done, of): for a progress bar."""


def _quiet(what: str, done: int, of: int) -> None:
    """No progress shown."""


@dataclass(frozen=True)
class Trained:
    """What training made: the model file, its content's SHA-256, and how many rows it learnt from."""

    path: Path
    sha256: str
    rows: int


def train(
    data_dir: Path = DATA,
    out_dir: Path = MODEL_FOLDER,
    tick: Tick = _quiet,
    *,
    recipe: Recipe | None = None,
    card: bool = True,
) -> Trained:
    """Fit, choose thresholds and bands, write `baseline.model`, `replies.model` and the model card.

    The word pieces must be in `out_dir` (`train_pieces`). `recipe` shortens the network's training for
    tests; `card=False` leaves the card and plots out. Raises `classifier.corpus.CorpusError` for faulty
    rows, `ImportError` or `RuntimeError` without the extra `train`.
    """
    # scikit-learn takes a second to import, torch three: only where they are used.
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    from classifier.training.fit_answers import fit_answers
    from classifier.training.fit_views import fit_views
    from classifier.training.prepared import prepare
    from classifier.training.recipe import REPLIES

    recipe = recipe or REPLIES
    data, held = prepare(load(data_dir / "train")), prepare(load(data_dir / "calibration"))
    views = fit_views(data, out_dir / "replies.model", recipe, tick, "network")
    with threadpool_limits(1):  # one thread adds numbers up in one order
        model, judged = fit_answers(held, views)
    path = out_dir / "baseline.model"
    provenance: dict[str, str | int] = {
        "rows": len(data),
        "calibration_rows": len(held),
        "data_sha256": fingerprint(data_dir),
        "network_sha256": views.network.sha256,
    }
    sha = write(path, model, provenance)
    if card:
        from classifier.training.card import write_card

        facts = provenance | {"sha256": sha}
        write_card(data_dir, out_dir, model, views, judged, data, recipe, facts, tick)
    return Trained(path, sha, len(data))


def train_pieces(data_dir: Path = DATA, out_dir: Path = MODEL_FOLDER) -> str:
    """Choose the word pieces that both networks read with; returns the file's SHA-256.

    Replies and guard sentences of the training folders decide which rare pieces are kept.
    """
    from classifier.training.fit_wordpieces import fit_wordpieces

    texts = [*_texts(data_dir / "train", "body"), *_texts(data_dir / "guard" / "train", "text")]
    return fit_wordpieces(texts, out_dir / "wordpieces.model")


def _texts(folder: Path, field: str) -> Iterator[str]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield str(json.loads(line).get(field, ""))


def fingerprint(data_dir: Path) -> str:
    """SHA-256 over the training and calibration files' names and bytes."""
    sha = hashlib.sha256()
    for split in ("train", "calibration"):
        for path in sorted((data_dir / split).glob("*.jsonl")):
            sha.update(f"{split}/{path.name}\0".encode() + path.read_bytes())
    return sha.hexdigest()


def main(
    data_dir: Path | None = None, out_dir: Path | None = None, tick: Tick | None = None
) -> Trained:
    """What `arrears train` runs."""
    return train(data_dir or DATA, out_dir or MODEL_FOLDER, tick or _quiet)


if __name__ == "__main__":
    print(main(tick=lambda what, done, of: print(f"{what} {done}/{of}", end="\r")))
