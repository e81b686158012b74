"""Trains the baseline from the labelled replies: same data, same file, to the last bit.

Reads `train/` and `calibration/` of a data folder, never `test/`. About eight minutes on one core;
numpy and scikit-learn only. The card and plots are `classifier.training.card`'s.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from classifier.corpus import DATA, load
from classifier.model_file import write, write_network

if TYPE_CHECKING:
    from classifier.training.fit_network import Recipe

MODEL_FOLDER = Path(__file__).parent / "model"
Tick = Callable[[str, int, int], None]
"""Called as tick(what, done, of): for a progress bar."""
FOLDS = 4


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
    """Fit, choose thresholds and bands, write `baseline.model`, `network.model` and the model card.

    `recipe` shortens the network's training for tests; `card=False` leaves the card and plots out.
    Raises `classifier.corpus.CorpusError` for faulty rows, `RuntimeError` without the encoder.
    """
    # scikit-learn takes a second to import: only where it is used.
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    from classifier.training.fit_answers import fit_answers
    from classifier.training.fit_network import Recipe
    from classifier.training.fit_views import fit_views, out_of_fold
    from classifier.training.folds import folds
    from classifier.training.prepared import prepare, untrained

    recipe = recipe or Recipe()
    with threadpool_limits(1):  # one thread adds numbers up in one order
        base = untrained()
        data = prepare(load(data_dir / "train"), base)
        held = prepare(load(data_dir / "calibration"), base)
        scores = out_of_fold(data, folds(data.rows, FOLDS), base, recipe, tick)
        views = fit_views(data, base, recipe, tick, "model")
        model, judged = fit_answers(data, scores, held, views)
        network = write_network(out_dir / "network.model", views.network.weights)
        path = out_dir / "baseline.model"
        provenance: dict[str, str | int] = {
            "rows": len(data),
            "calibration_rows": len(held),
            "data_sha256": fingerprint(data_dir),
            "network_sha256": network,
        }
        sha = write(path, model, provenance)
        if card:
            from classifier.training.card import write_card

            facts = provenance | {"sha256": sha}
            write_card(data_dir, out_dir, model, views, judged, base, recipe, facts, tick)
    return Trained(path, sha, len(data))


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
