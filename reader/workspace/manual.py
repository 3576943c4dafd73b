"""The manual, read straight from the program's own texts: it needs no library."""

from reader.documents.record import DocumentRecord
from reader.importers.limits import Limits
from reader.paths import RESOURCES
from reader.workspace.text import Text

MANUAL = RESOURCES / "starter" / "00-manual.md"


def read_manual() -> Text:
    """The manual as a text. Takes some tens of milliseconds: not for the window's thread."""
    from reader.importers.registry import parse_file

    parsed = parse_file(MANUAL, Limits())
    document = parsed.documents[0]
    record = DocumentRecord(
        document="manual",
        metadata=document.metadata,
        path=str(MANUAL),
        part=0,
        format=parsed.format,
        encoding=parsed.encoding,
        paragraphs=len(document.paragraphs),
        characters=document.characters,
        fingerprint=document.fingerprint,
        imported="",
    )
    return Text(record, document.paragraphs, document.sections)
