"""Pasted texts: read as they will be, then kept with what the user wrote about them."""

from collections.abc import Callable
from dataclasses import dataclass

from reader.documents.model import Document
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.model import FailedFile, ParsedFile, Pasted
from reader.library.pasting import save_pasted
from reader.library.texts import TextStore
from reader.messages import msg

# Reads a pasted text in a worker process; None when it was cancelled.
ReadPasted = Callable[[Pasted, Limits, Callable[[], bool]], ParsedFile | FailedFile | None]


@dataclass(frozen=True, slots=True)
class AddedText:
    """A text that was pasted: its document, and whether that is new."""

    document: str
    title: str
    new: bool


def read_document(read: ReadPasted, pasted: Pasted, cancelled: Callable[[], bool]) -> Document:
    """The document that a pasted text gives. Raises ImportProblem."""
    found = read(pasted, Limits(), cancelled)
    if isinstance(found, FailedFile):
        raise ImportProblem(found.reason)
    if found is None:
        raise ImportProblem(msg("已取消"))
    return found.documents[0]


def add_document(texts: TextStore, document: Document) -> AddedText:
    """Keep a text that was read."""
    record, new = save_pasted(texts, document)
    return AddedText(record.document, record.metadata.title, new)
