"""How a network is trained: figures only, so that reading them loads no torch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """`rate` is for the pretrained layers, `head_rate` for the heads; the first `layers` layers are used."""

    layers: int = 12
    epochs: int = 3
    batch: int = 16
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    dropout: float = 0.1
    warm: float = 0.06
    seed: int = 0


GUARD = Recipe()
"""Its texts are short: all twelve layers fit the time."""
REPLIES = Recipe(layers=8, epochs=4)
"""Eight layers: the file stays within 25 MB and a reply within 20 ms."""
