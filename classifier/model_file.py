"""The trained baseline on disk: what its arrays are called and how they become objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier import artefact
from classifier.decision import Rules
from classifier.fusion import Fusion
from classifier.ngrams import Ngrams
from classifier.targets import HEADS
from classifier.views import Heads, Lexical, Semantic

KIND = "arrears-baseline"
VERSION = 1
"""Of the arrays' meaning; a program reads its own version only."""

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Model:
    """Everything that training chose. `fused` reads both views, `plain` the n-grams alone."""

    lexical: Lexical
    semantic: Semantic
    fused: Fusion
    plain: Fusion
    rules: Rules


def write(path: Path, model: Model, provenance: Mapping[str, Any]) -> str:
    """Save a model; `provenance` (JSON) says what it was trained on. Returns the content's SHA-256."""
    arrays: Arrays = {}
    blocks = []
    for i, block in enumerate(model.lexical.blocks):
        packed, meta = block.pack(f"lexical/{i}")
        arrays |= packed
        blocks.append(meta)
    arrays |= _pack_heads("lexical", model.lexical.heads)
    arrays |= _pack_heads("semantic", model.semantic.heads)
    for name, fusion in (("fused", model.fused), ("plain", model.plain)):
        arrays |= {f"{name}/weights": fusion.weights, f"{name}/bias": fusion.bias}
    meta = {"heads": list(HEADS), "blocks": blocks, "rules": model.rules.pack()}
    return artefact.save(
        path, kind=KIND, version=VERSION, arrays=arrays, meta=meta | {"provenance": dict(provenance)}
    )


def read(path: Path) -> tuple[Model, str]:
    """A model and its version string. Raises `artefact.ArtefactError`."""
    file = artefact.load(path, kind=KIND, version=VERSION)
    if file.meta["heads"] != list(HEADS):
        raise artefact.ArtefactError(f"{path}: trained for other labels. Run `arrears train` again.")
    blocks = tuple(
        Ngrams.unpack(f"lexical/{i}", file.arrays, meta) for i, meta in enumerate(file.meta["blocks"])
    )
    fused, plain = (
        Fusion(file.arrays[f"{name}/weights"], file.arrays[f"{name}/bias"])
        for name in ("fused", "plain")
    )
    model = Model(
        lexical=Lexical(blocks, _heads("lexical", file.arrays)),
        semantic=Semantic(_heads("semantic", file.arrays)),
        fused=fused,
        plain=plain,
        rules=Rules.unpack(file.meta["rules"]),
    )
    return model, f"baseline-{VERSION}-{file.sha256[:12]}"


def _pack_heads(name: str, heads: Heads) -> Arrays:
    return {f"{name}/weights": heads.weights.astype(np.float16), f"{name}/bias": heads.bias}


def _heads(name: str, arrays: Mapping[str, NDArray[Any]]) -> Heads:
    return Heads(
        arrays[f"{name}/weights"].astype(np.float32), arrays[f"{name}/bias"].astype(np.float32)
    )
