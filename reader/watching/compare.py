"""What is different from what was known: new, changed, moved, vanished. Decided without a disk.

A file is known by its path. One that is gone and whose bytes stand at another path was moved
there. A file that is still there and holds other bytes was edited, even when a new file holds
what it held (a copy was kept before the edit), unless known files have changed their places
among each other. A file whose text the user took out of the library is not read again.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from reader.errors import system_reason
from reader.watching.model import (
    Changes,
    Content,
    FileState,
    Hidden,
    KnownFile,
    Move,
    Seen,
    Stamp,
    There,
)
from reader.watching.scope import Scope, is_within

SETTLE_SECONDS = 2.0
"""A file that has not changed for so long is taken as finished; one that is gone, as gone."""

_NANOSECONDS = 1_000_000_000

ReadContent = Callable[[str, Stamp], str | None]


def compare(
    known: Mapping[str, KnownFile],
    there: There,
    scope: Scope,
    content: ReadContent,
    before: Mapping[str, Seen],
    now: float,
) -> Changes:
    """Compare what is known with what is there.

    Args:
        known: files by path; also of folders that cannot be reached or are paused.
        there: what was found.
        scope: the watched folders.
        content: tells the content of a file, None when it is no longer as the stamp says.
            Raises OSError where it cannot be read. Asked for new and changed files only.
        before: `waiting` of the look before.
        now: the time of this look, in seconds of the clock of the files.
    """
    look = _Look(before, now)
    gone = _gone(known, there, scope)
    sure = {path for path in gone if known[path].state is FileState.VANISHED or look.is_gone(path)}
    unchanged, touched = _sort(known, there, look)
    contents = _read(touched, content, look)
    same = [c for c in contents if _is_known(known.get(c.path), c)]
    other = [c for c in contents if not _is_known(known.get(c.path), c)]
    leaving = sure | _displaced(known, other, gone)
    matches = _Matches(known, leaving, gone - sure, {*unchanged, *(c.path for c in same)}, there)
    other.sort(key=lambda c: c.path)
    # Who kept the name has the first choice.
    for item in matches.follow(matches.follow(other, same_name=True), same_name=False):
        matches.place(item, look)
    refused = [c for c in matches.left if c.path in known and known[c.path].declined]
    left = [c for c in matches.left if c not in refused]
    targets = {move.before for move in matches.moved}
    return Changes(
        unchanged=len(unchanged),
        new=tuple(item for item in left if item.path not in known),
        changed=tuple(item for item in left if item.path in known),
        same=(*same, *refused),
        moved=tuple(matches.moved),
        copies=tuple(matches.copies),
        vanished=tuple(
            sorted(p for p in sure - targets if known[p].state is not FileState.VANISHED)
        ),
        unreadable=tuple(look.unreadable),
        waiting=look.waiting,
    )


def _gone(known: Mapping[str, KnownFile], there: There, scope: Scope) -> set[str]:
    """What would have been found, were it still there."""
    hidden = [place.path for place in there.hidden]
    hidden += there.troubles
    return {
        path
        for path in known
        if path not in there.files
        and scope.covers(path)
        and not any(is_within(path, place) for place in hidden)
    }


@dataclass
class _Look:
    """This look: what it finds unsettled, and what it cannot read."""

    before: Mapping[str, Seen]
    now: float
    waiting: dict[str, Seen] = field(default_factory=dict)
    unreadable: list[Hidden] = field(default_factory=list)

    def is_settled(self, path: str, stamp: Stamp) -> bool:
        """Whether a file has not changed for a while; the disk's clock may not be ours."""
        age = self.now - stamp.mtime_ns / _NANOSECONDS
        return age >= SETTLE_SECONDS or self._seen_long(path, stamp)

    def is_gone(self, path: str) -> bool:
        """Whether a file was missing for a while: programs that save may take it away shortly."""
        return self._seen_long(path, None)

    def _seen_long(self, path: str, stamp: Stamp | None) -> bool:
        """Whether a path looked like this before; if it has not for long, it waits."""
        seen = self.before.get(path)
        if seen is None or seen.stamp != stamp:
            seen = Seen(stamp, self.now)
        if self.now - seen.since >= SETTLE_SECONDS:
            return True
        self.waiting[path] = seen
        return False

    def wait(self, path: str, stamp: Stamp) -> None:
        """Leave a file to the next look."""
        self.waiting.setdefault(path, Seen(stamp, self.now))


def _sort(
    known: Mapping[str, KnownFile], there: There, look: _Look
) -> tuple[set[str], list[tuple[str, Stamp]]]:
    """The files that are as they were, and the settled ones that may not be."""
    unchanged: set[str] = set()
    touched: list[tuple[str, Stamp]] = []
    for path, stamp in there.files.items():
        file = known.get(path)
        if file is not None and file.stamp == stamp and file.state is not FileState.VANISHED:
            unchanged.add(path)
        elif look.is_settled(path, stamp):
            touched.append((path, stamp))
    return unchanged, touched


def _read(
    touched: Collection[tuple[str, Stamp]], content: ReadContent, look: _Look
) -> list[Content]:
    found = []
    for path, stamp in touched:
        try:
            bytes_of_it = content(path, stamp)
        except FileNotFoundError:
            look.wait(path, stamp)
        except OSError as error:
            look.unreadable.append(Hidden(path, system_reason(error)))
        else:
            if bytes_of_it is None:
                look.wait(path, stamp)
            else:
                found.append(Content(path, stamp, bytes_of_it))
    return found


def _is_known(file: KnownFile | None, now: Content) -> bool:
    return file is not None and file.content == now.content


def _displaced(
    known: Mapping[str, KnownFile], other: Collection[Content], gone: Collection[str]
) -> set[str]:
    """Files that are there, but in whose place another known file has come."""
    edited = {c.path for c in other if c.path in known}
    former = {known[path].content for path in (*edited, *gone)}
    return {c.path for c in other if c.path in edited and c.content in former}


class _Matches:
    """Finds out where contents went."""

    def __init__(
        self,
        known: Mapping[str, KnownFile],
        leaving: Collection[str],
        doubtful: Collection[str],
        standing: Collection[str],
        there: There,
    ) -> None:
        self._known = known
        self._leaving = _by_content(known, leaving)
        self._doubtful = {known[path].content for path in doubtful}
        # Also what stands where nobody can look now.
        elsewhere = known.keys() - there.files.keys() - set(leaving) - set(doubtful)
        # What nobody wants is not wanted in another file either.
        refused = {path for path, file in known.items() if file.declined and path not in leaving}
        self._holders = _by_content(known, {*standing, *elsewhere, *refused})
        self.moved: list[Move] = []
        self.copies: list[Move] = []
        self.left: list[Content] = []

    def follow(self, items: Iterable[Content], same_name: bool) -> list[Content]:
        """Find out which of them were moved here; the others."""
        rest = []
        for item in items:
            sources = [path for path in self._leaving[item.content] if path != item.path]
            if same_name:
                name = os.path.basename(item.path)
                sources = [path for path in sources if os.path.basename(path) == name]
            if not sources:
                rest.append(item)
                continue
            source = min(sources, key=lambda path: _distance(path, item.path))
            self._leaving[item.content].remove(source)
            self._holders[item.content].append(source)
            self.moved.append(Move(source, item))
        return rest

    def place(self, item: Content, look: _Look) -> None:
        """Decide on a file that was not moved here."""
        holders = self._holders[item.content]
        if holders:
            self.copies.append(Move(holders[0], item))
        elif item.content in self._doubtful:
            look.wait(item.path, item.stamp)
        else:
            self.left.append(item)


def _by_content(
    known: Mapping[str, KnownFile], paths: Collection[str]
) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        found[known[path].content].append(path)
    return found


def _distance(before: str, now: str) -> int:
    """How far apart two paths are: the more of their parts are the same, the nearer."""
    return -sum(a == b for a, b in zip(before.split(os.sep), now.split(os.sep), strict=False))
