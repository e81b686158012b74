"""Tunes the network to labelled texts: first the head alone, then everything together.

A head that starts from the answer of a ridge regression on the untouched layers leaves them little to
unlearn, which costs one pass and spares epochs. AdamW, half-precision products, one fixed order: the
same data on the same kind of processor gives the same weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from classifier.training.pretrained import pretrained
from classifier.training.recipe import Recipe
from classifier.training.transformer import Transformer
from classifier.wordpieces import Floats, Wordpieces

Loss = Callable[[Tensor, Tensor], Tensor]
"""(scores, wanted), both (texts, heads) -> the mean loss of the texts."""
Tick = Callable[[int, int], None]
_PADDING = 1
_STEP = 8  # widths of batches: few shapes, which torch prepares once each
_BUCKET = 20  # batches that are cut from one shuffled stretch, sorted by length
_SURE = 3.0  # log-odds that the first head gives to a clear case
_RIDGE = 30.0


def tune(
    pieces: Wordpieces,
    ids: Sequence[Sequence[int]],
    wanted: NDArray[np.bool_],
    loss: Loss,
    recipe: Recipe,
    tick: Tick | None = None,
) -> Transformer:
    """A tuned network. `ids`: pieces a text; `wanted`: (texts, heads); `tick(done, of)` in steps."""
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(1)  # adds numbers up in one order, and waits for nobody
    torch.use_deterministic_algorithms(True)
    start = pretrained()
    vectors = pieces.look_up(range(pieces.size))
    net = Transformer(start, vectors, wanted.shape[1], recipe.layers, recipe.dropout)
    _first_head(net, ids, wanted)
    target = torch.from_numpy(wanted.astype(np.float32))
    groups = list(_groups(net, recipe))
    machine = torch.optim.AdamW(groups, fused=True)
    rates = [group["lr"] for group in groups]
    plan = list(_plan(ids, recipe))
    net.train()
    for done, part in enumerate(plan):
        factor = _pace(done / len(plan), recipe.warm)
        for group, rate in zip(machine.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = net(*padded([ids[i] for i in part]))
        machine.zero_grad()
        loss(scores.float(), target[part]).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        machine.step()
        if tick:
            tick(done + 1, len(plan))
    net.eval()
    return net


def padded(ids: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Ids and mask, both (texts, tokens of the longest, rounded up)."""
    widest = -(-max(map(len, ids)) // _STEP) * _STEP
    rows = np.full((len(ids), widest), _PADDING, dtype=np.int64)
    for row, text in zip(rows, ids, strict=True):
        row[: len(text)] = text
    found = torch.from_numpy(rows)
    return found, found.ne(_PADDING)


def _plan(ids: Sequence[Sequence[int]], recipe: Recipe) -> Iterator[list[int]]:
    """Batches of texts of like length, in an order drawn from the seed."""
    rng = np.random.default_rng(recipe.seed)
    stretch = recipe.batch * _BUCKET
    for _ in range(recipe.epochs):
        order = [int(i) for i in rng.permutation(len(ids))]
        batches: list[list[int]] = []
        for at in range(0, len(order), stretch):
            near = sorted(order[at : at + stretch], key=lambda i: len(ids[i]))
            batches += [near[i : i + recipe.batch] for i in range(0, len(near), recipe.batch)]
        for k in rng.permutation(len(batches)):
            yield batches[int(k)]


def _pace(done: float, warm: float) -> float:
    """Up, then down to nothing."""
    return done / warm if done < warm else (1 - done) / (1 - warm)


def _groups(net: Transformer, recipe: Recipe) -> Iterator[dict[str, Any]]:
    heads = [*net.whole.parameters(), *net.token.parameters()]
    own = {id(p) for p in heads}
    rest = [p for p in net.parameters() if id(p) not in own]
    yield {
        "params": [p for p in rest if p.dim() > 1],
        "lr": recipe.rate,
        "weight_decay": recipe.decay,
    }
    yield {"params": [p for p in rest if p.dim() == 1], "lr": recipe.rate, "weight_decay": 0.0}
    yield {"params": heads, "lr": recipe.head_rate, "weight_decay": recipe.decay}


def _first_head(net: Transformer, ids: Sequence[Sequence[int]], wanted: NDArray[np.bool_]) -> None:
    """Ridge regression from the untouched layers' means to the answers, scaled to log-odds."""
    means = means_of(net, ids).astype(np.float64)
    middle, scale = means.mean(axis=0), means.std(axis=0) + 1e-6
    rows = (means - middle) / scale
    signs = wanted * 2.0 - 1.0
    base = signs.mean(axis=0)
    gram = rows.T @ rows + _RIDGE * np.eye(rows.shape[1])
    slope = np.linalg.solve(gram, rows.T @ (signs - base)) * _SURE
    bias = base * _SURE - (middle / scale) @ slope
    with torch.no_grad():
        net.whole.weight.copy_(torch.from_numpy((slope / scale[:, None]).T))
        net.whole.bias.copy_(torch.from_numpy(bias))


def means_of(net: Transformer, ids: Sequence[Sequence[int]]) -> Floats:
    """Shape (texts, width)."""
    net.eval()
    out = np.zeros((len(ids), net.whole.in_features), dtype=np.float32)
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for at in range(0, len(order), 32):
            part = order[at : at + 32]
            rows, mask = padded([ids[i] for i in part])
            out[part] = net.pooled(net.tokens(rows, mask), mask).float().numpy()
    return out
