"""Gradients of `classifier.network.forward`, by hand: training needs no torch.

Checked against finite differences in `tests/test_classifier_network.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from classifier.network import (
    CHANNELS,
    CONVOLUTIONS,
    LEFT,
    SCALE,
    Batch,
    Floats,
    Tape,
    Weights,
)


def backward(
    weights: Mapping[str, Floats],
    batch: Batch,
    tape: Tape,
    by_token: Floats,
    error: Floats,
    masks: Mapping[str, Floats] | None = None,
) -> Weights:
    """Gradients of every weight, given those of the scores: `error` of shape (texts, heads)."""
    w, t, g = weights, tape.arrays, {}
    g["head_w"], g["head_b"] = t["pooled"].T @ error, error.sum(axis=0)
    tokens, g["token_w"] = _best_token(w, batch, t, by_token, error)
    if masks is not None:
        tokens *= masks["token"]
    pooled = error @ w["head_w"].T
    if masks is not None:
        pooled *= masks["pooled"]
    tokens += np.repeat(_dense(w, t, pooled, g), batch.lengths, axis=0)
    parts, g["norm2_g"], g["norm2_b"] = _normalised(tokens, t["norm2"], w["norm2_g"])
    first = np.empty((len(tokens), len(CONVOLUTIONS) * CHANNELS), dtype=tokens.dtype)
    width = parts.shape[1] - first.shape[1]
    for i in range(len(CONVOLUTIONS)):
        own = slice(width + i * CHANNELS, width + (i + 1) * CHANNELS)
        first[:, i * CHANNELS : (i + 1) * CHANNELS] = _convolution(w, t, i, parts[:, own], g)
    x, g["norm1_g"], g["norm1_b"] = _normalised(first, t["norm1"], w["norm1_g"])
    g["proj_w"], g["proj_b"] = t["emb"].T @ x, x.sum(axis=0)
    return g


def _best_token(
    w: Mapping[str, Floats], batch: Batch, t: dict[str, Any], by_token: Floats, error: Floats
) -> tuple[Floats, Floats]:
    """The maximum passes its error to the one token that held it (to the first, if several)."""
    spread = np.zeros_like(by_token)
    ends = batch.starts + batch.lengths
    heads = np.arange(by_token.shape[1])
    for i, (start, end) in enumerate(zip(batch.starts, ends, strict=True)):
        spread[start + by_token[start:end].argmax(axis=0), heads] = error[i]
    return spread @ w["token_w"].T, t["tokens"].T @ spread


def _dense(w: Mapping[str, Floats], t: dict[str, Any], pooled: Floats, g: Weights) -> Floats:
    """Through the unit vector and the dense stack, down to the sum of token features."""
    pooled = pooled * SCALE
    unit = t["z"] / t["length"]
    z = (pooled - unit * np.einsum("ij,ij->i", pooled, unit)[:, None]) / t["length"]
    z *= 1.0 - t["z"] ** 2
    g["p3"], g["d3"] = t["y1"].T @ z, t["y2"].T @ z
    y2 = (z @ w["d3"].T) * (t["y2"] > 0)
    g["d2"] = t["y1"].T @ y2
    y1 = (z @ w["p3"].T + y2 @ w["d2"].T) * (t["y1"] > 0)
    g["p1"], g["d1"] = t["m"].T @ y1, t["y0"].T @ y1
    y0 = (y1 @ w["d1"].T) * (t["y0"] > 0)
    g["d0"] = t["m"].T @ y0
    m = y1 @ w["p1"].T + y0 @ w["d0"].T
    g["pool_b"] = (m * t["root"]).sum(axis=0)
    m /= t["root"]
    g["pool_w"] = t["sum"].T @ m
    total: Floats = m @ w["pool_w"].T
    return total


def _convolution(
    w: Mapping[str, Floats], t: dict[str, Any], i: int, error: Floats, g: Weights
) -> Floats:
    """Through both layers of one branch and the two shortcuts around them."""
    size, left = CONVOLUTIONS[i]
    at = t["around"][:, LEFT - left : LEFT - left + size]
    outer = error * (t[f"r{i}"] > 0)
    g[f"conv2_{i}_w"], g[f"conv2_{i}_b"] = t[f"c{i}"].T @ outer, outer.sum(axis=0)
    middle = error + _scatter(outer @ w[f"conv2_{i}_w"].T, at)
    inner = middle * (t[f"h{i}"] > 0)
    g[f"conv1_{i}_w"], g[f"conv1_{i}_b"] = t[f"a{i}"].T @ inner, inner.sum(axis=0)
    return middle + _scatter(inner @ w[f"conv1_{i}_w"].T, at)


def _scatter(windows: Floats, at: Any) -> Floats:
    """Each window's error back to the tokens it was cut from."""
    total = np.zeros((len(at) + 1, CHANNELS), dtype=windows.dtype)
    parts = windows.reshape(len(at), at.shape[1], CHANNELS)
    for column in range(at.shape[1]):
        # Within a column every position stands once; only the discarded last row repeats.
        total[at[:, column]] += parts[:, column]
    return total[:-1]


def _normalised(
    error: Floats, kept: tuple[Floats, Floats], gain: Floats
) -> tuple[Floats, Floats, Floats]:
    """Through a layer normalisation: error of its input, gradients of gain and shift."""
    normed, inverse = kept
    inner = error * gain
    inner -= inner.mean(axis=1, keepdims=True)
    inner -= normed * (np.einsum("ij,ij->i", inner, normed)[:, None] / normed.shape[1])
    return inner * inverse, (error * normed).sum(axis=0), error.sum(axis=0)
