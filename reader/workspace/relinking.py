"""Leads documents to their original file again, where that was moved and looked for by hand."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from reader.documents.model import Document
from reader.documents.reading import Reading
from reader.documents.record import DocumentRecord
from reader.errors import UsageError
from reader.library.texts import TextStore
from reader.messages import msg

# As where the importers look for a former state: of the pairs of characters of the shorter text.
_ALIKE = 0.5


def lead_to(
    texts: TextStore,
    record: DocumentRecord,
    path: Path,
    known: Reading,
    read: Callable[[Path], Reading],
) -> None:
    """Note that the documents of a record's file come from this file, if it holds their text.

    `known` is the former file as it was read. The import that follows sees what has changed.

    Raises:
        UsageError: the file holds another text, or is that of other documents.
        ImportProblem: the file cannot be read.
    """
    siblings = texts.by_path(record.path)
    others = [r for r in texts.by_path(str(path)) if r not in siblings]
    if others:
        raise UsageError(msg("这个文件已经是《{title}》的原文件", title=others[0].metadata.title))
    found = read(path).documents
    mine = known.documents[record.part : record.part + 1] or known.documents
    if not any(_alike(mine, document) for document in found):
        raise UsageError(
            msg(
                "“{name}”的内容不是《{title}》，没有改动",
                name=path.name,
                title=record.metadata.title,
            )
        )
    with texts.database.transaction():
        for sibling in siblings:
            texts.move(sibling.document, str(path))


def _alike(known: Sequence[Document], found: Document) -> bool:
    new = _pairs((found,))
    old = _pairs(known)
    return len(old & new) >= _ALIKE * max(1, min(len(old), len(new)))


def _pairs(documents: Iterable[Document]) -> set[str]:
    texts = (p.text for document in documents for p in document.paragraphs)
    return {text[i : i + 2] for text in texts for i in range(len(text) - 1)}
