"""The network as it is trained: multilingual-e5-small's layers under two small heads.

Two readings are added up: the mean of all tokens, and the one token that speaks most for an answer
(which also says *where* it stands). The vectors of the word pieces stay as they are.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from classifier.training.pretrained import Pretrained
from classifier.wordpieces import MOST, Floats

EPSILON = 1e-12
_NOTHING = -1e4


class Layer(nn.Module):
    """Attention and a feed-forward part, each added to its input and normalised (BERT)."""

    def __init__(self, start: Pretrained, number: int) -> None:
        super().__init__()
        shape, name = start.shape, f"l{number}"
        width, inner = shape.width, shape.inner
        self.heads = shape.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.attended = _linear(start, f"{name}.ao", width, width)
        self.norm1 = _norm(start, f"{name}.aln", width)
        self.inner = _linear(start, f"{name}.fi", width, inner)
        self.outer = _linear(start, f"{name}.fo", inner, width)
        self.norm2 = _norm(start, f"{name}.oln", width)
        weights = [start.tensor(f"{name}.{part}.w", width) for part in "qkv"]
        biases = [start.vector(f"{name}.{part}.b") for part in "qkv"]
        self.qkv.weight.data = torch.cat([torch.from_numpy(w) for w in weights])
        self.qkv.bias.data = torch.cat([torch.from_numpy(b) for b in biases])

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """`x` (texts, tokens, width); `mask` (texts, 1, 1, tokens): which tokens are there."""
        texts, tokens, width = x.shape
        parts = self.qkv(x).view(texts, tokens, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = self.attended(seen.transpose(1, 2).reshape(texts, tokens, width))
        x = self.norm1(x + functional.dropout(seen, dropout, self.training))
        meant = self.outer(functional.gelu(self.inner(x)))
        out: Tensor = self.norm2(x + functional.dropout(meant, dropout, self.training))
        return out


class Transformer(nn.Module):
    """Token ids -> one score a head."""

    def __init__(
        self, start: Pretrained, vectors: Floats, heads: int, layers: int, dropout: float
    ) -> None:
        """`vectors` (pieces, width) of the word pieces; the first `layers` layers are used."""
        super().__init__()
        width = start.shape.width
        self.dropout = dropout
        self.register_buffer("vectors", torch.from_numpy(vectors))
        positions = start.tensor("emb.pos", start.shape.positions)[:MOST]
        positions = positions + start.tensor("emb.type", start.vector("emb.type").size // width)[0]
        self.register_buffer("positions", torch.from_numpy(positions))
        self.norm = _norm(start, "emb.ln", width)
        self.layers = nn.ModuleList(Layer(start, number) for number in range(layers))
        self.whole = nn.Linear(width, heads)
        self.token = nn.Linear(width, heads, bias=False)
        nn.init.zeros_(self.token.weight)

    def tokens(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Shape (texts, tokens, width): what the layers make of each token."""
        vectors: Any = self.vectors
        positions: Any = self.positions
        x = self.norm(vectors[ids] + positions[: ids.shape[1]])
        x = functional.dropout(x, self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :], self.dropout)
        return functional.dropout(x, self.dropout, self.training)

    def pooled(self, x: Tensor, mask: Tensor) -> Tensor:
        """Shape (texts, width): the mean of the tokens that are there."""
        there = mask[..., None].to(x.dtype)
        mean: Tensor = (x * there).sum(1) / there.sum(1)
        return mean

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Shape (texts, heads)."""
        x = self.tokens(ids, mask)
        loudest = self.token(x).masked_fill(~mask[..., None], _NOTHING).max(1).values
        scores: Tensor = self.whole(self.pooled(x, mask)) + loudest
        return scores


def _linear(start: Pretrained, name: str, inputs: int, outputs: int) -> nn.Linear:
    layer = nn.Linear(inputs, outputs)
    layer.weight.data = torch.from_numpy(start.tensor(f"{name}.w", outputs))
    layer.bias.data = torch.from_numpy(start.vector(f"{name}.b"))
    return layer


def _norm(start: Pretrained, name: str, width: int) -> nn.LayerNorm:
    norm = nn.LayerNorm(width, EPSILON)
    norm.weight.data = torch.from_numpy(start.vector(f"{name}.w"))
    norm.bias.data = torch.from_numpy(start.vector(f"{name}.b"))
    return norm
