"""The labelled documents beside the checkout, and the scorer that came with them; without them there is nothing to measure."""

from __future__ import annotations

import importlib.util
import json
import random
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

__all__ = ["ACCURACY", "ROOT", "Corpus", "Document", "Prediction", "Span", "corpora", "sample", "scorer"]

ROOT = Path(__file__).resolve().parents[1]
ACCURACY = ROOT.parent / "shared" / "accuracy"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``[start, end)`` of a document, and their type."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Document:
    """One labelled document."""

    id: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a system says of one document."""

    id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """One set: its documents, the types its labels cover, and whether they are too incomplete to judge precision by."""

    name: str
    types: tuple[str, ...]
    recall_only: bool
    note: str
    documents: tuple[Document, ...]


def corpora(folder: Path = ACCURACY) -> tuple[Corpus, ...]:
    """Return the sets found in *folder*, none where the folder is missing."""
    if not (folder / "meta.json").exists():
        return ()
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    paths = sorted(path for part in ("dev", ".") for path in (folder / part).glob("*.jsonl") if path.stem in meta)
    return tuple(
        Corpus(
            name=path.stem,
            types=tuple(meta[path.stem]["types"]),
            recall_only=meta[path.stem].get("recall_only", False),
            note=meta[path.stem]["note"],
            documents=_documents(path),
        )
        for path in paths
    )


def sample(corpus: Corpus, chars: int, *, seed: int = 1) -> tuple[Document, ...]:
    """Return a random part of *corpus* of about *chars* characters, the same one each time; all of it where it is smaller."""
    order = list(corpus.documents)
    random.Random(f"{seed}{corpus.name}").shuffle(order)
    taken: list[Document] = []
    total = 0
    for document in order:
        if total >= chars:
            break
        taken.append(document)
        total += len(document.text)
    return tuple(taken)


def scorer(folder: Path = ACCURACY) -> ModuleType:
    """Return the scorer that came with the data, loaded by its path."""
    spec = importlib.util.spec_from_file_location("evaluate", folder / "evaluate.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("the scorer is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _documents(path: Path) -> tuple[Document, ...]:
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return tuple(
        Document(
            id=line["id"],
            text=line["text"],
            spans=tuple(Span(span["start"], span["end"], span["type"]) for span in line["spans"]),
        )
        for line in lines
    )
