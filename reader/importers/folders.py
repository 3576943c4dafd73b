"""Tells one folder from another, so that no link leads in a circle."""

import os
from collections.abc import Iterator

FolderKey = tuple[int, int] | str
"""What two paths of one folder have in common."""


def folder_key(path: str, status: os.stat_result) -> FolderKey:
    """The key of the folder at `path`, which looks like `status`.

    Device and number; where the file system gives no numbers (some network drives of Windows),
    the path without links, in the case that the system compares. Raises OSError.
    """
    if status.st_ino:
        return status.st_dev, status.st_ino
    return os.path.normcase(os.path.realpath(path))


def folders_above(path: str) -> frozenset[FolderKey]:
    """The keys of the folders above a path, both as it is written and where it really stands.

    Those that cannot be seen are left out.
    """
    return frozenset(_keys(os.path.abspath(path))) | frozenset(_keys(os.path.realpath(path)))


def _keys(path: str) -> Iterator[FolderKey]:
    above = os.path.dirname(path)
    while above != path:
        path, above = above, os.path.dirname(above)
        yield os.path.normcase(path)
        try:
            yield folder_key(path, os.stat(path))
        except (OSError, ValueError):
            continue
