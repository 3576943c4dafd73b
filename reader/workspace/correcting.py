"""The correction of texts that are in the library; what was only begun is kept apart."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from reader.documents.correction_json import dump_corrections, load_corrections
from reader.documents.corrections import Correction, encoding_of
from reader.documents.reading import Reading
from reader.errors import LibraryProblem, ReaderError
from reader.importers.model import ImportReport
from reader.library.corrections import CorrectionStore
from reader.library.intake import Intake
from reader.library.state import StateStore
from reader.library.text_reading import TextReader
from reader.workspace.gate import Gate
from reader.workspace.previewing import PreviewDesk

# The path of a file, and the documents that it gives now.
Divided = Callable[[str, Sequence[str]], None]


class CorrectionDesk:
    """Takes the corrections of the user in. Any thread."""

    def __init__(
        self,
        texts: TextReader,
        store: CorrectionStore,
        intake: Intake,
        previews: PreviewDesk,
        state: StateStore,
        gate: Gate,
        divided: Divided,
    ) -> None:
        """`divided` is told of the files whose documents were corrected."""
        self._texts = texts
        self._store = store
        self._intake = intake
        self._previews = previews
        self._state = state
        self._gate = gate
        self._divided = divided

    def reading(self, document: str) -> Reading:
        """The file that a document came from, as it was read; the file may be gone.

        Raises:
            UsageError: there is no such document.
        """
        read = self._intake.reading(document)
        return Reading(read.path, read.format, read.encoding, read.documents, read.corrections)

    def set(self, document: str, corrections: Sequence[Correction]) -> ImportReport:
        """Replace all corrections of the file that a document came from, in one step.

        The former list undoes it. With another `ReadAs` than before the file is read again.

        Raises:
            UsageError: there is no such document.
            ReadOnlyLibrary: nothing can be corrected here.
            ImportProblem: the file has to be read again, and cannot be.
            LibraryProblem: nothing was corrected; or it was, and the index cannot follow.
        """
        self._gate.check()
        with self._gate.importing:
            self._gate.before_changes()
            report = self._set(document, corrections)
        rows = report.documents
        self._divided(rows[0].path, [row.document for row in rows])
        self._gate.catch_up()
        return report

    def _set(self, document: str, corrections: Sequence[Correction]) -> ImportReport:
        read = self._intake.reading(document)
        encoding = encoding_of(corrections)
        changed = encoding != encoding_of(read.corrections)
        anew = self._previews.parse(Path(read.path), encoding) if changed else None
        return ImportReport(tuple(self._intake.correct(document, corrections, anew)), ())

    # Corrections that do not count yet

    def drafts(self) -> dict[str, tuple[Correction, ...]]:
        """Those that the user began, by the path of the file.

        What cannot be read any more is left out.
        """
        kept: dict[str, object] = self._state.get(self._drafts_name, {})
        found = {}
        for path, text in kept.items():
            with suppress(ValueError, TypeError, LookupError):
                found[path] = load_corrections(str(text))
        return found

    def keep_drafts(self, drafts: Mapping[str, Sequence[Correction]]) -> None:
        """Keep these, and forget all others."""
        if not self._store.read_only:
            kept: dict[str, object] = {path: dump_corrections(m) for path, m in drafts.items()}
            self._state.set(self._drafts_name, kept)

    @property
    def _drafts_name(self) -> str:
        return f"corrections begun {self._texts.library}"

    # Corrections that were cut short

    def mend_first(self) -> None:
        """At a start: as `mend`, when nobody else brings texts in or corrects them."""
        with self._gate.importing, suppress(LibraryProblem):
            self.mend()

    def mend(self) -> None:
        """Make the corrections that the library does not show.

        Somebody was cut short between the two files, or one of them comes from a backup. What
        cannot be done now stays for later.
        """
        if self._texts.database.read_only:
            return
        for document, corrections in self._unfinished():
            with suppress(ReaderError):
                self._gate.before_changes()
                self._set(document, corrections)

    def _unfinished(self) -> list[tuple[str, tuple[Correction, ...]]]:
        """A document of each file that is not as the user corrected it, with the corrections."""
        if self._store.is_empty:
            return []
        library, shown = self._texts.library, self._texts.originals.files()
        removed = self._texts.removed()
        found = []
        for item in self._store.all():
            # Of a file that lost a document to its user, the rest stays as it is.
            whole = removed.isdisjoint(item.documents.values())
            lost = item.corrections and item.file not in shown and whole
            if item.library == library and (item.pending or lost):
                document = self._document_of(item.file, item.documents)
                if document is not None:
                    found.append((document, item.corrections))
        return found

    def _document_of(self, file: str, documents: Mapping[str, str]) -> str | None:
        """A document of a file, all of whose documents are there and in no other corrected file.

        None where it is not whole, or where a part that was split off stands by itself.
        """
        held = self._texts.originals.of_file(file)
        if held:
            return held[0].holder
        parts = [document for mark, document in documents.items() if mark.isdecimal()]
        splits = [document for mark, document in documents.items() if not mark.isdecimal()]
        whole = parts and all(
            self._texts.record(document) is not None
            and not self._texts.originals.in_document(document)
            for document in parts
        )
        apart = any(self._texts.record(document) is not None for document in splits)
        return parts[0] if whole and not apart else None
