"""Finds the words of a bookmark where they stand now, in their document or in another of its file.

A text may have been split, or joined to another, since the bookmark was made.
"""

from dataclasses import replace

from reader.documents.anchors import Resolution, Resolver
from reader.documents.model import AnchorState, Selector
from reader.library.text_reading import TextReader

# Elsewhere the place where the words stood says nothing.
_NOWHERE = 1_000_000_000


class Tracer:
    """Traces passages in one state of the library; for one thread."""

    def __init__(self, texts: TextReader) -> None:
        self._texts = texts
        self._fingerprints = {r.document: r.fingerprint for r in texts.records()}
        self._resolvers: dict[str, Resolver] = {}
        self._siblings: dict[str, tuple[str, ...]] = {}

    def knows(self, document: str) -> bool:
        """Whether the library holds a document, or what has become of it."""
        return document in self._fingerprints or bool(self._others(document))

    def trace(self, selector: Selector) -> Resolution:
        """Whether the words stand where they stood, and the passage as it is now."""
        own = self._resolver(selector.document)
        found: Resolution = (AnchorState.LOST, None) if own is None else own.resolve(selector)
        if found[0] is AnchorState.EXACT:
            return found
        others = self._others(selector.document)
        if not others or (own is not None and own.in_context(selector) is not None):
            return found
        strayed = replace(selector, paragraph=_NOWHERE)
        for other in others:
            passage = self._there(other).in_context(strayed)
            if passage is not None:
                return AnchorState.MOVED, replace(passage, document=other)
        if found[1] is not None:
            return found
        for other in others:
            _, passage = self._there(other).resolve(strayed)
            if passage is not None:
                return AnchorState.MOVED, replace(passage, document=other)
        return found

    def _others(self, document: str) -> tuple[str, ...]:
        if document not in self._siblings:
            found = self._texts.originals.siblings(document)
            self._siblings[document] = tuple(d for d in found if d in self._fingerprints)
        return self._siblings[document]

    def _resolver(self, document: str) -> Resolver | None:
        return self._there(document) if document in self._fingerprints else None

    def _there(self, document: str) -> Resolver:
        if document not in self._resolvers:
            paragraphs = self._texts.paragraphs(document)
            self._resolvers[document] = Resolver(self._fingerprints[document], paragraphs)
        return self._resolvers[document]
