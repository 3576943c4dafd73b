"""The parts of a workspace, each made when it is first wanted: a start does not wait for them."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from reader.library.database import Database
from reader.library.text_reading import TextReader
from reader.workspace.finder import Finder
from reader.workspace.gate import Gate

if TYPE_CHECKING:
    from reader.library.texts import TextStore
    from reader.workspace.answering import Answering
    from reader.workspace.changing import Changing
    from reader.workspace.desks import Desks
    from reader.workspace.import_order import Parse
    from reader.workspace.model import SearchScope
    from reader.workspace.watching import Watching

T = TypeVar("T")


class Later(Generic[T]):
    """A value that is made once, with the first call of this, by whichever thread that is."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: list[T] = []

    def __call__(self) -> T:
        """The value."""
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]


class Parts:
    """Makes the parts out of a library and the user's data, and holds them."""

    def __init__(
        self,
        folder: Path,
        texts: TextReader,
        library: Database,
        personal: Database,
        finder: Finder,
        gate: Gate,
        parse: "Parse",
    ) -> None:
        self._folder = folder
        self._texts = texts
        self._library = library
        self._personal = personal
        self._finder = finder
        self._gate = gate
        self._parse = parse
        # What changes texts; to read them takes less.
        self._store = Later(self._make_store)
        self.desks = Later(self._make_desks)
        self.answering = Later(self._make_answering)
        self.changing = Later(self._make_changing)
        self.watching = Later(self._make_watching)

    def _make_desks(self) -> "Desks":
        from reader.workspace.desks import make_desks

        return make_desks(self._texts, self._library, self._personal, self._finder, self._find)

    def _find(
        self, query: str, scope: "SearchScope", documents: frozenset[str] | None
    ) -> frozenset[str]:
        return self.answering().searching.documents(query, scope, documents)

    def _make_answering(self) -> "Answering":
        from reader.workspace.answering import make_answering

        desks = self.desks()
        return make_answering(self._texts, self._finder, desks.themes, desks.collections)

    def _make_changing(self) -> "Changing":
        from reader.workspace.changing import make_changing

        return make_changing(
            self._store(),
            self._personal,
            self._finder,
            self._gate,
            self._parse,
            lambda: self.desks().themes,
            lambda path, documents: self.watching().divided(path, documents),
        )

    def _make_watching(self) -> "Watching":
        from reader.library.watched import WatchedStore
        from reader.workspace.watching import Watching

        store = WatchedStore(self._personal, self._texts.library)
        return Watching(
            store, self._store(), self._folder, self._gate, lambda: self.changing().imports
        )

    def _make_store(self) -> "TextStore":
        from reader.library.texts import TextStore

        return TextStore(self._library)
