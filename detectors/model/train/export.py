"""A fitted network into the file the tagger reads: 8-bit embeddings, the context as an 8-bit ONNX graph, and its checksum."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from detectors.model.train.data import Pool
from detectors.model.train.network import DILATIONS, TAGS, WIDTH, Network
from detectors.model.words import Lists

__all__ = ["export", "pack"]

Array = NDArray[np.generic]
Floats = NDArray[np.float32]
# How much the probability of O, PERSON, ADDRESS, LOCATION and ORG counts when the tagger decides. A place alone is kept in a
# release, so one too many costs little.
BIAS = (1.0, 2.0, 2.0, 4.0, 1.5)
_ORT = "com.microsoft"  # ONNX Runtime's own operators: a product of integers scaled in one step


def _eighth(name: str, table: NDArray[np.float32]) -> dict[str, Array]:
    """Store an embedding in eight bits with one scale a row."""
    scale = np.maximum(np.abs(table).max(axis=1), 1e-8) / 127
    return {
        f"{name}_rows": np.round(table / scale[:, None]).astype(np.int8),
        f"{name}_scale": scale.astype(np.float16 if scale.min() > 1e-5 else np.float32),
    }


def _layer(number: int, step: int) -> list[onnx.NodeProto]:
    """Write one layer: rows in eight bits between both neighbours' (zero outside the text), a product, ReLU and a short cut."""
    now, node = f"h{number}" if number else "rows", helper.make_node
    product = [f"n{number}", f"w{number}", "one", f"k{number}", "zero"]
    return [
        node("QuantizeLinear", [now, f"s{number}", "zero"], [f"q{number}"]),
        node("Concat", [f"q{number}", "outside"], [f"z{number}"], axis=0),
        node("Gather", [f"z{number}", f"near{step}"], [f"g{number}"], axis=0),
        node("Reshape", [f"g{number}", "flat"], [f"n{number}"]),
        node("MatMulIntegerToFloat", product, [f"m{number}"], domain=_ORT),
        node("Relu", [f"m{number}"], [f"a{number}"]),
        node("Add", [f"a{number}", now], [f"h{number + 1}"]),
    ]


def _model(
    nodes: list[onnx.NodeProto],
    inputs: list[onnx.ValueInfoProto],
    output: onnx.ValueInfoProto,
    constants: Mapping[str, Array],
) -> bytes:
    stored = [numpy_helper.from_array(np.ascontiguousarray(array), name) for name, array in constants.items()]
    whole = helper.make_graph(nodes, "tagger", inputs, [output], stored)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_ORT, 1)]
    model = helper.make_model(whole, opset_imports=opsets, ir_version=8, producer_name="clearcopy")
    onnx.checker.check_model(model)
    data: bytes = model.SerializeToString()
    return data


def _constants(weights: dict[str, Floats], reach: Sequence[float]) -> dict[str, Array]:
    """Round each layer's weights to seven bits, *reach* being how large the rows get before it: with eight, processors without VNNI would clip sums and answer otherwise."""
    found: dict[str, Array] = {"zero": np.array(128, np.uint8), "outside": np.full((1, WIDTH), 128, np.uint8)}
    for number in range(len(DILATIONS)):
        table = weights[f"layers.{number}.weight"].T
        scale = np.abs(table).max(axis=0) / 63
        found[f"w{number}"] = np.round(table / scale).astype(np.int8)
        found[f"s{number}"] = np.array(reach[number] / 127, np.float32)
        found[f"k{number}"] = (scale * found[f"s{number}"]).astype(np.float32)
    return found | {"w": weights["last.weight"].T.copy(), "b": weights["last.bias"]}


def graph(constants: dict[str, Array]) -> bytes:
    """Write the context as ONNX."""
    value = helper.make_tensor_value_info
    inputs = [value("rows", TensorProto.FLOAT, ["n", WIDTH])]
    inputs += [value(f"near{step}", TensorProto.INT64, ["n", 3]) for step in DILATIONS]
    constants |= {"one": np.array(1, np.float32), "flat": np.array([-1, 3 * WIDTH], np.int64)}
    nodes = [node for number, step in enumerate(DILATIONS) for node in _layer(number, step)]
    nodes.append(helper.make_node("Gemm", [f"h{len(DILATIONS)}", "w", "b"], ["scores"]))
    nodes.append(helper.make_node("Softmax", ["scores"], ["odds"], axis=1))
    return _model(nodes, inputs, value("odds", TensorProto.FLOAT, ["n", TAGS]), constants)


def encoder(weights: dict[str, Floats]) -> bytes:
    """Write the word encoder's two layers as ONNX, their weights rounded to sixteen bits."""
    value, node = helper.make_tensor_value_info, helper.make_node
    names = {"w0": "inner.weight", "b0": "inner.bias", "w1": "outer.weight", "b1": "outer.bias"}
    constants = {name: weights[key].T.astype(np.float16).astype(np.float32) for name, key in names.items()}
    nodes = [
        node("Gemm", ["rows", "w0", "b0"], ["m"]),
        node("Relu", ["m"], ["a"]),
        node("Gemm", ["a", "w1", "b1"], ["out"]),
    ]
    inputs = [value("rows", TensorProto.FLOAT, ["n", len(constants["w0"])])]
    return _model(nodes, inputs, value("out", TensorProto.FLOAT, ["n", len(constants["b1"])]), constants)


def measure(network: Network, pool: Pool) -> list[float]:
    """Return how large the rows get before each layer, on the text of *pool*."""
    batch = next(iter(pool.batches(60_000, np.random.default_rng(0))))
    with torch.no_grad():
        table = network.encode(batch.words, batch.grams, batch.features)
        found: list[Tensor] = []
        left, middle, right = table.index_select(0, batch.ids).split(WIDTH, dim=1)
        network.context(left, middle, right, batch.mask, found)
    return [float(np.quantile(np.abs(rows.numpy()), 0.99995)) for rows in found]


def pack(network: Network, lists: Lists, reach: Sequence[float], bias: tuple[float, ...] = BIAS) -> bytes:
    """Pack everything inference needs into one file's bytes."""
    weights = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    arrays: dict[str, Array] = {
        **_eighth("word", weights["word.weight"]), **_eighth("gram", weights["gram.weight"]),
        "encoder": np.frombuffer(encoder(weights), np.uint8),
        "list_keys": lists.keys, "list_bits": lists.bits,
        "context": np.frombuffer(graph(_constants(weights, reach)), np.uint8), "dilations": np.array(DILATIONS, np.int32), "bias": np.array(bias, np.float32),
    }  # fmt: skip
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def export(network: Network, lists: Lists, pool: Pool, folder: Path) -> str:
    """Write the weights and their checksum into *folder* and return the checksum."""
    data = pack(network, lists, measure(network, pool))
    digest = hashlib.sha256(data).hexdigest()
    folder.joinpath("weights.npz").write_bytes(data)
    folder.joinpath("weights.sha256").write_text(f"{digest}  weights.npz\n", encoding="ascii")
    return digest
