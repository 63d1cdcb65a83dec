"""The tagger as a spaCy pipeline, so that whatever expects a spaCy model can be given this one.

The pipeline is a tokenizer that cuts as the tagger does and one component, ``clearcopy_tagger``, that sets ``doc.ents`` and
keeps their probabilities, in the same order, in ``doc.user_data["scores"]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from detectors.contract import Entity
from detectors.model.tagger import Tagger
from detectors.model.words import cut

__all__ = ["Component", "Cutter", "pipeline"]


def _words(text: str) -> tuple[list[str], list[bool]]:
    """Split *text* into spaCy's words and whether a blank follows each; together they are the text again."""
    words: list[str] = []
    blanks: list[bool] = []
    pieces = cut(text)
    for piece in (*pieces, text[sum(map(len, pieces)) :]):
        word = piece.lstrip() or piece
        lead = piece[: len(piece) - len(word)]
        if lead[:1] == " " and words and not blanks[-1]:
            blanks[-1] = True
            lead = lead[1:]
        for part in filter(None, (lead, word)):
            words.append(part)
            blanks.append(False)
    return words, blanks


class Cutter:
    """A spaCy tokenizer that cuts text where the tagger cuts it."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words, blanks = _words(text)
        return Doc(self.vocab, words=words, spaces=blanks)

    def to_bytes(self, **_: object) -> bytes:
        """Return nothing: there is nothing to keep."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> Cutter:
        """Return itself."""
        return self

    def to_disk(self, _path: Path, **_: object) -> None:
        """Write nothing: there is nothing to keep."""

    def from_disk(self, _path: Path, **_: object) -> Cutter:
        """Return itself."""
        return self


def _spans(doc: Doc, found: Iterable[Entity]) -> Iterator[tuple[Span, float]]:
    """Widen entities to whole words of *doc*, and leave out one that would overlap the one before."""
    last = 0
    for entity in found:
        span = doc.char_span(entity.start, entity.end, label=entity.label, alignment_mode="expand")
        if span is not None and span.start >= last:
            last = span.end
            yield span, entity.score


class Component:
    """Sets ``doc.ents`` to what the tagger finds, many documents at a time."""

    def __init__(self, tagger: Tagger) -> None:
        self.tagger = tagger

    def __call__(self, doc: Doc) -> Doc:
        return self._set(doc, self.tagger.tag([doc.text])[0])

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Tag *stream* in batches; the answers are those of one document at a time."""
        rest = iter(stream)
        while docs := list(islice(rest, batch_size)):
            for doc, found in zip(docs, self.tagger.tag([doc.text for doc in docs]), strict=True):
                yield self._set(doc, found)

    @staticmethod
    def _set(doc: Doc, found: Iterable[Entity]) -> Doc:
        pairs = tuple(_spans(doc, found))
        doc.set_ents([span for span, _ in pairs])
        doc.user_data["scores"] = tuple(score for _, score in pairs)
        return doc


@Language.factory("clearcopy_tagger", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def _component(nlp: Language, name: str) -> Component:  # noqa: ARG001 - spaCy calls a factory with both
    return Component(Tagger.read())


def pipeline() -> Language:
    """Build the pipeline, or refuse when the weights are missing or damaged."""
    nlp = Language(Vocab(), meta={"lang": "en", "name": "clearcopy"})
    nlp.tokenizer = Cutter(nlp.vocab)
    nlp.add_pipe("clearcopy_tagger")
    return nlp
