"""A fitted network into the file the tagger reads: 8-bit embeddings, the context as an ONNX graph, and its checksum."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from detectors.model.train.network import DILATIONS, TAGS, WIDTH, Network
from detectors.model.words import Lists

__all__ = ["export", "pack"]

Array = NDArray[np.generic]
# How much the probability of O, PERSON, ADDRESS, LOCATION and ORG counts when the tagger decides.
BIAS = (1.0, 1.0, 1.0, 1.0, 1.0)


def _eighth(name: str, table: NDArray[np.float32]) -> dict[str, Array]:
    """Store an embedding in eight bits with one scale a row."""
    scale = np.maximum(np.abs(table).max(axis=1), 1e-8) / 127
    return {
        f"{name}_rows": np.round(table / scale[:, None]).astype(np.int8),
        f"{name}_scale": scale.astype(np.float16 if scale.min() > 1e-5 else np.float32),
    }


def _layer(number: int, step: int) -> list[onnx.NodeProto]:
    """Write one layer: rows beside both neighbours' rows (zero outside the text), a product, ReLU and a short cut."""
    now, whole, sides = f"h{number}" if number else "rows", f"z{number}", (f"left{step}", f"right{step}")
    return [
        helper.make_node("Concat", [now, "zero"], [whole], axis=0),
        *(helper.make_node("Gather", [whole, side], [f"{side}_rows"], axis=0) for side in sides),
        helper.make_node("Concat", [f"{sides[0]}_rows", now, f"{sides[1]}_rows"], [f"n{number}"], axis=1),
        helper.make_node("MatMul", [f"n{number}", f"w{number}"], [f"m{number}"]),
        helper.make_node("Relu", [f"m{number}"], [f"a{number}"]),
        helper.make_node("Add", [f"a{number}", now], [f"h{number + 1}"]),
    ]


def graph(weights: dict[str, NDArray[np.float32]]) -> bytes:
    """Write the context as ONNX."""
    value = helper.make_tensor_value_info
    inputs = [value("rows", TensorProto.FLOAT, ["n", WIDTH])]
    inputs += [value(f"{side}{step}", TensorProto.INT64, ["n"]) for step in DILATIONS for side in ("left", "right")]
    constants = {f"w{number}": weights[f"layers.{number}.weight"].T.copy() for number in range(len(DILATIONS))}
    constants |= {
        "zero": np.zeros((1, WIDTH), np.float32),
        "w": weights["last.weight"].T.copy(),
        "b": weights["last.bias"],
    }
    nodes = [node for number, step in enumerate(DILATIONS) for node in _layer(number, step)]
    nodes.append(helper.make_node("Gemm", [f"h{len(DILATIONS)}", "w", "b"], ["scores"]))
    nodes.append(helper.make_node("Softmax", ["scores"], ["odds"], axis=1))
    outputs = [value("odds", TensorProto.FLOAT, ["n", TAGS])]
    stored = [numpy_helper.from_array(array, name) for name, array in constants.items()]
    whole = helper.make_graph(nodes, "context", inputs, outputs, stored)
    model = helper.make_model(
        whole, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="clearcopy"
    )
    onnx.checker.check_model(model)
    data: bytes = model.SerializeToString()
    return data


def pack(network: Network, lists: Lists, bias: tuple[float, ...] = BIAS) -> bytes:
    """Pack everything inference needs into one file's bytes."""
    weights = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    arrays: dict[str, Array] = {
        **_eighth("word", weights["word.weight"]), **_eighth("gram", weights["gram.weight"]),
        "inner": weights["inner.weight"].T.astype(np.float16), "inner_bias": weights["inner.bias"],
        "outer": weights["outer.weight"].T.astype(np.float16), "outer_bias": weights["outer.bias"],
        "list_keys": lists.keys, "list_bits": lists.bits,
        "context": np.frombuffer(graph(weights), np.uint8), "dilations": np.array(DILATIONS, np.int32), "bias": np.array(bias, np.float32),
    }  # fmt: skip
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def export(network: Network, lists: Lists, folder: Path, bias: tuple[float, ...] = BIAS) -> str:
    """Write the weights and their checksum into *folder* and return the checksum."""
    data = pack(network, lists, bias)
    digest = hashlib.sha256(data).hexdigest()
    folder.joinpath("weights.npz").write_bytes(data)
    folder.joinpath("weights.sha256").write_text(f"{digest}  weights.npz\n", encoding="ascii")
    return digest
