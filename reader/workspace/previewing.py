"""Files as they would be imported, before anything of them is saved."""

import os
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from reader.documents.correction_json import load_corrections
from reader.documents.corrections import Correction, ReadAs, encoding_of
from reader.documents.encodings import ENCODED
from reader.documents.reading import Reading
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.model import FailedFile, ParsedFile
from reader.library.corrections import CorrectionStore
from reader.library.intake import Intake
from reader.library.text_reading import TextReader
from reader.messages import msg
from reader.paths import absolute, absolute_paths
from reader.workspace.import_order import (
    Cancelled,
    ImportOrder,
    Outcome,
    Parse,
    Told,
    never,
    silent,
)

# Files whose encoding is beyond doubt are not tried in others.
_CERTAIN = frozenset({"utf-8", "utf-8-sig", "utf-16", "utf-32"})


class PreviewDesk:
    """Gives files as they are read, with what is known of them. Any thread."""

    def __init__(
        self, texts: TextReader, store: CorrectionStore, intake: Intake, parse: Parse
    ) -> None:
        self._texts = texts
        self._store = store
        self._intake = intake
        self._parse = parse

    def read(self, path: Path, encoding: str | None = None) -> Reading:
        """Read a file without saving anything of it, in a worker process with its limits.

        `encoding` is one of `reader.documents.encodings`; formats that say how they are encoded
        ignore it. What was corrected in a file that is known is in the reading.

        Raises:
            ImportProblem: the file cannot be read.
        """
        path = Path(absolute(path))
        if encoding is None:
            parsed = self.parse(path, self.encodings({}).get(str(path)))
            return self._as_corrected(self._in_known_encoding(parsed))
        reading = self._as_corrected(self.parse(path, encoding))
        if reading.format not in ENCODED:
            return reading
        others = (c for c in reading.corrections if not isinstance(c, ReadAs))
        return reading.with_corrections((ReadAs(encoding), *others))

    def read_all(
        self, paths: Sequence[Path], progress: Told = silent, cancelled: Cancelled = never
    ) -> Generator[Reading | FailedFile, None, None]:
        """Read files and those below folders, one after the other, as `read` reads one.

        A file that cannot be read comes as a `FailedFile`. The readers stop when the iterator is
        closed or comes to its end.
        """
        order = ImportOrder(
            paths=list(map(Path, absolute_paths(paths))),
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

    def read_anew(self, path: Path, encoding: str | None) -> Reading:
        """Read a file in an encoding or (None) in the one that is recognised, as if it were new.

        Raises:
            ImportProblem: the file cannot be read.
        """
        parsed = self.parse(Path(absolute(path)), encoding)
        read = self._intake.identify(parsed)
        return Reading(read.path, read.format, read.encoding, read.documents, (), parsed.warnings)

    def _as_corrected(self, parsed: ParsedFile) -> Reading:
        """What was read, with the corrections that are known of such a file."""
        read = self._intake.identify(parsed)
        known = self._intake.known(read)
        made = known.corrections if known else ()
        return Reading(read.path, read.format, read.encoding, read.documents, made, parsed.warnings)

    # For the import

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

    def parse(self, path: Path, encoding: str | None) -> ParsedFile:
        """What a worker process makes of one file. Raises ImportProblem."""
        order = ImportOrder(
            paths=[path],
            limits=Limits(),
            known=lambda _path, _stamp: None,
            cancelled=never,
            progress=silent,
            encodings={} if encoding is None else {str(path): encoding},
        )
        for item in (item for group in self._parse(order) for item in group):
            if isinstance(item, FailedFile):
                raise ImportProblem(item.reason)
            if isinstance(item, ParsedFile):
                return item
        raise ImportProblem(msg("找不到文件或文件夹"))

    # Inside

    def _stored(self) -> Iterator[tuple[str, tuple[Correction, ...]]]:
        with self._texts.database.decoding():
            for path, corrections in self._texts.originals.by_path().items():
                yield path, load_corrections(corrections)

    def _in_known_encoding(self, parsed: ParsedFile) -> ParsedFile:
        """A file that is new by its path and its text, in the encoding in which it is known."""
        if parsed.format not in ENCODED or parsed.encoding in _CERTAIN:
            return parsed
        chosen = {*self.encodings({}).values(), *self._encodings_of_mine()} - {parsed.encoding}
        if not chosen or any(self._intake.identify(parsed).homes):
            return parsed
        for encoding in sorted(chosen):
            with suppress(ImportProblem):
                again = self.parse(Path(os.path.abspath(parsed.path)), encoding)
                known = self._intake.known(self._intake.identify(again))
                if known is not None and encoding_of(known.corrections) == encoding:
                    return replace(again, stamp=parsed.stamp)
        return parsed

    def _encodings_of_mine(self) -> set[str]:
        lists = (item.corrections for item in self._store.all())
        return {encoding for found in lists if (encoding := encoding_of(found))}
