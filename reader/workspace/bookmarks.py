"""Bookmarks with the places where their words stand now."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.documents.model import AnchorState, Paragraph, Passage
from reader.documents.record import DocumentRecord
from reader.errors import UsageError
from reader.library.annotations import AnnotationStore
from reader.library.model import Annotation, AnnotationKind, Bookmark
from reader.library.text_reading import TextReader
from reader.messages import msg

if TYPE_CHECKING:
    from reader.documents.anchors import Resolver


class BookmarkDesk:
    """Makes bookmarks from passages, and finds their passages again."""

    def __init__(self, annotations: AnnotationStore, texts: TextReader) -> None:
        self._annotations = annotations
        self._texts = texts

    def all(self, folder: str | None = None) -> tuple[Bookmark, ...]:
        """The bookmarks that belong to this library, in the order in which they were made.

        A bookmark belongs to it when it was made here, or when the same document is here too.
        Its words may stand in another document by now, where that was split or joined.
        """
        annotations = self._annotations.annotations(folder=folder)
        if not annotations:
            return ()
        # What finds passages again is loaded with the first bookmark, not at the start.
        from reader.workspace.tracing import Tracer

        library, tracer = self._texts.library, Tracer(self._texts)
        found = []
        for annotation in annotations:
            if tracer.knows(annotation.selector.document):
                state, passage = tracer.trace(annotation.selector)
                found.append(Bookmark(annotation, passage, state))
            elif annotation.library == library:
                found.append(Bookmark(annotation, None, AnchorState.LOST))
        return tuple(found)

    def passage(
        self, document: str, paragraph: int, span: tuple[int, ...] | None = None
    ) -> Passage:
        """A whole paragraph, or a span of it as (start, end), with its words.

        Raises:
            UsageError: there is no such document, paragraph or span.
        """
        _, paragraphs = self._read(document)
        text = _text_of(paragraphs, paragraph)
        start, end = span or (0, len(text))
        _check_span(paragraph, text, start, end)
        return Passage(document, paragraph, start, end, text[start:end])

    def add(
        self, passage: Passage, note: str = "", folder: str = "", tags: Sequence[str] = ()
    ) -> Bookmark:
        """Keep a bookmark on a passage.

        Raises:
            UsageError: there is no such document, paragraph or span.
        """
        from reader.documents.anchors import make_selector

        record, paragraphs = self._read(passage.document)
        text = _text_of(paragraphs, passage.paragraph)
        _check_span(passage.paragraph, text, passage.start, passage.end)
        selector = make_selector(
            passage.document,
            record.fingerprint,
            paragraphs,
            passage.paragraph,
            passage.start,
            passage.end,
        )
        annotation = self._annotations.add(
            AnnotationKind.BOOKMARK,
            selector,
            note=note,
            folder=folder,
            tags=tags,
            library=self._texts.library,
            title=record.metadata.title,
        )
        return _placed(annotation, _resolver(record.fingerprint, paragraphs))

    def _read(self, document: str) -> tuple[DocumentRecord, tuple[Paragraph, ...]]:
        record = self._texts.record(document)
        if record is None:
            raise UsageError(msg("资料库中没有文献“{document}”", document=document))
        return record, self._texts.paragraphs(document)

    def edit(self, key: str, note: str, folder: str, tags: Sequence[str]) -> None:
        """Change note, folder and tags of a bookmark."""
        self._annotations.update(key, note=note, folder=folder, tags=tags)

    def remove(self, key: str) -> None:
        """Remove a bookmark; `restore` undoes it."""
        self._annotations.remove((key,))

    def restore(self, key: str) -> None:
        """Undo a removal."""
        self._annotations.restore((key,))


def _text_of(paragraphs: Sequence[Paragraph], number: int) -> str:
    if not 1 <= number <= len(paragraphs):
        raise UsageError(
            msg("这篇文献只有 {count} 段，没有第 {number} 段", count=len(paragraphs), number=number)
        )
    return paragraphs[number - 1].text


def _check_span(number: int, text: str, start: int, end: int) -> None:
    if not 0 <= start < end <= len(text):
        raise UsageError(
            msg(
                "第 {number} 段有 {length} 个字，没有从 {start} 到 {end} 的一段",
                number=number,
                length=len(text),
                start=start,
                end=end,
            )
        )


def _resolver(fingerprint: str, paragraphs: tuple[Paragraph, ...]) -> "Resolver":
    """What finds passages again is loaded with the first bookmark, not at the start."""
    from reader.documents.anchors import Resolver

    return Resolver(fingerprint, paragraphs)


def _placed(annotation: Annotation, resolver: "Resolver") -> Bookmark:
    state, passage = resolver.resolve(annotation.selector)
    return Bookmark(annotation, passage, state)
