"""The language model: texts in, entities out; a model that cannot be loaded stops the program, it is never done without."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import spacy
import spacy.about
from spacy.language import Language

from detectors.contract import Entity
from records.errors import Misconfigured

__all__ = ["Model", "load_model"]

# What the recognizers see, whatever a model calls it.
_LABELS = {"PER": "PERSON", "GPE": "LOCATION", "LOC": "LOCATION", "FAC": "LOCATION"}
_WANTED = frozenset({"PERSON", "ADDRESS", "LOCATION", "ORG", "DATE"})
_SCORE = 0.85  # spaCy's parser-like NER gives no probability; Presidio uses the same figure
_UNUSED = ["tagger", "parser", "lemmatizer", "attribute_ruler", "senter", "morphologizer"]
_BATCH = 64


class Model(Protocol):
    """Reads texts as entities."""

    fingerprint: str

    def tag(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        """Return the entities of each text, in order."""
        ...


class SpacyModel:
    """A spaCy pipeline of which only the entity recognizer is loaded."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        nlp.max_length = 2**31
        self.fingerprint = (
            f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']} spacy-{spacy.about.__version__}"
        )

    def tag(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        return [
            tuple(
                Entity(span.start_char, span.end_char, label, _SCORE)
                for span in doc.ents
                if (label := _LABELS.get(span.label_, span.label_)) in _WANTED
            )
            for doc in self._nlp.pipe(texts, batch_size=_BATCH)
        ]


def load_model(name: str) -> Model:
    """Return the model called *name* (an installed package or a folder), or raise Misconfigured. Downloads nothing."""
    load = _loader(name)
    try:
        nlp = load(exclude=_UNUSED)
    except (OSError, ValueError, ImportError):
        raise Misconfigured("the language model cannot be loaded") from None
    if "ner" not in nlp.pipe_names:
        raise Misconfigured("the language model finds no entities")
    for pipe in set(nlp.pipe_names) - {"ner", *_listened(nlp)}:
        nlp.remove_pipe(pipe)
    return SpacyModel(nlp)


def _loader(name: str) -> Callable[..., Language]:
    if Path(name).is_dir():
        return lambda **options: spacy.load(Path(name), **options)
    try:
        package: Any = importlib.import_module(name)
    except ImportError:
        raise Misconfigured("the language model is not installed") from None
    if not callable(getattr(package, "load", None)):
        raise Misconfigured("the language model is not a spaCy package")
    return package.load  # type: ignore[no-any-return]  # checked above; a spaCy package offers nothing typed


def _listened(nlp: Language) -> frozenset[str]:
    """Return the shared layers that the entity recognizer listens to (in most packages it has its own)."""
    listens = "Tok2VecListener" in repr(nlp.config["components"]["ner"])
    return frozenset({"tok2vec"}) if listens else frozenset()
