"""The language model: texts in, entities out; a model that cannot be loaded stops the program, it is never done without.

"clearcopy" is our own tagger (detectors/model); any other name is a spaCy package or folder, of which only the entity
recognizer is loaded. Nothing is downloaded.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from detectors.contract import Entity
from detectors.model.tagger import ModelError, Tagger, fingerprint
from detectors.name.lists import given_names, ordinary_words
from records.errors import Misconfigured

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["OWN", "Model", "load_model"]

OWN = "clearcopy"
# What the recognizers see, whatever a model calls it.
_LABELS = {"PER": "PERSON", "GPE": "LOCATION", "LOC": "LOCATION", "FAC": "LOCATION"}
_WANTED = frozenset({"PERSON", "ADDRESS", "LOCATION", "ORG", "DATE"})
_SCORE = 0.85  # spaCy's parser-like NER gives no probability; Presidio uses the same figure
_UNUSED = ["tagger", "parser", "lemmatizer", "attribute_ruler", "senter", "morphologizer"]
_BATCH = 64
_FIRST = "Dear Jane, " * 600  # as much as is read at once, so that the memory for it is taken while loading
_NEED = {"ner", OWN + "_tagger"}


class Model(Protocol):
    """Reads texts as entities; *fingerprint* names it and its version in receipts and the ledger."""

    fingerprint: str

    def tag(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        """Return the entities of each text, in order."""
        ...


class OwnModel:
    """Our tagger, without spaCy around it; one of a process serves every engine, one after the other."""

    def __init__(self) -> None:
        self.fingerprint = f"{OWN}-{fingerprint()[:12]}"
        self._tagger = Tagger.read()
        self._tagger.expect(ordinary_words(), given_names())
        self._tagger.tag([_FIRST])
        self._alone = Lock()  # the table of words grows while a text is read

    def tag(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        with self._alone:
            return [tuple(found) for found in self._tagger.tag(texts)]


class SpacyModel:
    """A spaCy pipeline of which only the entity recognizer is left."""

    def __init__(self, nlp: Language, version: str) -> None:
        self._nlp = nlp
        nlp.max_length = 2**31
        self.fingerprint = f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']} spacy-{version}"

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
    """Return the model called *name*, or raise Misconfigured where it is missing, damaged or finds no entities."""
    return _own() if name == OWN else _spacy(name)


@cache
def _own() -> Model:
    try:
        return OwnModel()
    except ModelError:
        raise Misconfigured("the language model is missing or damaged") from None


def _spacy(name: str) -> Model:
    import spacy.about  # noqa: PLC0415  # takes two seconds, which our own model does not need

    try:
        nlp = _loader(name)(exclude=_UNUSED)
    except (OSError, ValueError, TypeError, ImportError):
        raise Misconfigured("the language model cannot be loaded") from None
    if not _NEED.intersection(getattr(nlp, "pipe_names", ())):
        raise Misconfigured("the language model finds no entities")
    for pipe in set(nlp.pipe_names) - _NEED - _listened(nlp):
        nlp.remove_pipe(pipe)
    return SpacyModel(nlp, spacy.about.__version__)


def _loader(name: str) -> Callable[..., Language]:
    import spacy  # noqa: PLC0415  # see above

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
    listens = "Tok2VecListener" in repr(nlp.config["components"].get("ner"))
    return frozenset({"tok2vec"}) if listens else frozenset()
