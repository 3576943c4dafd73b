"""The commits of an index: Whoosh's table of contents, and a manifest of ours beside it.

A commit is one file: the moment `_MAIN_<generation>.toc` gets its name, the new state is there.
`manifest_<generation>.json` was written before. It holds the marker (schema version, last change
applied) and size and CRC-32 of everything that readers use, the table of contents included.
Files are not forced to the disk: after a power failure the checksums tell, and the index, which
can always be rebuilt, is rebuilt.
"""

import json
import os
import pickle
import re
import struct
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import RamStorage
from whoosh.index import TOC, clean_files
from whoosh.index import IndexError as TocError

from index.errors import IndexDamaged
from index.schema import FIELDS, schema, schema_version
from index.storage import MappedStorage, TocStorage

NAME = "MAIN"
_MANIFEST = re.compile(r"manifest_([0-9]+)\.json")
_SEGMENT = re.compile(r"[0-9a-z]+")
_CHUNK = 1 << 20
_BROKEN_TOC = (
    TocError,
    pickle.UnpicklingError,
    EOFError,
    AssertionError,
    AttributeError,
    ImportError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Checksum:
    """Size in bytes and CRC-32 of a file."""

    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class Marker:
    """What an index holds: the layout it was built with, the last change record applied."""

    schema: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Commit:
    """One state of an index. The segments belong to the holder: Whoosh changes them."""

    generation: int
    marker: Marker
    segments: tuple[Segment, ...]
    checksums: dict[str, Checksum]


def latest_generation(folder: Path) -> int:
    """The number of the last commit; -1 where there is none."""
    return TOC._latest_generation(MappedStorage(folder), NAME)


def commit_mark(folder: Path) -> tuple[int, int, int]:
    """What tells the last commit from all others: its number, when and where it was written.

    The number alone does not: an index that was deleted and built anew counts from 0 again.
    """
    generation = latest_generation(folder)
    try:
        status = (folder / TOC._filename(NAME, generation)).stat()
    except OSError:
        return generation, 0, 0
    return generation, status.st_mtime_ns, status.st_ino


def read_marker(folder: Path) -> Marker:
    """The marker of the last commit, from the manifest alone (well under a millisecond).

    Raises:
        IndexDamaged: missing, old, foreign or broken.
    """
    return _manifest(folder, latest_generation(folder))[0]


def read_commit(folder: Path) -> Commit:
    """The last commit.

    Raises:
        IndexDamaged: missing, old, foreign or broken.
        FileNotFoundError: the writer has just replaced it; read again.
    """
    generation = latest_generation(folder)
    marker, checksums = _manifest(folder, generation)
    name = TOC._filename(NAME, generation)
    content = (folder / name).read_bytes()
    if _checksum(content) != checksums.get(name):
        raise IndexDamaged(f"{name} is broken")
    return Commit(generation, marker, _segments(content, generation), checksums)


def write_commit(
    folder: Path, generation: int, segments: Sequence[Segment], sequence: int, known: Commit | None
) -> Commit:
    """Make these segments the state of the index, then delete what is no longer needed.

    `known` is the commit before, whose checksums are taken over for segments that stay.
    """
    storage = MappedStorage(folder)
    content = _toc_bytes(segments, generation)
    name = TOC._filename(NAME, generation)
    checksums = {name: _checksum(content)}
    before = known.checksums if known else {}
    for segment in segments:
        for column in column_files(segment):
            checksums[column] = before.get(column) or file_checksum(folder / column)
    marker = Marker(schema_version(), sequence)
    _replace(folder / _manifest_name(generation), _manifest_bytes(marker, checksums))
    _replace(folder / name, content)
    clean_files(storage, NAME, generation, segments)
    _delete_manifests(folder, generation)
    return Commit(generation, marker, tuple(segments), checksums)


def column_files(segment: Segment) -> list[str]:
    """The names of the files of a segment that are ever read."""
    return [W3Codec.column_filename(segment, field) for field in FIELDS]


def file_checksum(path: Path) -> Checksum:
    """Read a file through (about 2 GB/s); not through a memory map, which would count as ours."""
    size = crc = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
    return Checksum(size, crc)


def _checksum(content: bytes) -> Checksum:
    return Checksum(len(content), zlib.crc32(content))


def _manifest_name(generation: int) -> str:
    return f"manifest_{generation}.json"


def _manifest_bytes(marker: Marker, checksums: dict[str, Checksum]) -> bytes:
    """One line of JSON and a line with its CRC-32."""
    files = {name: asdict(checksum) for name, checksum in checksums.items()}
    line = json.dumps({"marker": asdict(marker), "files": files}).encode("ascii")
    return line + b"\n%08x\n" % zlib.crc32(line)


def _manifest(folder: Path, generation: int) -> tuple[Marker, dict[str, Checksum]]:
    if generation < 0:
        raise IndexDamaged("there is no index")
    content = (folder / _manifest_name(generation)).read_bytes()
    line, _, crc = content.partition(b"\n")
    if crc != b"%08x\n" % zlib.crc32(line):
        raise IndexDamaged("the manifest is broken")
    try:
        data = json.loads(line)
        marker = Marker(str(data["marker"]["schema"]), int(data["marker"]["sequence"]))
        checksums = {str(name): Checksum(**entry) for name, entry in data["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamaged(f"the manifest is broken: {error}") from error
    if marker.schema != schema_version():
        raise IndexDamaged(f"the index is of version {marker.schema}")
    return marker, checksums


def _segments(content: bytes, generation: int) -> tuple[Segment, ...]:
    try:
        toc = TOC.read(TocStorage(content), NAME, gen=generation, schema=schema())
        return tuple(_sound(segment) for segment in toc.segments)
    except _BROKEN_TOC as error:
        raise IndexDamaged(f"the table of contents is broken: {error}") from error


def _sound(found: Segment) -> Segment:
    """The segment made anew from what we know of; its name becomes part of file names."""
    if not isinstance(found, W3Segment) or not _SEGMENT.fullmatch(found.segid):
        raise ValueError("no segment of ours")
    documents = int(found._doccount)
    deleted = {int(number) for number in found._deleted or ()}
    if not deleted <= set(range(documents)):
        raise ValueError("a deleted document that never was")
    return W3Segment(W3Codec(), NAME, documents, found.segid, deleted or None)


def _toc_bytes(segments: Sequence[Segment], generation: int) -> bytes:
    storage = RamStorage()
    TOC(schema(), list(segments), generation).write(storage, NAME)
    return storage.files[TOC._filename(NAME, generation)]


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that it is there as a whole or not at all."""
    partial = path.with_name(path.name + ".part")
    partial.write_bytes(content)
    os.replace(partial, path)


def _delete_manifests(folder: Path, generation: int) -> None:
    for path in folder.iterdir():
        match = _MANIFEST.fullmatch(path.name)
        if match and int(match.group(1)) != generation:
            with suppress(OSError):  # Windows: somebody is reading it; the next commit tries again
                path.unlink()
