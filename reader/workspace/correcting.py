"""The preview of files before their import, and the correction of texts after it."""

import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from reader.documents.correction_json import dump_corrections, load_corrections
from reader.documents.corrections import Correction, ReadAs, encoding_of
from reader.documents.encodings import ENCODED
from reader.documents.reading import Reading
from reader.errors import ImportProblem, ReaderError
from reader.importers.limits import Limits
from reader.importers.model import FailedFile, ImportReport, ParsedFile, Progress
from reader.library.corrections import CorrectionStore
from reader.library.database import Database
from reader.library.intake import Intake
from reader.library.state import StateStore
from reader.library.texts import TextStore
from reader.messages import msg
from reader.workspace.import_order import ImportOrder, Outcome, Parse

# Files whose encoding is beyond doubt are not tried in others.
_CERTAIN = frozenset({"utf-8", "utf-8-sig", "utf-16", "utf-32"})


class CorrectionDesk:
    """Gives files as they were read, and takes the corrections of the user in."""

    def __init__(self, texts: TextStore, personal: Database, parse: Parse) -> None:
        self._texts = texts
        self._store = CorrectionStore(personal)
        self._parse = parse
        self.intake = Intake(texts, corrections=self._store)

    # Reading

    def preview(self, path: Path, encoding: str | None) -> Reading:
        """Read a file without saving anything. Raises ImportProblem."""
        if encoding is None:
            parsed = self._read(path, self.encodings({}).get(str(path)))
            return self._as_corrected(self._in_known_encoding(parsed))
        reading = self._as_corrected(self._read(path, encoding))
        if reading.format not in ENCODED:
            return reading
        others = (c for c in reading.corrections if not isinstance(c, ReadAs))
        return reading.with_corrections((ReadAs(encoding), *others))

    def previews(
        self,
        paths: Sequence[Path],
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Generator[Reading | FailedFile, None, None]:
        """Read files and those below folders without saving anything; see `Workspace.previews`."""
        order = ImportOrder(
            paths=paths,
            limits=Limits(),
            known=lambda _path, _stamp: None,
            cancelled=cancelled,
            progress=progress,
            encodings=self.encodings({}),
        )
        for item in (item for group in self._parse(order) for item in group):
            if isinstance(item, ParsedFile):
                yield self._as_corrected(self._in_known_encoding(item))
            elif isinstance(item, FailedFile):
                yield item

    def reread(self, path: Path, encoding: str | None) -> Reading:
        """A file in an encoding, or as it is recognised, without corrections. ImportProblem."""
        parsed = self._read(path, encoding)
        read = self.intake.identify(parsed)
        return Reading(read.path, read.format, read.encoding, read.documents, (), parsed.warnings)

    def _as_corrected(self, parsed: ParsedFile) -> Reading:
        """What was read, with the corrections that are known of such a file."""
        read = self.intake.identify(parsed)
        known = self.intake.known(read)
        made = known.corrections if known else ()
        return Reading(read.path, read.format, read.encoding, read.documents, made, parsed.warnings)

    def reading(self, document: str) -> Reading:
        """The file of a document as it was read. Raises UsageError."""
        read = self.intake.reading(document)
        return Reading(read.path, read.format, read.encoding, read.documents, read.corrections)

    # Corrections that do not count yet

    def drafts(self, state: StateStore, name: str) -> dict[str, tuple[Correction, ...]]:
        """What was kept of them, by path; what cannot be read any more is left out."""
        kept: dict[str, object] = state.get(name, {})
        found = {}
        for path, text in kept.items():
            with suppress(ValueError, TypeError, LookupError):
                found[path] = load_corrections(str(text))
        return found

    def keep_drafts(
        self, state: StateStore, name: str, drafts: Mapping[str, Sequence[Correction]]
    ) -> None:
        """Keep these only."""
        kept: dict[str, object] = {path: dump_corrections(made) for path, made in drafts.items()}
        state.set(name, kept)

    # Importing

    def encodings(self, given: Mapping[str, Sequence[Correction]]) -> dict[str, str]:
        """The encodings that were chosen for files, by path, now or before."""
        found = {
            path: encoding_of(corrections)
            for path, corrections in (*self._stored(), *given.items())
        }
        return {path: encoding for path, encoding in found.items() if encoding}

    def as_known(self, item: Outcome) -> Outcome:
        """What was parsed; a file that was moved, in the encoding that was chosen for it."""
        return self._in_known_encoding(item) if isinstance(item, ParsedFile) else item

    # Correcting

    def set_corrections(self, document: str, corrections: Sequence[Correction]) -> ImportReport:
        """Replace the corrections of the file of a document. Raises UsageError, ImportProblem."""
        read = self.intake.reading(document)
        encoding = encoding_of(corrections)
        changed = encoding != encoding_of(read.corrections)
        anew = self._read(Path(read.path), encoding) if changed else None
        return ImportReport(tuple(self.intake.correct(document, corrections, anew)), ())

    def mend(self, before: Callable[[], None]) -> None:
        """Make the corrections that the library does not show; `before` is called first.

        Somebody was cut short between the two files, or one of them comes from a backup. What
        cannot be done now stays for later.
        """
        if self._texts.database.read_only:
            return
        for document, corrections in self._unfinished():
            with suppress(ReaderError):
                before()
                self.set_corrections(document, corrections)

    def _unfinished(self) -> list[tuple[str, tuple[Correction, ...]]]:
        """A document of each file that is not as the user corrected it, with the corrections."""
        if self._store.is_empty:
            return []
        library, shown = self._texts.library, self._texts.originals.files()
        found = []
        for item in self._store.all():
            lost = item.corrections and item.file not in shown
            if item.library == library and (item.pending or lost):
                document = self._document_of(item.file, item.documents)
                if document is not None:
                    found.append((document, item.corrections))
        return found

    # Inside

    def _document_of(self, file: str, documents: Mapping[str, str]) -> str | None:
        """A document of a file, all of whose documents are there; None where it is not whole."""
        held = self._texts.originals.of_file(file)
        if held:
            return held[0].holder
        parts = [document for mark, document in documents.items() if mark.isdecimal()]
        whole = parts and all(self._texts.record(document) is not None for document in parts)
        return parts[0] if whole else None

    def _stored(self) -> Iterator[tuple[str, tuple[Correction, ...]]]:
        with self._texts.database.decoding():
            for path, corrections in self._texts.originals.by_path().items():
                yield path, load_corrections(corrections)

    def _read(self, path: Path, encoding: str | None) -> ParsedFile:
        order = ImportOrder(
            paths=[path],
            limits=Limits(),
            known=lambda _path, _stamp: None,
            cancelled=lambda: False,
            progress=lambda _progress: None,
            encodings={} if encoding is None else {str(path): encoding},
        )
        for item in (item for group in self._parse(order) for item in group):
            if isinstance(item, FailedFile):
                raise ImportProblem(item.reason)
            if isinstance(item, ParsedFile):
                return item
        raise ImportProblem(msg("找不到文件或文件夹"))

    def _in_known_encoding(self, parsed: ParsedFile) -> ParsedFile:
        """A file that is new by its path and its text, in the encoding in which it is known."""
        if parsed.format not in ENCODED or parsed.encoding in _CERTAIN:
            return parsed
        chosen = {*self.encodings({}).values(), *self._encodings_of_mine()} - {parsed.encoding}
        if not chosen or any(self.intake.identify(parsed).homes):
            return parsed
        for encoding in sorted(chosen):
            with suppress(ImportProblem):
                again = self._read(Path(os.path.abspath(parsed.path)), encoding)
                known = self.intake.known(self.intake.identify(again))
                if known is not None and encoding_of(known.corrections) == encoding:
                    return replace(again, stamp=parsed.stamp)
        return parsed

    def _encodings_of_mine(self) -> set[str]:
        lists = (item.corrections for item in self._store.all())
        return {encoding for found in lists if (encoding := encoding_of(found))}
