"""Fits the two views that learn: n-grams and the tuned network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from classifier.targets import HEADS, PRIMARY_COLUMNS
from classifier.training.heads import fit_lexical
from classifier.training.prepared import Prepared
from classifier.training.recipe import Recipe
from classifier.tuned import Tuned, load_tuned, save_tuned
from classifier.views import Floats, Lexical, listed, meaning
from classifier.wordpieces import load_wordpieces

if TYPE_CHECKING:
    from torch import Tensor

Tick = Callable[[str, int, int], None]
"""Called as tick(what, done, of): for a progress bar."""
_SMOOTH_YES, _SMOOTH_PRIMARY = 0.02, 0.05


@dataclass(frozen=True)
class Views:
    """The two fitted views, the network as it will be served."""

    lexical: Lexical
    network: Tuned

    def scores(self, data: Prepared) -> list[Floats]:
        """N-grams, network, word lists: each of shape (rows, heads)."""
        return [
            self.lexical.scores(data.texts)[0],
            meaning(data.documents, self.network).whole,
            listed(data.texts, data.languages),
        ]


def fit_views(data: Prepared, path: Path, recipe: Recipe, tick: Tick, name: str) -> Views:
    """Fit on all rows; the network is written to `path`, beside its word pieces."""
    # torch takes three seconds to import, and only training has it.
    from classifier.training.onnx_graph import to_onnx
    from classifier.training.tune import tune

    pieces = load_wordpieces(path.with_name("wordpieces.model"))
    ids = [pieces.cut(text or " ").ids for text in data.texts]
    net = tune(pieces, ids, data.answers, _loss, recipe, lambda done, of: tick(name, done, of))
    positions: Any = net.positions
    meta = {"rows": len(data), "recipe": asdict(recipe)}
    save_tuned(path, to_onnx(net), positions.numpy(), HEADS, pieces.sha256, meta)
    return Views(fit_lexical(data.texts, data.answers), load_tuned(path, HEADS)[0])


def _loss(scores: Tensor, wanted: Tensor) -> Tensor:
    """Cross-entropy a yes-or-no head, one over the primary labels together."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

    counts = torch.ones(scores.shape[1])
    counts[PRIMARY_COLUMNS] = 0
    soft = wanted * (1 - 2 * _SMOOTH_YES) + _SMOOTH_YES
    errors = binary_cross_entropy_with_logits(scores, soft, reduction="none")
    label = wanted[:, PRIMARY_COLUMNS].argmax(1)
    primary = cross_entropy(scores[:, PRIMARY_COLUMNS], label, label_smoothing=_SMOOTH_PRIMARY)
    return (errors * counts).sum(1).mean() + primary
