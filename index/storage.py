"""How Whoosh gets at the files of an index: memory maps, and no pickle that could do harm.

Whoosh's own storage would read columns into memory, and would unpickle whatever stands in a
table of contents. A library, and the index in it, may come from somebody else.
"""

import io
import mmap
import pickle
import sys
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage, Storage
from whoosh.filedb.structfile import StructFile

_KNOWN: dict[tuple[str, str], type] = {
    ("whoosh.codec.whoosh3", "W3Codec"): W3Codec,
    ("whoosh.codec.whoosh3", "W3Segment"): W3Segment,
    ("collections", "defaultdict"): defaultdict,
    ("builtins", "int"): int,
    ("builtins", "set"): set,
}


class RestrictedUnpickler(pickle.Unpickler):
    """Knows the few classes that a list of segments consists of, and no other."""

    def find_class(self, module: str, name: str) -> type:
        """Refuse everything that does not belong into a table of contents."""
        try:
            return _KNOWN[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is not part of an index") from None


class MappedFile(StructFile):
    """A file for reading, mapped into memory; `buffer` is its whole content.

    The map lasts as long as something refers to the buffer.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._mapping = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        super().__init__(self._mapping, name=path.name)
        self.buffer = memoryview(self._mapping)

    def rest(self) -> None:
        """Hold no memory for what was read; any thread, also while others read.

        The system still has it in its cache of files, as long as it has room, and maps it again
        where it is read again. Windows, which has no such call, does this by itself.
        """
        if sys.platform != "win32":
            self._mapping.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Nothing to do: the buffer may still be in use."""
        self.is_closed = True


class MappedStorage(FileStorage):
    """A folder of index files."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._path = folder

    def open_file(self, name: str) -> MappedFile:
        """Open a file that is not empty for reading."""
        return MappedFile(self._path / name)


class BuildStorage(MappedStorage):
    """A folder where one segment is being written; knows what it has created there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._created: dict[str, StructFile] = {}
        self._temporary: list[BuildStorage] = []

    def create_file(self, name: str, excl: bool = False, mode: str = "wb") -> StructFile:
        """Create a file for writing."""
        file = super().create_file(name, excl=excl, mode=mode)
        self._created[name] = file
        return file

    def temp_storage(self, name: str | None = None) -> "BuildStorage":
        """A folder inside of this one, for the time of the build."""
        storage = BuildStorage(self._path / (name or "build.tmp"))
        storage.create()
        self._temporary.append(storage)
        return storage

    def abandon(self) -> None:
        """Close and delete what was created, as far as a failing disk allows."""
        for storage in self._temporary:
            storage.abandon()
        for name, file in self._created.items():
            with suppress(OSError):
                file.file.close()
            with suppress(OSError):
                self.delete_file(name)


class _TocFile(StructFile):
    def read_pickle(self) -> object:
        return RestrictedUnpickler(self.file).load()


class TocStorage(Storage):
    """Offers the bytes of one table of contents, whatever the name."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def open_file(self, name: str) -> StructFile:
        """The table of contents, with pickles restricted to what belongs there."""
        return _TocFile(io.BytesIO(self._content), name=name)
