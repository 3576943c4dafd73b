"""What can be told of a database file without opening it as one."""

from errno import EROFS
from os import W_OK, access, urandom
from pathlib import Path
from typing import NamedTuple

MAGIC = b"SQLite format 3\0"
HEADER = 100


class Marks(NamedTuple):
    """The two numbers by which a file says what it is (PRAGMA application_id, user_version)."""

    application_id: int
    version: int


def read_header(path: Path) -> bytes:
    """The first hundred bytes, or nothing for a missing file. Raises OSError."""
    try:
        with path.open("rb") as file:
            return file.read(HEADER)
    except FileNotFoundError:
        return b""


def marks(header: bytes) -> Marks:
    """The marks in a whole header (sqlite.org/fileformat2.html, offsets 60 and 68)."""
    return Marks(
        application_id=int.from_bytes(header[68:72], "big"),
        version=int.from_bytes(header[60:64], "big"),
    )


def journal_waits(path: Path) -> bool:
    """Whether a transaction may have been cut short, so that SQLite rolls it back first."""
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0


def can_write(path: Path) -> bool:
    """Whether the file can be changed, or made; the folder must take the journal as well.

    Permissions alone do not tell (Windows, read-only media), so it is tried.
    """
    folder = path.parent
    if not folder.exists():
        return True
    if not access(folder, W_OK) or (path.exists() and not access(path, W_OK)):
        return False
    probe = folder / f".{scratch_name()}.tmp"
    try:
        probe.touch(exist_ok=False)
        probe.unlink()
        if path.exists():
            path.open("r+b").close()
    except PermissionError:
        return False
    except OSError as error:
        return error.errno != EROFS
    return True


def scratch_name() -> str:
    """A name that no other file has, for one that soon goes away."""
    return urandom(16).hex()


def new_uuid() -> str:
    """A new random UUID; its module is loaded for the first one."""
    import uuid

    return str(uuid.uuid4())
