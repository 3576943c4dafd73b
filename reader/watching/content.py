"""Tells the bytes of one file from those of another."""

import hashlib
import os

from reader.importers.limits import Limits
from reader.paths import reachable
from reader.watching.model import Stamp

_LARGEST = Limits().max_bytes
_CHUNK = 1024 * 1024


def read_content(path: str, stamp: Stamp) -> str | None:
    """What identifies the bytes of a file; None where they are not those of the stamp any more.

    A file that is too large to be imported is not read: its size and time stand for it.

    Raises:
        OSError: it cannot be read.
    """
    if stamp.size > _LARGEST:
        return f"{stamp.size}:{stamp.mtime_ns}"
    with open(reachable(path), "rb") as file:
        before = os.fstat(file.fileno())
        digest = hashlib.blake2b(digest_size=16)
        left = stamp.size
        # A file that grows while it is read might have no end.
        while left > 0 and (chunk := file.read(min(left, _CHUNK))):
            digest.update(chunk)
            left -= len(chunk)
        after = os.fstat(file.fileno())
    if any(Stamp(now.st_size, now.st_mtime_ns) != stamp for now in (before, after)):
        return None
    return digest.hexdigest()
