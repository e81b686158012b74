"""The trained network as an ONNX graph: one text's vectors in, its scores out, weights in one byte.

Built by hand from ONNX's own operators rather than exported: no traces of the machine that made it, and
the same weights give the same bytes.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from classifier.training.transformer import EPSILON, Layer, Transformer

_OPSET, _IR = 20, 10


def to_onnx(net: Transformer) -> bytes:
    """Input `vectors` (1, tokens, width) with positions added; outputs `whole` (1, heads) and `tokens`
    (1, tokens, heads). The layers' weights are rounded to eight bits; the heads stay whole.
    """
    graph = _Graph()
    x = graph.norm("vectors", net.norm, "norm")
    for number, layer in enumerate(net.layers):
        assert isinstance(layer, Layer)  # noqa: S101  # for the types
        x = _layer(graph, x, layer, f"l{number}")
    mean = graph.node("ReduceMean", [x, graph.numbers("axis", np.array([1]))], "mean", keepdims=0)
    graph.linear(mean, net.whole, "head", out="whole")
    graph.linear(x, net.token, "token", out="tokens")
    width = net.whole.in_features
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "tuned",
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [1, "tokens", width])],
            [
                helper.make_tensor_value_info("whole", TensorProto.FLOAT, [1, None]),
                helper.make_tensor_value_info("tokens", TensorProto.FLOAT, [1, "tokens", None]),
            ],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=_IR,
    )
    return _rounded(model)


def _layer(graph: _Graph, x: str, layer: Layer, name: str) -> str:
    heads, width = layer.heads, layer.qkv.in_features
    parted = graph.numbers(f"{name}.parted", np.array([1, -1, 3 * heads, width // heads]))
    joined = graph.numbers(f"{name}.joined", np.array([1, -1, width]))
    each = graph.numbers(f"{name}.each", np.array([heads] * 3))
    scale = graph.numbers(f"{name}.scale", np.float32((width // heads) ** -0.5))
    qkv = graph.node("Reshape", [graph.linear(x, layer.qkv, f"{name}.qkv"), parted], f"{name}.r")
    turned = graph.node("Transpose", [qkv], f"{name}.t", perm=[0, 2, 1, 3])
    q, k, v = (f"{name}.{part}" for part in "qkv")
    graph.nodes.append(helper.make_node("Split", [turned, each], [q, k, v], f"{name}.s", axis=1))
    keys = graph.node("Transpose", [k], f"{name}.kt", perm=[0, 1, 3, 2])
    match = graph.node(
        "MatMul", [graph.node("Mul", [q, scale], f"{name}.qs"), keys], f"{name}.match"
    )
    share = graph.node("Softmax", [match], f"{name}.share", axis=-1)
    seen = graph.node("MatMul", [share, v], f"{name}.seen")
    seen = graph.node("Transpose", [seen], f"{name}.st", perm=[0, 2, 1, 3])
    seen = graph.node("Reshape", [seen, joined], f"{name}.sr")
    seen = graph.linear(seen, layer.attended, f"{name}.attended")
    x = graph.norm(graph.node("Add", [x, seen], f"{name}.x1"), layer.norm1, f"{name}.norm1")
    meant = graph.node("Gelu", [graph.linear(x, layer.inner, f"{name}.inner")], f"{name}.gelu")
    meant = graph.linear(meant, layer.outer, f"{name}.outer")
    return graph.norm(graph.node("Add", [x, meant], f"{name}.x2"), layer.norm2, f"{name}.norm2")


@dataclass
class _Graph:
    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def numbers(self, name: str, value: Any) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def tensor(self, name: str, value: Tensor) -> str:
        return self.numbers(name, value.detach().float().numpy())

    def node(self, kind: str, inputs: list[str], out: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [out], out, **attributes))
        return out

    def linear(self, x: str, layer: nn.Linear, name: str, out: str = "") -> str:
        times = self.tensor(f"{name}.weight", layer.weight.T)
        if layer.bias is None:
            return self.node("MatMul", [x, times], out or f"{name}.product")
        product = self.node("MatMul", [x, times], f"{name}.product")
        return self.node(
            "Add", [product, self.tensor(f"{name}.bias", layer.bias)], out or f"{name}.out"
        )

    def norm(self, x: str, layer: nn.LayerNorm, name: str) -> str:
        values = [self.tensor(f"{name}.g", layer.weight), self.tensor(f"{name}.b", layer.bias)]
        return self.node("LayerNormalization", [x, *values], name, axis=-1, epsilon=EPSILON)


def _rounded(model: Any) -> bytes:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as place:
        before, after = Path(place) / "before.onnx", Path(place) / "after.onnx"
        onnx.save(model, str(before))
        quantize_dynamic(
            before,
            after,
            per_channel=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=["head.product", "tokens"],
        )
        return after.read_bytes()
