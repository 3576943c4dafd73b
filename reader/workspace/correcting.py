"""The preview of files before their import, and the correction of texts after it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.documents.corrections import Correction, encoding_of
from reader.documents.reading import Reading
from reader.errors import ImportProblem, UsageError
from reader.importers.limits import Limits
from reader.importers.model import FailedFile, ImportedDocument, ImportReport, UnchangedFile
from reader.library.database import Database
from reader.library.model import Origin
from reader.library.texts import TextStore
from reader.messages import msg
from reader.workspace.import_order import ImportOrder, Parse


class CorrectionDesk:
    """Gives files as they were read, and takes the corrections of the user in."""

    def __init__(self, texts: TextStore, personal: Database, parse: Parse) -> None:
        self._texts = texts
        self._personal = personal
        self._parse = parse

    def encodings(self, corrections: Mapping[str, Sequence[Correction]]) -> dict[str, str]:
        """The encodings that were chosen for files, by path."""
        chosen = {path: encoding_of(given) for path, given in corrections.items()}
        return {path: encoding for path, encoding in chosen.items() if encoding}

    def preview(self, path: Path, encoding: str | None) -> Reading:
        """Read a file without saving anything. Raises ImportProblem."""
        encodings = {} if encoding is None else {str(path): encoding}
        order = ImportOrder(
            paths=[path],
            limits=Limits(),
            known=lambda _path, _stamp: None,
            cancelled=lambda: False,
            progress=lambda _progress: None,
            encodings=encodings,
        )
        for item in (item for group in self._parse(order) for item in group):
            if isinstance(item, FailedFile):
                raise ImportProblem(item.reason)
            if isinstance(item, UnchangedFile):
                continue
            return Reading(item.path, item.format, item.encoding, item.documents, (), item.warnings)
        raise ImportProblem(msg("找不到文件或文件夹"))

    def reading(self, document: str) -> Reading:
        """The file of a document as it was read. Raises UsageError."""
        record = self._texts.record(document)
        if record is None:
            raise UsageError(msg("资料库中没有文献“{document}”", document=document))
        found = (self._texts.document(r.document) for r in self._texts.by_path(record.path))
        documents = tuple(text for text in found if text is not None)
        return Reading(record.path, record.format, record.encoding, documents)

    def set_corrections(self, document: str, corrections: Sequence[Correction]) -> ImportReport:
        """Correct the documents of a file."""
        reading = self.reading(document).with_corrections(corrections)
        records = self._texts.by_path(reading.path)
        rows = []
        for text, record in zip(reading.corrected.documents, records, strict=True):
            origin = Origin(record.path, record.part, record.format, record.encoding)
            changed = self._texts.replace(record.document, text, origin)
            rows.append(
                ImportedDocument(
                    record.path,
                    record.document,
                    text.metadata.title,
                    record.format,
                    record.encoding,
                    len(text.paragraphs),
                    text.characters,
                    "updated" if changed else "unchanged",
                )
            )
        return ImportReport(tuple(rows), ())
