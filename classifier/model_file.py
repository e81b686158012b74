"""The trained baseline on disk: what its arrays are called and how they become objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier import artefact
from classifier.certainty import Certainty
from classifier.decision import Rules
from classifier.fusion import Fusion
from classifier.ngrams import Ngrams
from classifier.targets import HEADS
from classifier.views import Heads, Lexical, quantise, restore

KIND = "arrears-baseline"
VERSION = 6
"""Of the arrays' meaning; a program reads its own version only."""

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Answering:
    """From views' scores to probabilities and to how certain the primary label is."""

    fusion: Fusion
    certainty: Certainty


@dataclass(frozen=True)
class Model:
    """All but the network. `fused` reads n-grams, network and word lists; `plain` goes without the network."""

    lexical: Lexical
    fused: Answering
    plain: Answering
    rules: Rules


def write(path: Path, model: Model, provenance: Mapping[str, Any]) -> str:
    """Save a model; `provenance` (JSON) says what it was trained on. Returns the content's SHA-256."""
    lexical = model.lexical
    arrays: Arrays = {}
    blocks = []
    for i, block in enumerate((*lexical.words, lexical.concepts)):
        packed, meta = block.pack(f"lexical/{i}")
        arrays |= packed
        blocks.append(meta)
    weights, scale = quantise(lexical.heads.weights)
    arrays |= {
        "lexical/weights": weights,
        "lexical/scale": scale,
        "lexical/bias": lexical.heads.bias,
    }
    for name, part in (("fused", model.fused), ("plain", model.plain)):
        arrays |= {
            f"{name}/weights": part.fusion.weights,
            f"{name}/bias": part.fusion.bias,
            f"{name}/certainty": part.certainty.weights,
            f"{name}/certainty_bias": part.certainty.bias,
        }
    meta = {"heads": list(HEADS), "blocks": blocks, "rules": model.rules.pack()}
    return artefact.save(
        path,
        kind=KIND,
        version=VERSION,
        arrays=arrays,
        meta=meta | {"provenance": dict(provenance)},
    )


@dataclass(frozen=True)
class Loaded:
    """A model read from disk: its version string, and the hash of the network that belongs to it."""

    model: Model
    version: str
    network: str


def read(path: Path) -> Loaded:
    """A model file. Raises `artefact.ArtefactError`."""
    file = artefact.load(path, kind=KIND, version=VERSION)
    if file.meta["heads"] != list(HEADS):
        raise artefact.ArtefactError(
            f"{path}: trained for other labels. Run `arrears train` again."
        )
    blocks = tuple(
        Ngrams.unpack(f"lexical/{i}", file.arrays, meta)
        for i, meta in enumerate(file.meta["blocks"])
    )
    fused, plain = (
        Answering(
            Fusion(file.arrays[f"{name}/weights"], file.arrays[f"{name}/bias"]),
            Certainty(file.arrays[f"{name}/certainty"], file.arrays[f"{name}/certainty_bias"]),
        )
        for name in ("fused", "plain")
    )
    model = Model(
        lexical=Lexical(blocks[:-1], blocks[-1], _heads(file.arrays)),
        fused=fused,
        plain=plain,
        rules=Rules.unpack(file.meta["rules"]),
    )
    version = f"baseline-{VERSION}-{file.sha256[:12]}"
    return Loaded(model, version, file.meta["provenance"]["network_sha256"])


def _heads(arrays: Mapping[str, NDArray[Any]]) -> Heads:
    weights = restore(arrays["lexical/weights"], arrays["lexical/scale"])
    return Heads(weights, arrays["lexical/bias"].astype(np.float32))
