"""The index of a library: kept in step with the texts, and asked.

The index, with Whoosh and numpy behind it, is imported when it is first needed: the window
paints before that.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from index.errors import IndexBusy, IndexDamaged, IndexUnwritable
from reader.documents.model import Kind
from reader.errors import LibraryProblem, system_reason
from reader.library.text_reading import TextReader
from reader.messages import Message, msg

if TYPE_CHECKING:
    from index.model import IndexedDocument, TermPostings
    from index.search import Searcher
    from index.writer import IndexStore

OWNER_FILE = "owner"
TERMS_AT_ONCE = 2
T = TypeVar("T")


class Finder:
    """Owns the index of one library. Any thread may ask; changes are applied one at a time.

    While changes are applied, or the index is built anew, questions are answered from its last
    state, if it has one.
    """

    def __init__(self, texts: TextReader, folder: Path, fallback: Callable[[], Path]) -> None:
        """`folder` is the index's place in the library, `fallback` one that can be written."""
        self._texts = texts
        self._folder, self._fallback = folder, fallback
        self._changing = threading.RLock()
        self._places: tuple[_Place, ...] = ()
        self._place: _Place | None = None

    def close(self) -> None:
        """Let go of the index."""
        self._place, self._places = None, ()

    def rest(self) -> None:
        """Hold no memory for what was read of the index, until it is read again; any thread."""
        place = self._place
        if place is not None:
            place.store.rest()

    # Keeping in step

    def catch_up(self) -> None:
        """Apply what changed in the texts; build the index anew where that is needed.

        Raises:
            LibraryProblem: neither the library's folder nor the cache can hold the index, or
                another process keeps it for too long.
        """
        self._bring_up(self._follow)

    def before_changes(self) -> None:
        """Before texts change: give up an index of a later state than theirs.

        A restored backup leaves such an index behind; once there are as many changes again, its
        number would no longer tell.
        """
        with self._changing:
            for place in self._known_places():
                try:
                    self._sequence_of(place)
                except IndexDamaged:
                    _disown(place.folder)

    def _bring_up(self, bring: "Callable[[_Place], None]") -> "_Place":
        """Bring the index up in the place in use, else in the first that can be written."""
        with self._changing:
            before = self._place
            try:
                self._place = self._first_that_takes(bring)
            except LibraryProblem:
                # Not the place that `_follow` has shown to other threads meanwhile.
                self._place = before
                raise
            return self._place

    def _first_that_takes(self, bring: "Callable[[_Place], None]") -> "_Place":
        failure: IndexUnwritable | None = None
        for place in sorted(self._known_places(), key=lambda place: place is not self._place):
            try:
                bring(place)
            except IndexUnwritable as error:
                failure = failure or error
            except IndexBusy as error:
                raise LibraryProblem(
                    msg("另一个程序正在更新这个资料库的索引，请稍后再试")
                ) from error
            except IndexDamaged as error:
                raise LibraryProblem(msg("刚写好的搜索索引读不出来，磁盘可能有问题")) from error
            else:
                return place
        cause = failure.__cause__ if failure else None
        reason = system_reason(cause) if isinstance(cause, OSError) else failure
        raise LibraryProblem(msg("无法写入搜索索引：{reason}", reason=reason)) from failure

    def _known_places(self) -> "tuple[_Place, ...]":
        if not self._places:
            self._places = tuple(_Place.at(folder) for folder in (self._folder, self._fallback()))
        return self._places

    def _follow(self, place: "_Place") -> None:
        """Bring the index in one place up to the texts."""
        last = self._texts.last_sequence()
        try:
            at = self._sequence_of(place)
            place.store.searcher()
            # Other threads may ask it from now on, while it catches up.
            self._place = place
            if at < last:
                place.store.apply(self._texts.changes_since(at), self._load, last)
                place.store.searcher()
        except IndexDamaged:
            self._rebuild(place)

    def _sequence_of(self, place: "_Place") -> int:
        """The last change record in the index.

        Raises:
            IndexDamaged: it is the index of another library, or of a later state of this one.
        """
        sequence = place.store.marker.sequence
        if _read_owner(place.folder) != self._texts.library:
            raise IndexDamaged("the index belongs to another library")
        if sequence > self._texts.last_sequence():
            raise IndexDamaged("the index is ahead of the texts")
        return sequence

    def _rebuild(self, place: "_Place") -> None:
        last = self._texts.last_sequence()
        place.store.rebuild(self._all_documents(), last)
        try:
            (place.folder / OWNER_FILE).write_bytes(self._texts.library.encode())
        except OSError as error:
            raise IndexUnwritable(str(error)) from error
        place.store.searcher()

    def _all_documents(self) -> "Iterator[IndexedDocument]":
        for record in self._texts.records():
            document = self._load(record.document)
            if document is not None:
                yield document

    def _load(self, document_id: str) -> "IndexedDocument | None":
        document = self._texts.document(document_id)
        if document is None:
            return None
        from index.model import IndexedDocument, IndexedParagraph

        metadata = document.metadata
        return IndexedDocument(
            document=document_id,
            title=metadata.title,
            author=metadata.author,
            source=metadata.source,
            date=metadata.date,
            genre=metadata.genre.value,
            paragraphs=tuple(
                IndexedParagraph(p.number, p.text, p.kind is Kind.HEADING)
                for p in document.paragraphs
                if p.kind is not Kind.JUNK
            ),
        )

    # Asking

    def ask(self, ask: "Callable[[Searcher], T]") -> T:
        """Ask the index; one that turns out to be damaged is made anew first."""
        place = self._place or self._bring_up(self._follow)
        try:
            return ask(place.store.searcher())
        except IndexDamaged:
            place = self._bring_up(self._rebuild)
            return ask(place.store.searcher())

    def postings(self, terms: Sequence[str]) -> "Iterator[TermPostings]":
        """Where each term occurs in the texts as they are now, for the assignment of themes.

        A few terms at a time: all at once would need many times the memory of what is kept.
        """
        self.catch_up()
        for start in range(0, len(terms), TERMS_AT_ONCE):
            yield from self._postings(terms[start : start + TERMS_AT_ONCE])

    def _postings(self, terms: Sequence[str]) -> "Sequence[TermPostings]":
        return self.ask(lambda searcher: searcher.postings(terms))

    # Health

    def verify(self, repair: bool, problems: list[Message]) -> str:
        """Check the index file by file; "ok", "repaired", "missing" or "damaged".

        One that is merely behind the texts is brought up to them, and that of a new library is
        made. With "behind" it could not be.
        """
        with self._changing:
            self.close()
            state = self._state()
            sound = state == "ok" or self._texts.last_sequence() == 0
            if not sound and not repair:
                problems.append(msg("搜索索引缺失或已损坏；用 verify --repair 重建"))
                return state
            try:
                self.catch_up()
            except LibraryProblem as problem:
                problems.append(problem.message)
                return "behind" if sound else state
            return "ok" if sound else "repaired"

    def _state(self) -> str:
        """The index may be in the library or, where that cannot hold it, in the cache."""
        own, cached = (self._state_of(place) for place in self._known_places())
        return own if cached != "ok" else cached

    def _state_of(self, place: "_Place") -> str:
        try:
            self._sequence_of(place)
            place.store.searcher()
        except IndexDamaged:
            return "damaged" if place.folder.is_dir() else "missing"
        return "ok"


class _Place(NamedTuple):
    """A folder with the index in it."""

    folder: Path
    store: "IndexStore"

    @classmethod
    def at(cls, folder: Path) -> "_Place":
        """Name the place; nothing is read yet."""
        from index.writer import IndexStore

        return cls(folder, IndexStore(folder))


def _read_owner(folder: Path) -> str:
    try:
        return (folder / OWNER_FILE).read_bytes().decode()
    except (OSError, ValueError):
        return ""


def _disown(folder: Path) -> None:
    """Where it cannot be written, the index cannot be brought up to later texts either."""
    with suppress(OSError):
        (folder / OWNER_FILE).unlink()
