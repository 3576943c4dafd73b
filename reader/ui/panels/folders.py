"""What the user's folders hold, as the 文献 panel knows it."""

from collections.abc import Collection as Group
from collections.abc import Iterator, Mapping, Sequence

from reader.library.model import Collection

_NOTHING: Mapping[str, frozenset[str]] = {}


class Folders:
    """The folders, each before those inside it, and what those of searches have found.

    What is found comes later than the folders: until then such a folder is not counted.
    """

    def __init__(
        self,
        folders: Sequence[Collection] = (),
        found: Mapping[str, frozenset[str]] = _NOTHING,
    ) -> None:
        self._folders = {folder.id: folder for folder in folders}
        self._found = found

    def __iter__(self) -> Iterator[Collection]:
        return iter(self._folders.values())

    def __getitem__(self, key: str) -> Collection:
        return self._folders[key]

    def get(self, key: str) -> Collection | None:
        """A folder, if it is there."""
        return self._folders.get(key)

    def knows(self, key: str) -> bool:
        """Whether it is known what a folder holds."""
        folder = self._folders[key]
        return folder.search is None or key in self._found

    def members(self, key: str, documents: Group[str]) -> list[str]:
        """Those of these documents that are in a folder: its own in its order, then those inside.

        A folder of a search has them in the order in which they are given.
        """
        found = self._all(key, documents)
        return [document for document in found if document in documents]

    def counts(self, documents: Group[str]) -> dict[str, int]:
        """How many of these documents are in each folder of which that is known."""
        return {key: len(self.members(key, documents)) for key in self._folders if self.knows(key)}

    def holding(self, document: str) -> list[str]:
        """The names of the folders that a document was put into."""
        return [folder.name for folder in self if document in folder.documents]

    def inside(self, key: str) -> set[str]:
        """A folder and all that lie in it."""
        found = {key}
        for folder in self:
            if folder.parent in found:
                found.add(folder.id)
        return found

    def _all(self, key: str, documents: Group[str]) -> dict[str, None]:
        folder = self._folders[key]
        if folder.search is not None:
            found = self._found.get(key, frozenset())
            return dict.fromkeys(document for document in documents if document in found)
        held = dict.fromkeys(folder.documents)
        for other in self:
            if other.parent == key:
                held |= self._all(other.id, documents)
        return held
