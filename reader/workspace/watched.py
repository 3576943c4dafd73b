"""What can be told of watched folders from what is known of their files."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from reader.importers.stamp import READERS
from reader.watching.model import FileState, Folder, Hidden, KnownFile, LostText, Stamp
from reader.watching.scope import Scope
from reader.workspace.model import FolderStatus

THERE = (FileState.PRESENT, FileState.FAILED)
# No file looks like this.
_UNKNOWN = Stamp(-1, -1)


def as_of_now(file: KnownFile, held: Collection[str], removed: Collection[str]) -> KnownFile | None:
    """What is known of a file, given the documents that the library holds now."""
    if file.state is FileState.FAILED and file.readers != READERS:
        file = replace(file, stamp=_UNKNOWN, content="")
    if not file.documents or any(document in held for document in file.documents):
        return file
    if all(document in removed for document in file.documents):
        return replace(file, declined=True)
    return replace(file, documents=()) if file.state is FileState.FAILED else None


def inhabited(known: Mapping[str, KnownFile], scope: Scope) -> set[str]:
    """The watched folders that held files at the last look."""
    return {
        home.path
        for file in known.values()
        if file.state in THERE and (home := scope.home(file.path)) is not None
    }


def statuses(
    folders: Iterable[Folder],
    known: Mapping[str, KnownFile],
    hidden: Iterable[Hidden],
    lost: Iterable[LostText],
) -> Iterator[FolderStatus]:
    """Each folder with its counts; what stands in a watched folder inside counts there."""
    scope = Scope(folders)
    files: defaultdict[str, int] = defaultdict(int)
    documents: defaultdict[str, set[str]] = defaultdict(set)
    missing: defaultdict[str, int] = defaultdict(int)
    for file in known.values():
        home = scope.home(file.path)
        if home is not None and file.state is FileState.PRESENT and not file.declined:
            files[home.path] += 1
            documents[home.path].update(file.documents)
    for text in lost:
        home = scope.home(text.path)
        if home is not None and not text.kept:
            missing[home.path] += 1
    unread = problems(scope, known, hidden)
    for folder in folders:
        path = folder.path
        yield FolderStatus(
            folder, files[path], len(documents[path]), len(unread[path]), missing[path]
        )


def problems(
    scope: Scope, known: Mapping[str, KnownFile], hidden: Iterable[Hidden]
) -> defaultdict[str, list[Hidden]]:
    """What could not be read, by watched folder."""
    found: defaultdict[str, list[Hidden]] = defaultdict(list)
    failed = [
        Hidden(file.path, file.reason)
        for file in known.values()
        if file.state is FileState.FAILED and file.reason is not None
    ]
    for problem in (*hidden, *sorted(failed, key=lambda problem: problem.path)):
        home = scope.home(problem.path)
        if home is not None:
            found[home.path].append(problem)
    return found
