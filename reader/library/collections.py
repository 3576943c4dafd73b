"""The user's folders of documents. Each change is on disk when its call returns.

Every change has an inverse, so that it can be undone; what is removed is handed to the caller
and kept nowhere else.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.errors import UsageError
from reader.library.clock import Clock, utc_now
from reader.library.database import Database
from reader.library.files import new_uuid
from reader.library.model import Collection, StoredSearch
from reader.library.searches import scope_text, stored_scope
from reader.messages import msg

Scope = Mapping[str, Sequence[str]]
# A document that was taken out, and its place (from 0) among the members before that.
Place = tuple[int, str]

_GONE = msg("这个文献夹已经不在了")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a folder lies: in which one, and at which place (from 0) in it."""

    parent: str | None
    position: int


@dataclass(frozen=True, slots=True)
class RemovedCollections:
    """A folder with those inside it, and where it lay."""

    spot: Spot
    collections: tuple[Collection, ...]


class CollectionStore:
    """The folders of one library, by their ids (UUIDs).

    Folders lie in one another; a folder of a search holds no other. All methods raise UsageError
    where there is no folder of an id.
    """

    def __init__(
        self,
        database: Database,
        library: str,
        clock: Clock = utc_now,
        new_id: Callable[[], str] = new_uuid,
    ) -> None:
        self._database = database
        self._library = library
        self._clock = clock
        self._new_id = new_id

    # Reading

    def collections(self) -> tuple[Collection, ...]:
        """All folders as a tree is read: each before those inside it, those side by side in order.

        Those whose parent is not there (a damaged file) come last, at the top.
        """
        with self._database.snapshot():
            folders = self._folders()
            found = self._database.rows(
                "SELECT collection.id, document FROM collection_document"
                " JOIN collection ON collection.number = collection_document.collection"
                " WHERE library = ? ORDER BY collection.number, collection_document.position",
                (self._library,),
            )
        members: defaultdict[str, list[str]] = defaultdict(list)
        for key, document in found:
            members[key].append(document)
        return tuple(replace(f, documents=tuple(members[f.id])) for f in folders)

    def collection(self, collection_id: str) -> Collection:
        """One folder."""
        with self._database.snapshot():
            folder = self._folder(collection_id)
            found = self._database.rows(
                "SELECT document FROM collection_document WHERE collection ="
                " (SELECT number FROM collection WHERE id = ?) ORDER BY position",
                (collection_id,),
            )
        return replace(folder, documents=tuple(document for (document,) in found))

    # Folders

    def create(
        self,
        name: str,
        parent: str | None = None,
        position: int | None = None,
        search: tuple[str, Scope] | None = None,
    ) -> Collection:
        """Make a folder, the last one in its parent unless a position is given.

        `search` is the query and the scope of a folder that is filled by a search.

        Raises:
            UsageError: the name is empty, or the parent takes no folders.
        """
        query, scope = search or (None, {})
        name = _tidy(name)
        stored = None
        if query is not None:
            stored = StoredSearch(name, query, _tuples(scope), self._clock())
        made = Collection(self._new_id(), name, parent, (), stored)
        with self._database.transaction():
            self._check_parent(parent)
            self._insert(made)
            self._put(made.id, Spot(parent, _last(position)))
        return made

    def rename(self, collection_id: str, name: str) -> str:
        """Give a folder another name; the former one."""
        with self._database.transaction():
            former = self._folder(collection_id).name
            self._database.execute(
                "UPDATE collection SET name = ? WHERE id = ?", (_tidy(name), collection_id)
            )
        return former

    def move(self, collection_id: str, parent: str | None, position: int | None = None) -> Spot:
        """Put a folder into another one, or to the top; where it lay.

        `position` is its place among those that it will lie beside, the last one if not given.

        Raises:
            UsageError: the parent takes no folders, or lies inside the folder itself.
        """
        with self._database.transaction():
            before = self._spot(collection_id)
            self._check_parent(parent)
            if parent in {c.id for c in self._tree(collection_id)}:
                raise UsageError(msg("不能把文献夹移到它自己里面"))
            self._put(collection_id, Spot(parent, _last(position)))
        return before

    def remove(self, collection_id: str) -> RemovedCollections:
        """Remove a folder with those inside it; the documents stay in the library."""
        with self._database.transaction():
            removed = RemovedCollections(self._spot(collection_id), self._tree(collection_id))
            self._database.execute_many(
                "DELETE FROM collection WHERE id = ?", ((c.id,) for c in removed.collections)
            )
            self._close_ranks(removed.spot.parent)
        return removed

    def restore(self, removed: RemovedCollections) -> None:
        """Undo a removal. Where the parent is gone too, the folder comes to the top."""
        with self._database.transaction():
            known = {folder.id: folder for folder in self._folders()}
            spot, first = removed.spot, removed.collections[0]
            if first.id in known:
                return
            holder = known.get(spot.parent or "")
            if holder is None or holder.search is not None:
                spot = Spot(None, spot.position if spot.parent is None else len(known))
            for collection in (replace(first, parent=spot.parent), *removed.collections[1:]):
                self._insert(collection)
                self._set_members(collection.id, collection.documents)
            self._put(first.id, spot)

    # Documents

    def add(
        self, collection_id: str, documents: Iterable[str], position: int | None = None
    ) -> tuple[str, ...]:
        """Put documents into a folder, at its end unless a position is given.

        Those that are in it stay where they are; the ids of the others, which are in it now.

        Raises:
            UsageError: the folder is one of a search.
        """
        with self._database.transaction():
            members = self._members(collection_id)
            there = set(members)
            new = tuple(d for d in dict.fromkeys(documents) if d not in there)
            place = _last(position)
            self._set_members(collection_id, (*members[:place], *new, *members[place:]))
        return new

    def take_out(self, collection_id: str, documents: Iterable[str]) -> tuple[Place, ...]:
        """Take documents out of a folder; those that were in it, with their places."""
        gone = set(documents)
        with self._database.transaction():
            members = self._members(collection_id)
            self._set_members(collection_id, [d for d in members if d not in gone])
        return tuple((place, d) for place, d in enumerate(members) if d in gone)

    def put_back(self, collection_id: str, places: Iterable[Place]) -> None:
        """Undo `take_out`."""
        with self._database.transaction():
            members = list(self._members(collection_id))
            for place, document in sorted(places):
                if document not in members:
                    members.insert(place, document)
            self._set_members(collection_id, members)

    def transfer(
        self, source: str, target: str, documents: Sequence[str]
    ) -> tuple[tuple[Place, ...], tuple[str, ...]]:
        """Take documents out of a folder and put them into another, in one step.

        What `take_out` and `add` give.
        """
        with self._database.transaction():
            places = self.take_out(source, documents)
            return places, self.add(target, documents)

    def transfer_back(
        self, source: str, target: str, places: Iterable[Place], added: Iterable[str]
    ) -> None:
        """Undo `transfer`."""
        with self._database.transaction():
            self.take_out(target, added)
            self.put_back(source, places)

    def arrange(self, collection_id: str, documents: Sequence[str]) -> tuple[str, ...]:
        """Put the members into another order; the former one.

        Members that are not named keep their order and come after the others.
        """
        with self._database.transaction():
            members = self._members(collection_id)
            wanted = dict.fromkeys(d for d in documents if d in set(members))
            self._set_members(collection_id, tuple(dict.fromkeys((*wanted, *members))))
        return members

    # Inside

    def _folders(self) -> tuple[Collection, ...]:
        """All folders in the order of `collections`, without their documents."""
        found = self._database.rows(
            "SELECT id, name, parent, query, scope, saved FROM collection"
            " WHERE library = ? ORDER BY position, number",
            (self._library,),
        )
        with self._database.decoding():
            return _in_order(
                Collection(key, name, parent, (), _search(name, *search))
                for key, name, parent, *search in found
            )

    def _folder(self, collection_id: str) -> Collection:
        found = next((f for f in self._folders() if f.id == collection_id), None)
        if found is None:
            raise UsageError(_GONE)
        return found

    def _tree(self, collection_id: str) -> tuple[Collection, ...]:
        """A folder, then those inside it, each before its own."""
        inside: dict[str, Collection] = {}
        for collection in self.collections():
            if collection.id == collection_id or collection.parent in inside:
                inside[collection.id] = collection
        if not inside:
            raise UsageError(_GONE)
        return tuple(inside.values())

    def _check_parent(self, parent: str | None) -> None:
        if parent is not None and self._folder(parent).search is not None:
            raise UsageError(msg("由搜索条件确定的文献夹里不能再放别的"))

    def _spot(self, collection_id: str) -> Spot:
        parent = self._folder(collection_id).parent
        return Spot(parent, self._children(parent).index(collection_id))

    def _children(self, parent: str | None) -> list[str]:
        return [folder.id for folder in self._folders() if folder.parent == parent]

    def _put(self, collection_id: str, spot: Spot) -> None:
        """Put a folder in its place; those that it leaves and those that it comes to move up."""
        former = self._folder(collection_id).parent
        self._database.execute(
            "UPDATE collection SET parent = ? WHERE id = ?", (spot.parent, collection_id)
        )
        beside = [c for c in self._children(spot.parent) if c != collection_id]
        beside.insert(spot.position, collection_id)
        self._number(beside)
        if former != spot.parent:
            self._close_ranks(former)

    def _close_ranks(self, parent: str | None) -> None:
        self._number(self._children(parent))

    def _number(self, collections: Iterable[str]) -> None:
        self._database.execute_many(
            "UPDATE collection SET position = ? WHERE id = ?", enumerate(collections)
        )

    def _insert(self, collection: Collection) -> None:
        """After all others, until it is put in its place."""
        search = collection.search
        self._database.execute(
            "INSERT INTO collection (id, library, parent, position, name, query, scope, saved)"
            " VALUES (?, ?, ?, (SELECT count(*) FROM collection), ?, ?, ?, ?)",
            (
                collection.id,
                self._library,
                collection.parent,
                collection.name,
                None if search is None else search.query,
                scope_text({} if search is None else search.scope),
                None if search is None else search.saved,
            ),
        )

    def _members(self, collection_id: str) -> tuple[str, ...]:
        collection = self.collection(collection_id)
        if collection.search is not None:
            raise UsageError(msg("这个文献夹由搜索条件确定，不能手工增减"))
        return collection.documents

    def _set_members(self, collection_id: str, documents: Iterable[str]) -> None:
        key = self._database.rows("SELECT number FROM collection WHERE id = ?", (collection_id,))
        number = key[0][0]
        self._database.execute("DELETE FROM collection_document WHERE collection = ?", (number,))
        self._database.execute_many(
            "INSERT INTO collection_document (collection, position, document) VALUES (?, ?, ?)",
            ((number, position, document) for position, document in enumerate(documents)),
        )


def _in_order(folders: Iterable[Collection]) -> tuple[Collection, ...]:
    inside: defaultdict[str | None, list[Collection]] = defaultdict(list)
    known = {folder.id: folder for folder in folders}
    for folder in known.values():
        inside[folder.parent].append(folder)
    found: dict[str, Collection] = {}
    waiting = inside[None][::-1]
    lost = [f for f in known.values() if f.parent not in known or f.parent == f.id][::-1]
    # Those that lie in one another in a circle: any of them may be the outermost.
    lost = [*reversed(known.values()), *lost]
    while waiting or lost:
        folder = waiting.pop() if waiting else replace(lost.pop(), parent=None)
        if folder.id not in found:
            found[folder.id] = folder
            waiting += inside[folder.id][::-1]
    return tuple(found.values())


def _search(name: str, query: str | None, scope: str, saved: str | None) -> StoredSearch | None:
    return None if query is None else StoredSearch(name, query, stored_scope(scope), saved or "")


def _tuples(scope: Scope) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in scope.items()}


def _tidy(name: str) -> str:
    """A name on one line. Raises UsageError for an empty one."""
    tidy = " ".join(name.split())
    if not tidy:
        raise UsageError(msg("请给文献夹起个名字"))
    return tidy


def _last(position: int | None) -> int:
    """A place that no list reaches stands for its end."""
    return sys.maxsize if position is None else position
