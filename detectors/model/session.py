"""An ONNX graph ready to run: one thread, no telemetry, nothing logged."""

from __future__ import annotations

import os

# From 1.32 on, importing onnxruntime starts a telemetry client: it looks up a Microsoft host and leaves a session file in
# the temporary folder. Nothing here may use the network, so this stands before the import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

__all__ = ["session"]


def session(graph: bytes) -> onnxruntime.InferenceSession:
    """Return *graph* as a session of one thread: whoever wants more runs more processes."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
