"""文献夹: the user's folders of documents, filled by hand or by a saved search."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from reader.library.collections import CollectionStore, Place, RemovedCollections, Spot
from reader.library.model import Collection
from reader.workspace.keeping import saved_search, stored_parts
from reader.workspace.model import SavedSearch, SearchScope

T = TypeVar("T")
Documents = frozenset[str]
# The documents that a query finds in a scope, and in nothing but these documents if any are named.
Find = Callable[[str, SearchScope, Documents | None], Documents]


class CollectionDesk:
    """The folders of one library. Any thread; each change is on disk when its call returns.

    For every change there is one that takes it back: what a change gives tells how. A folder that
    is not there any more, an empty name and the like raise UsageError.
    """

    def __init__(self, store: CollectionStore, find: Find) -> None:
        self._store = store
        self._find = find
        self._known: dict[str, Collection] | None = None

    # Reading

    def folders(self) -> tuple[Collection, ...]:
        """All folders as a tree is read: each before those inside it."""
        found = self._store.collections()
        self._known = {folder.id: folder for folder in found}
        return found

    def search(self, collection: str) -> SavedSearch | None:
        """The search of a folder that is filled by one."""
        stored = self._store.collection(collection).search
        return None if stored is None else saved_search(stored)

    def documents(self, collection: str) -> Documents:
        """What a folder and those inside it hold; also what the library does not hold now."""
        self._store.collection(collection)
        return self._resolve(collection, self._folders(), frozenset())

    def found(self) -> Mapping[str, Documents]:
        """The documents that each folder of a search holds now."""
        folders = self._folders()
        return {
            key: self._resolve(key, folders, frozenset())
            for key, folder in folders.items()
            if folder.search is not None
        }

    # Folders

    def create(self, name: str, parent: str | None = None) -> Collection:
        """Make a folder to be filled by hand; `remove` takes it back."""
        return self._changed(self._store.create(name, parent))

    def create_search(
        self, name: str, query: str, scope: SearchScope, parent: str | None = None
    ) -> Collection:
        """Make a folder of what a search finds, at any time; `remove` takes it back."""
        search = (query, stored_parts(scope))
        return self._changed(self._store.create(name, parent, search=search))

    def rename(self, collection: str, name: str) -> str:
        """Give a folder another name; the former one."""
        return self._changed(self._store.rename(collection, name))

    def move(self, collection: str, parent: str | None, position: int | None = None) -> Spot:
        """Put a folder into another one, or to the top (None); where it lay."""
        return self._changed(self._store.move(collection, parent, position))

    def remove(self, collection: str) -> RemovedCollections:
        """Remove a folder with those inside it; the documents stay in the library."""
        return self._changed(self._store.remove(collection))

    def restore(self, removed: RemovedCollections) -> None:
        """Bring a removed folder back."""
        self._store.restore(removed)
        self._known = None

    # Documents

    def add(
        self, collection: str, documents: Iterable[str], position: int | None = None
    ) -> tuple[str, ...]:
        """Put documents into a folder; those that were not in it yet."""
        return self._changed(self._store.add(collection, documents, position))

    def take_out(self, collection: str, documents: Iterable[str]) -> tuple[Place, ...]:
        """Take documents out of a folder; those that were in it, with their places."""
        return self._changed(self._store.take_out(collection, documents))

    def put_back(self, collection: str, places: Iterable[Place]) -> None:
        """Undo `take_out`."""
        self._store.put_back(collection, places)
        self._known = None

    def transfer(
        self, source: str, target: str, documents: Sequence[str]
    ) -> tuple[tuple[Place, ...], tuple[str, ...]]:
        """Take documents out of a folder into another; what `take_out` and `add` give."""
        return self._changed(self._store.transfer(source, target, documents))

    def transfer_back(
        self, source: str, target: str, places: Iterable[Place], added: Iterable[str]
    ) -> None:
        """Undo `transfer`."""
        self._store.transfer_back(source, target, places, added)
        self._known = None

    def arrange(self, collection: str, documents: Sequence[str]) -> tuple[str, ...]:
        """Put the documents of a folder into another order; the former one."""
        return self._changed(self._store.arrange(collection, documents))

    # Inside

    def _changed(self, result: T) -> T:
        self._known = None
        return result

    def _folders(self) -> Mapping[str, Collection]:
        """The folders as they were read last; while somebody types they are wanted at each key."""
        known = self._known
        if known is None:
            self.folders()
            known = self._known or {}
        return known

    def _resolve(
        self, collection: str, folders: Mapping[str, Collection], above: Documents
    ) -> Documents:
        """`above` are the folders that ask: one whose search looks into itself finds nothing."""
        folder = folders.get(collection)
        if folder is None or collection in above:
            return frozenset()
        above |= {collection}
        if folder.search is not None:
            scope = saved_search(folder.search).scope
            allowed = None
            if scope.collections:
                parts = (self._resolve(key, folders, above) for key in scope.collections)
                allowed = frozenset[str]().union(*parts)
            return self._find(folder.search.query, replace(scope, collections=frozenset()), allowed)
        inside = (key for key, other in folders.items() if other.parent == collection)
        return frozenset(folder.documents).union(
            *(self._resolve(key, folders, above) for key in inside)
        )
