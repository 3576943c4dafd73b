"""The one object that the window and the commands hold: a library with its user's data."""

import os
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.documents.record import DocumentRecord
from reader.errors import LibraryProblem, ReadOnlyLibrary, UsageError
from reader.library.database import Database
from reader.library.state import StateStore
from reader.library.texts import TextStore
from reader.library.watching import ChangeWatch, has_corrections
from reader.messages import Message, msg
from reader.workspace.finder import Finder
from reader.workspace.later import Later
from reader.workspace.text import Text

if TYPE_CHECKING:
    from reader.documents.corrections import Correction
    from reader.documents.model import Document
    from reader.documents.reading import Reading
    from reader.importers.limits import Limits
    from reader.importers.model import (
        FailedFile,
        ImportReport,
        Pasted,
        Progress,
        UnfinishedImport,
    )
    from reader.library.withdrawn import Withdrawn
    from reader.workspace.answering import Answering
    from reader.workspace.bookmarks import BookmarkDesk
    from reader.workspace.collections import CollectionDesk
    from reader.workspace.correcting import CorrectionDesk
    from reader.workspace.deciding import DecisionDesk
    from reader.workspace.desks import Desks
    from reader.workspace.keeping import QueryShelf
    from reader.workspace.model import (
        Facets,
        Match,
        SearchResults,
        SearchScope,
        Suggestion,
        Verification,
    )
    from reader.workspace.pasting import AddedText
    from reader.workspace.positions import PositionDesk
    from reader.workspace.searching import Spans
    from reader.workspace.taking_in import TakingIn
    from reader.workspace.themes import ThemeDesk
    from reader.workspace.visits import VisitDesk
    from reader.workspace.watching import Watching

NOTHING: Mapping[str, str] = MappingProxyType({})

Session = dict[str, object]
Cancelled = Callable[[], bool]
Told = Callable[["Progress"], None]
_NO_CORRECTIONS: "Mapping[str, Sequence[Correction]]" = MappingProxyType({})


def _never() -> bool:
    return False


def _silent(_progress: "Progress") -> None:
    pass


def _unheard() -> None:
    pass


def _everywhere() -> "SearchScope":
    from reader.workspace.model import SearchScope

    return SearchScope()


def _limits(seconds: float | None, megabytes: int | None) -> "Limits":
    from reader.importers.limits import Limits

    usual = Limits()
    return replace(
        usual,
        seconds=usual.seconds if seconds is None else seconds,
        memory=usual.memory if megabytes is None else megabytes * 2**20,
    )


class Workspace:
    """Reads, searches and changes a library. Every method may be called from any thread.

    Failures that a user can understand are ReaderErrors. What changes texts is in the index
    when the method returns.
    """

    def __init__(
        self,
        folder: Path,
        library: Database,
        personal: Database,
        texts: TextStore,
        finder: Finder,
        desks: Callable[[], "Desks"],
        answering: Callable[[], "Answering"],
        state: StateStore,
        correcting: Callable[[], "CorrectionDesk"],
        taking_in: Callable[[], "TakingIn"],
        watching: "Callable[[Workspace], Watching]",
    ) -> None:
        self.folder = folder
        self.read_only = library.read_only
        self._library = library
        self._personal = personal
        self._texts = texts
        self._finder = finder
        self._desks = desks
        self._answering = answering
        self._state = state
        self._correcting = correcting
        self._taking_in = taking_in
        self._importing = threading.Lock()
        self._watch = ChangeWatch(library, personal)
        self._watching = Later(lambda: watching(self))

    @property
    def name(self) -> str:
        """The library's name for people: that of its folder."""
        return self.folder.name or str(self.folder)

    @property
    def is_new(self) -> bool:
        """Whether no text was ever brought in, and one could be."""
        return not self.read_only and self._texts.last_sequence() == 0

    def close(self) -> None:
        """Let go of all files."""
        self._finder.close()
        self._library.close()
        self._personal.close()

    # Texts

    def documents(self) -> tuple[DocumentRecord, ...]:
        """All documents in the order of their first import."""
        return self._texts.records()

    def holds(self, document: str) -> bool:
        """Whether there is such a document."""
        return self._texts.record(document) is not None

    def read(self, document: str) -> Text:
        """A document with its paragraphs and sections.

        Raises:
            UsageError: there is no such document.
        """
        record = self._texts.record(document)
        if record is None:
            raise UsageError(msg("资料库中没有文献“{document}”", document=document))
        return Text(
            record,
            self._texts.paragraphs(document),
            self._texts.sections(document),
            self._texts.pictures.places(document),
        )

    def picture(self, document: str, number: int) -> bytes:
        """The bytes of picture `number` (from 1) of a document, as its file has them.

        Raises:
            UsageError: there is no such picture, or none that could be kept.
        """
        data = self._texts.pictures.data(document, number)
        if data is None:
            raise UsageError(
                msg("文献“{document}”没有第 {number} 张图片", document=document, number=number)
            )
        return data

    # Importing

    def import_paths(
        self,
        paths: Sequence[Path],
        progress: Told = _silent,
        cancelled: Cancelled = _never,
        corrections: "Mapping[str, Sequence[Correction]]" = _NO_CORRECTIONS,
        seconds: float | None = None,
        megabytes: int | None = None,
    ) -> "ImportReport":
        """Bring files and folders in, each file as a whole or not at all.

        A file that looks as it did when it was imported is not parsed again. One that fails is
        reported and costs only itself. When the library itself cannot be written any more (a
        full disk), that is the reason for all files after it; when the index cannot follow,
        that is reported under the library's folder, and the texts are kept.

        `corrections` are those that the user made in the preview of files, by absolute path:
        they replace what was corrected in these files before. `seconds` and `megabytes` limit the
        parsing of one file, where another limit than the usual one is wanted.

        Raises:
            ReadOnlyLibrary: nothing can be imported here.
        """
        self._must_be_writable()
        whole = [Path(os.path.abspath(path)) for path in paths]
        with self._importing:
            return self._taking_in().take_in(
                whole, _limits(seconds, megabytes), progress, cancelled, corrections
            )

    def ask_import(self, paths: Sequence[Path]) -> int:
        """Note in the library that these files and folders are to be imported.

        The number is for `run_import`. Until that has come to its end the import is among
        `unfinished_imports`, whatever happens to the program.

        Raises:
            ReadOnlyLibrary: nothing can be imported here.
        """
        self._must_be_writable()
        return self._taking_in().jobs.ask([os.path.abspath(path) for path in paths])

    def run_import(
        self,
        job: int,
        progress: Told = _silent,
        cancelled: Cancelled = _never,
        advanced: Callable[[], None] = _unheard,
        seconds: float | None = None,
        megabytes: int | None = None,
    ) -> "ImportReport":
        """Do an import that was asked for, or what is left of it; otherwise as `import_paths`.

        The index follows in steps; after each `advanced` is called, in the same thread: what
        came in so far can be searched, but has no themes yet. Another import that is under way is
        waited for.
        `seconds` and `megabytes` as for `import_paths`.
        """
        self._must_be_writable()
        limits = _limits(seconds, megabytes)
        with self._importing, self._desks().themes.at_rest():
            return self._taking_in().run(job, limits, progress, cancelled, advanced)

    def unfinished_imports(self, *, begin: bool = False) -> "tuple[UnfinishedImport, ...]":
        """The imports of this computer that were cancelled or broken off, the oldest first.

        With `begin`, at the start of a window, those that were given up are forgotten for good.
        """
        if self.read_only:
            return ()
        if begin:
            self._taking_in().jobs.clear()
        return self._taking_in().jobs.unfinished()

    def give_up_imports(self, jobs: Sequence[int], given_up: bool = True) -> None:
        """Leave imports unfinished for good; with `given_up` False, take that back."""
        self._taking_in().jobs.give_up(jobs, given_up)

    def relink(self, document: str, path: Path) -> "ImportReport":
        """The file of a document is this one now: note it, and take over what changed in it.

        The other documents of the same file go with it.

        Raises:
            UsageError: there is no such document; or the file holds another text, or is that of
                other documents.
            ImportProblem: the file cannot be read.
            ReadOnlyLibrary: nothing can be noted here.
        """
        from reader.workspace.relinking import lead_to

        self._must_be_writable()
        whole = Path(os.path.abspath(path))
        record = self.read(document).record
        lead_to(self._texts, record, whole, self.reading(document), self.preview)
        return self.import_paths([whole])

    def read_pasted(self, pasted: "Pasted", cancelled: Cancelled = _never) -> "Document":
        """The document that a pasted text gives; nothing is saved.

        Raises:
            ImportProblem: it cannot be read, or the reading was cancelled.
        """
        from reader.importers.pasted import read_pasted
        from reader.workspace.pasting import read_document

        return read_document(read_pasted, pasted, cancelled)

    def add_pasted(self, document: "Document") -> "AddedText":
        """Keep a pasted text as it was read, with the metadata that the user gave it.

        A text that the library holds already is not kept twice.

        Raises:
            ReadOnlyLibrary: nothing can be added here.
            LibraryProblem: nothing was added; or it was, and the index cannot follow.
        """
        from reader.workspace.pasting import add_document

        self._must_be_writable()
        with self._importing:
            self._finder.before_changes()
            added = add_document(self._texts, document)
        self.catch_up()
        return added

    def remove(self, documents: Sequence[str]) -> tuple[str, ...]:
        """Take documents out of the library; bookmarks on them are kept.

        Raises:
            UsageError: one of them is not there; then none is removed.
            ReadOnlyLibrary: nothing can be removed here.
            LibraryProblem: nothing was removed; or it was, and the index cannot follow.
        """
        self._check_removal(documents)
        removed = self._texts.remove(documents)
        self.catch_up()
        return removed

    def withdraw(self, documents: Sequence[str]) -> "tuple[Withdrawn, ...]":
        """Remove documents, and hold in memory what `restore` needs to bring them back.

        Nothing of them stays in the library: who drops the result has removed them for good.
        Raises as `remove`.
        """
        self._check_removal(documents)
        held = self._texts.withdraw(documents)
        self.catch_up()
        return held

    def restore(self, withdrawn: "Sequence[Withdrawn]") -> tuple[str, ...]:
        """Undo `withdraw`: same ids, same texts; the ids of those that were still gone.

        Raises:
            ReadOnlyLibrary: nothing can be brought back here.
            LibraryProblem: nothing was brought back; or it was, and the index cannot follow.
        """
        self._must_be_writable()
        self._finder.before_changes()
        restored = self._texts.restore(withdrawn)
        self.catch_up()
        return restored

    def _check_removal(self, documents: Sequence[str]) -> None:
        self._must_be_writable()
        known = {record.document for record in self._texts.records()}
        for document in documents:
            if document not in known:
                raise UsageError(msg("资料库中没有文献“{document}”", document=document))
        self._finder.before_changes()

    # Preview and correction

    def preview(self, path: Path, encoding: str | None = None) -> "Reading":
        """Read a file without saving anything of it, in a worker process with its limits.

        `encoding` is one of `reader.documents.encodings`; formats that say how they are encoded
        ignore it. What was corrected in a file that is known is in the reading.

        Raises:
            ImportProblem: the file cannot be read.
        """
        return self._correcting().preview(Path(os.path.abspath(path)), encoding)

    def previews(
        self, paths: Sequence[Path], progress: Told = _silent, cancelled: Cancelled = _never
    ) -> "Generator[Reading | FailedFile, None, None]":
        """Read files and those below folders, one after the other, as `preview` reads one.

        A file that cannot be read comes as a `FailedFile`. The readers stop when the iterator is
        closed or comes to its end.
        """
        whole = [Path(os.path.abspath(path)) for path in paths]
        return self._correcting().previews(whole, progress, cancelled)

    def reread(self, path: Path, encoding: str | None) -> "Reading":
        """Read a file in an encoding or (None) in the one that is recognised, as if it were new.

        Raises:
            ImportProblem: the file cannot be read.
        """
        return self._correcting().reread(Path(os.path.abspath(path)), encoding)

    def reading(self, document: str) -> "Reading":
        """The file that a document came from, as it was read; the file may be gone.

        Raises:
            UsageError: there is no such document.
        """
        return self._correcting().reading(document)

    def set_corrections(self, document: str, corrections: "Sequence[Correction]") -> "ImportReport":
        """Replace all corrections of the file that a document came from, in one step.

        The former list undoes it. With another `ReadAs` than before the file is read again.

        Raises:
            UsageError: there is no such document.
            ReadOnlyLibrary: nothing can be corrected here.
            ImportProblem: the file has to be read again, and cannot be.
            LibraryProblem: nothing was corrected; or it was, and the index cannot follow.
        """
        self._must_be_writable()
        with self._importing:
            self._finder.before_changes()
            report = self._correcting().set_corrections(document, corrections)
        rows = report.documents
        self.watching.divided(rows[0].path, [row.document for row in rows])
        self.catch_up()
        return report

    def correction_drafts(self) -> "Mapping[str, tuple[Correction, ...]]":
        """Corrections that the user began and that do not count yet, by the path of the file."""
        return self._correcting().drafts(self._state, self._drafts_name)

    def keep_correction_drafts(self, drafts: "Mapping[str, Sequence[Correction]]") -> None:
        """Keep these, and forget all others."""
        if not self._personal.read_only:
            self._correcting().keep_drafts(self._state, self._drafts_name, drafts)

    @property
    def _drafts_name(self) -> str:
        return f"corrections begun {self._texts.library}"

    def _mend(self) -> None:
        """Make the corrections that were cut short; what cannot be made now stays for later."""
        if self.read_only or not has_corrections(self._personal):
            return
        with self._importing, suppress(LibraryProblem):
            self._correcting().mend(self._finder.before_changes)

    def _must_be_writable(self) -> None:
        if self.read_only:
            raise ReadOnlyLibrary(
                msg("资料库“{name}”是只读的，不能导入或删除；可以阅读和搜索", name=self.name)
            )

    @property
    def watching(self) -> "Watching":
        """The folders that are kept in step with this library."""
        return self._watching()

    # The index

    def catch_up(self) -> None:
        """Bring the index up to the texts; make it anew where it is missing or damaged."""
        self._finder.catch_up()

    def warm_up(self) -> None:
        """Load what the first question needs, so that it is answered as fast as the others.

        Corrections that the end of the program cut short are made first.
        """
        self._mend()
        self.catch_up()
        for text in self._texts.records()[:1]:
            self.search(text.metadata.title[:2], limit=1, unfinished=True)
            self.lookup(text.metadata.title[:2])

    def search(
        self,
        query: str,
        *,
        scope: "SearchScope | None" = None,
        limit: int = 20,
        offset: int = 0,
        sort: str = "relevance",
        unfinished: bool = False,
    ) -> "SearchResults":
        """Find paragraphs; the totals are exact whatever the limit.

        Args:
            query: in the query language.
            scope: where to look; None is everywhere.
            limit: how many hits to give.
            offset: how many hits to leave out before them.
            sort: "relevance" (hits in headings first), "date" (latest first) or "title".
            unfinished: somebody is still typing: nothing that is wrong with the query or the
                scope raises; what can be understood is found.

        Raises:
            UsageError: the query cannot be understood (with the position), or a theme or
                document of the scope is not there.
        """
        return self._answering().searches.search(
            query, scope or _everywhere(), limit, offset, sort, unfinished
        )

    def facets(
        self, query: str, *, scope: "SearchScope | None" = None, unfinished: bool = False
    ) -> "Facets":
        """Count all that `search` finds with these arguments; exact, like its totals.

        The first call after a change of the texts works out the themes of the library.

        Raises:
            UsageError: as `search`.
        """
        return self._answering().searches.facets(query, scope or _everywhere(), unfinished)

    def suggestions(self, query: str) -> "tuple[Suggestion, ...]":
        """What to ask instead of a query that holds a word which the library does not.

        The nearest wordings that it does hold, one or two characters away, in the characters of
        the texts: at most five, the best first (those that are read alike, then the most
        frequent). None when every word occurs somewhere, and for words of one character. Never
        raises because of the query.
        """
        return self._answering().searches.suggestions(query)

    def lookup(
        self, text: str, limit: int = 10, commands: Mapping[str, str] = NOTHING
    ) -> "tuple[Match, ...]":
        """Documents, themes, headings and commands by their names, the best first.

        By a piece of the name, by pinyin ("duchaduban"), by initials ("dcdb") or by a mixture.
        A copied reference (reader.documents.references) gives the passage that it names.
        `commands` are what else has a name, by key.
        """
        return self._answering().names.lookup(text, limit, commands)

    def lookup_themes(self, text: str) -> "tuple[Match, ...]":
        """Themes by their names alone, as `lookup` recognises them; all of them, best first."""
        return self._answering().names.themes(text)

    def highlighter(self, query: str) -> Callable[[str], "Spans"]:
        """A function that gives the spans of a query in a paragraph."""
        return self._answering().searches.highlighter(query)

    # The desks of the user's own data, and the themes

    @property
    def themes(self) -> "ThemeDesk":
        """The themes of the library and their passages."""
        return self._desks().themes

    @property
    def decisions(self) -> "DecisionDesk":
        """What the user decides on the passages of themes; it counts in every answer on them."""
        return self._desks().decisions

    @property
    def collections(self) -> "CollectionDesk":
        """The user's folders of documents in this library (文献夹)."""
        return self._desks().collections

    @property
    def bookmarks(self) -> "BookmarkDesk":
        """The bookmarks of this library."""
        return self._desks().bookmarks

    @property
    def queries(self) -> "QueryShelf":
        """The queries that were asked last, and the searches that the user keeps."""
        return self._desks().queries

    @property
    def visits(self) -> "VisitDesk":
        """Where the user has been."""
        return self._desks().visits

    @property
    def positions(self) -> "PositionDesk":
        """Where each document was read last."""
        return self._desks().positions

    # The session

    def load_session(self) -> Session:
        """What the window looked like on this library."""
        empty: Session = {}
        return self._state.get(self._session_name, empty)

    def save_session(self, session: Session) -> None:
        """Keep what the window looks like."""
        if not self._personal.read_only:
            self._state.set(self._session_name, session)

    @property
    def _session_name(self) -> str:
        return f"session {self._texts.library}"

    # Health

    def changed_elsewhere(self) -> tuple[bool, bool]:
        """Whether the texts and the annotations have changed since this was asked last."""
        return self._watch.look()

    def decided_elsewhere(self) -> bool:
        """Whether decisions on theme entries have changed since this was asked last."""
        return self._watch.look_at_decisions()

    def verify(self, repair: bool = False) -> "Verification":
        """Check the library, the personal data and the index, the index against the texts."""
        problems: list[Message] = []
        library = self._check(self._library, problems)
        if library == "ok":
            for document in self._texts.damaged():
                library = "damaged"
                problems.append(
                    msg("文献“{document}”保存的文字已损坏，请重新导入原文件", document=document)
                )
            for document in self._texts.pictures.damaged():
                library = "damaged"
                problems.append(
                    msg("文献“{document}”保存的图片已损坏，请重新导入原文件", document=document)
                )
        personal = self._check(self._personal, problems)
        index = self._finder.verify(repair, problems) if library == "ok" else "unknown"
        from reader.workspace.model import Verification

        return Verification(library, personal, index, tuple(problems))

    @staticmethod
    def _check(database: Database, problems: list[Message]) -> str:
        try:
            database.check()
        except LibraryProblem as problem:
            problems.append(problem.message)
            return "damaged"
        return "ok"
