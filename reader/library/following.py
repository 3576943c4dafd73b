"""Documents follow their texts: files that changed places, or gave their name to another text.

A text in a second file is known as the document that it is, and that keeps its place. But where
the file at that place came in as well, and does not hold the text any more, the document goes to
the file that does: first by the same text, then by likeness. Who is left by its text stays where
it is, so that a file by itself is known by its path at last.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.documents.record import is_pasted
from reader.importers.model import ImportedDocument
from reader.importers.stamp import stamp_of
from reader.library.formers import Former, Formers
from reader.library.read_files import ReadFile
from reader.library.stamps import FileStamps
from reader.library.texts import TextStore

# So many comparisons are made with everything; beyond that, with a few texts of the same title.
_COMPARISONS = 1_000
_OF_ONE_TITLE = 4


def follow_texts(
    texts: TextStore, saved: Sequence[ImportedDocument], waiting: Sequence[ReadFile] = ()
) -> list[str]:
    """Lead documents to the files that hold their texts now, after an import; its rows tell.

    `waiting` are files that are not saved yet: what is in them is known by text, or may be a
    new version of a document that lost its place. Gives the files to which corrected documents
    came: what was corrected counts in them from now on. Raises LibraryProblem.
    """
    moves = _Following(texts, saved, waiting).moves()
    if moves:
        with texts.database.transaction():
            for document, path in moves.items():
                texts.move(document, path)
    corrected = (path for d, path in moves.items() if texts.originals.in_document(d))
    return list(dict.fromkeys(corrected))


class _Following:
    """Finds the documents that the files of an import have lost, and where these are now."""

    def __init__(
        self, texts: TextStore, saved: Sequence[ImportedDocument], waiting: Sequence[ReadFile]
    ) -> None:
        self._texts = texts
        self._waiting = waiting
        self._formers = Formers(texts)
        # What each file gave, in the order of the import.
        self._gave: dict[str, dict[str, None]] = {}
        for row in saved:
            self._gave.setdefault(row.path, {})[row.document] = None
        for read in waiting:
            known = (home for part, home in enumerate(read.homes) if home and part in read.sure)
            self._gave[read.path] = dict.fromkeys(home.record.document for home in known)
        self._moves: dict[str, str] = {}

    def moves(self) -> Mapping[str, str]:
        """The new path of each document that has one."""
        places = self._texts.places() if self._gave else {}
        lost = {
            document: place
            for document, place in places.items()
            if place in self._gave and document not in self._gave[place]
        }
        if lost:
            self._by_text(lost)
            self._by_stamps(lost)
            self._by_likeness(lost)
            self._with_split_parts(lost)
        return self._moves

    def _by_text(self, lost: Mapping[str, str]) -> None:
        for path, documents in self._gave.items():
            for document in documents:
                if document in lost:
                    self._moves.setdefault(document, path)

    def _by_stamps(self, lost: Mapping[str, str]) -> None:
        """Files that did not come in, and look as they did when they gave the document."""
        left = [document for document in lost if document not in self._moves]
        stamps = FileStamps(self._texts.database)
        for document, paths in stamps.holding(left).items():
            for path in paths:
                is_other = path not in self._gave and not is_pasted(path)
                if is_other and stamps.known(path, stamp_of(Path(path))):
                    self._moves.setdefault(document, path)

    def _by_likeness(self, lost: Mapping[str, str]) -> None:
        """New texts in the waiting files; with those of their own file they were compared."""
        reads = [read for read in self._waiting if read.unsure]
        left = self._left(lost) if reads else []
        few = len(left) * len(reads) <= _COMPARISONS
        titled: defaultdict[str, list[Former]] = defaultdict(list)
        for former in left:
            titled[former.title].append(former)
        for read in reads:
            wanting = [(part, read.documents[part]) for part in read.unsure]
            same = (f for _, d in wanting for f in titled[d.metadata.title][:_OF_ONE_TITLE])
            candidates = {f.id: f for f in (left if few else same) if self._is_free(f, read)}
            for found in self._formers.alike(wanting, list(candidates.values())):
                if found is not None:
                    self._moves.setdefault(found.record.document, read.path)

    def _left(self, lost: Mapping[str, str]) -> list[Former]:
        """The documents that have no place yet, as they were read."""
        records = (self._texts.record(d) for d in lost if d not in self._moves)
        return self._formers.in_records(record for record in records if record is not None)

    def _is_free(self, former: Former, read: ReadFile) -> bool:
        return former.record.document not in self._moves and former.path != read.path

    def _with_split_parts(self, lost: Mapping[str, str]) -> None:
        """What was split off goes along: a copy tells only of what was read."""
        for document, path in tuple(self._moves.items()):
            for other in self._texts.originals.siblings(document):
                if lost.get(other) == lost[document]:
                    self._moves.setdefault(other, path)
