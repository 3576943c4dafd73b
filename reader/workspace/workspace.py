"""The one object that the window and the commands hold: a library with its user's data."""

from pathlib import Path
from typing import TYPE_CHECKING

from reader.documents.record import DocumentRecord
from reader.errors import UsageError
from reader.library.database import Database
from reader.library.state import StateStore
from reader.library.text_reading import TextReader
from reader.library.watching import (
    ChangeWatch,
    has_corrections,
    has_import_jobs,
    has_watched_folders,
)
from reader.messages import msg
from reader.workspace.finder import Finder
from reader.workspace.gate import Gate
from reader.workspace.parts import Parts
from reader.workspace.text import Text

if TYPE_CHECKING:
    from reader.workspace.bookmarks import BookmarkDesk
    from reader.workspace.collections import CollectionDesk
    from reader.workspace.correcting import CorrectionDesk
    from reader.workspace.deciding import DecisionDesk
    from reader.workspace.importing import ImportDesk
    from reader.workspace.keeping import QueryShelf
    from reader.workspace.lookup import LookupDesk
    from reader.workspace.model import Verification
    from reader.workspace.pasting import PasteDesk
    from reader.workspace.positions import PositionDesk
    from reader.workspace.previewing import PreviewDesk
    from reader.workspace.removal import RemovalDesk
    from reader.workspace.searching import SearchDesk
    from reader.workspace.themes import ThemeDesk
    from reader.workspace.visits import VisitDesk
    from reader.workspace.watching import Watching

Session = dict[str, object]


def name_of(folder: Path) -> str:
    """The name for people of the library in a folder."""
    return folder.name or str(folder)


class Workspace:
    """A library: its documents, and the desks that read, search and change it.

    Every method, here and of the desks, may be called from any thread. Failures that a user can
    understand are ReaderErrors. What changes texts is in the index when the method returns.
    """

    def __init__(
        self,
        folder: Path,
        library: Database,
        personal: Database,
        texts: TextReader,
        finder: Finder,
        gate: Gate,
        parts: Parts,
    ) -> None:
        self.folder = folder
        self.gate = gate
        self._library = library
        self._personal = personal
        self._texts = texts
        self._finder = finder
        self._parts = parts
        self._state = StateStore(personal)
        self._watch = ChangeWatch(library, personal)

    @property
    def name(self) -> str:
        """The library's name for people: that of its folder."""
        return self.gate.name

    @property
    def read_only(self) -> bool:
        """Whether the texts cannot be changed here."""
        return self.gate.read_only

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

    # What changes the texts

    @property
    def imports(self) -> "ImportDesk":
        """Brings files in."""
        return self._parts.changing().imports

    @property
    def previews(self) -> "PreviewDesk":
        """Reads files without saving anything of them."""
        return self._parts.changing().previews

    @property
    def pasted(self) -> "PasteDesk":
        """Brings pasted texts in."""
        return self._parts.changing().pasted

    @property
    def corrections(self) -> "CorrectionDesk":
        """Corrects what is in the library."""
        return self._parts.changing().corrections

    @property
    def removal(self) -> "RemovalDesk":
        """Takes documents out, and brings them back."""
        return self._parts.changing().removal

    @property
    def watching(self) -> "Watching":
        """The folders that are kept in step with this library."""
        return self._parts.watching()

    # Two questions that most starts answer with no, without all that these desks need

    @property
    def has_unfinished_imports(self) -> bool:
        """Whether `imports` may know of an import that has not come to its end."""
        return has_import_jobs(self._library)

    @property
    def has_watched_folders(self) -> bool:
        """Whether `watching` has anything to look at."""
        return has_watched_folders(self._personal, self._texts.library)

    # Questions

    @property
    def searching(self) -> "SearchDesk":
        """Answers queries."""
        return self._parts.answering().searching

    @property
    def names(self) -> "LookupDesk":
        """Finds documents, themes, headings and commands by their names."""
        return self._parts.answering().names

    def catch_up(self) -> None:
        """Bring the index up to the texts; make it anew where it is missing or damaged."""
        self._finder.catch_up()

    def warm_up(self) -> None:
        """Load what the first question needs, so that it is answered as fast as the others.

        Corrections that the end of the program cut short are made first.
        """
        if not self.read_only and has_corrections(self._personal):
            self.corrections.mend_first()
        self.catch_up()
        for text in self._texts.records()[:1]:
            self.searching.search(text.metadata.title[:2], limit=1, unfinished=True)
            self.names.lookup(text.metadata.title[:2])

    def rest(self) -> None:
        """Hold no memory that the next questions get back by themselves; any thread."""
        self._finder.rest()
        self._library.rest()
        self._personal.rest()

    # The desks of the user's own data, and the themes

    @property
    def themes(self) -> "ThemeDesk":
        """The themes of the library and their passages."""
        return self._parts.desks().themes

    @property
    def decisions(self) -> "DecisionDesk":
        """What the user decides on the passages of themes; it counts in every answer on them."""
        return self._parts.desks().decisions

    @property
    def collections(self) -> "CollectionDesk":
        """The user's folders of documents in this library (文献夹)."""
        return self._parts.desks().collections

    @property
    def bookmarks(self) -> "BookmarkDesk":
        """The bookmarks of this library."""
        return self._parts.desks().bookmarks

    @property
    def queries(self) -> "QueryShelf":
        """The queries that were asked last, and the searches that the user keeps."""
        return self._parts.desks().queries

    @property
    def visits(self) -> "VisitDesk":
        """Where the user has been."""
        return self._parts.desks().visits

    @property
    def positions(self) -> "PositionDesk":
        """Where each document was read last."""
        return self._parts.desks().positions

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
        from reader.workspace.health import verify

        return verify(self._library, self._personal, self._texts, self._finder, repair)
