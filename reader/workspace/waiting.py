"""Files that are saved at the end of their import: the others tell what their documents are."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reader.importers.model import ParsedFile
from reader.library.read_files import ReadFile

# So much of what was read is kept, in characters of text and bytes of pictures; what is beyond
# that is parsed again.
_KEPT = 16_000_000
_AT_ONCE = 50


class Waiting:
    """The waiting files of one import, with what was read of them."""

    def __init__(self, limit: int = _KEPT) -> None:
        self._limit = limit
        self._kept: dict[str, ParsedFile | None] = {}
        self._reads: dict[str, ReadFile] = {}

    def put(self, parsed: ParsedFile, read: ReadFile) -> None:
        """Let a file wait. One that was put before counts once."""
        size = _size(parsed)
        is_kept = size <= self._limit and parsed.path not in self._kept
        if is_kept:
            self._limit -= size
        if parsed.path not in self._kept:
            self._kept[parsed.path] = parsed if is_kept else None
            self._reads[parsed.path] = read if is_kept else replace(read, documents=())

    def __contains__(self, path: object) -> bool:
        return path in self._kept

    def reads(self) -> tuple[ReadFile, ...]:
        """What the files were taken for when they came; those that were there before go first.

        A document that was found in such a file is its own before it is that of a copy.
        """
        return tuple(sorted(self._reads.values(), key=lambda read: not read.before))

    def kept(self) -> Iterator[tuple[ParsedFile, ...]]:
        """The files that need not be parsed again, a few at a time, in the same order."""
        found = [self._kept[read.path] for read in self.reads()]
        kept = tuple(parsed for parsed in found if parsed is not None)
        for first in range(0, len(kept), _AT_ONCE):
            yield kept[first : first + _AT_ONCE]

    def others(self) -> list[Path]:
        """The files that have to be parsed again."""
        return [Path(read.path) for read in self.reads() if self._kept[read.path] is None]


def _size(parsed: ParsedFile) -> int:
    return sum(
        document.characters + sum(len(picture.data) for picture in document.pictures)
        for document in parsed.documents
    )
