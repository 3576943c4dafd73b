"""Takes a pasted text in: a document like any other, without a file."""

from reader.documents.model import Document
from reader.documents.record import PASTED, DocumentRecord, Origin, pasted_path
from reader.library import rows
from reader.library.formers import Formers
from reader.library.texts import TextStore


def save_pasted(texts: TextStore, document: Document) -> tuple[DocumentRecord, bool]:
    """Save a text; its document, and whether it is new.

    The same text pasted again, or known from a file, is the document that is there; also where
    that was corrected since.
    """
    document = rows.storable(document)
    path = pasted_path(document.fingerprint)
    with texts.database.transaction():
        known = Formers(texts).with_text(path, document.fingerprint)
        if known is not None:
            return known.record, False
        before = texts.by_path(path)
        if before:
            return before[0], False
        return texts.add(document, Origin(path, 0, PASTED, None)), True
