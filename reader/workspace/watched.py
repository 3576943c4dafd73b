"""What can be told of watched folders from what is known of their files."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reader.importers.stamp import READERS
from reader.watching.model import FileState, Folder, Hidden, KnownFile, Stamp
from reader.watching.scope import Scope
from reader.workspace.steps import FolderStatus

THERE = (FileState.PRESENT, FileState.FAILED)
# No file looks like this.
_UNKNOWN = Stamp(-1, -1)


def as_of_now(
    file: KnownFile, held: Collection[str], removed: Collection[str], others: Sequence[str] = ()
) -> KnownFile | None:
    """What is known of a file, given the documents that the library holds now.

    `removed` were taken out of it; `others` came from this file as well (somebody imported it,
    or divided a document). A file is new again (None) when the library does not know what it
    gave and nobody took it out: it is an older copy of the library.
    """
    file = replace(file, documents=tuple(dict.fromkeys((*file.documents, *others))))
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
    folders: Iterable[Folder], known: Mapping[str, KnownFile], hidden: Iterable[Hidden]
) -> Iterator[FolderStatus]:
    """Each folder with its files; what stands in a watched folder inside belongs to that."""
    scope = Scope(folders)
    files: defaultdict[str, list[KnownFile]] = defaultdict(list)
    problems: defaultdict[str, list[Hidden]] = defaultdict(list)
    for file in known.values():
        home = scope.home(file.path)
        if home is not None and file.state in THERE:
            files[home.path].append(file)
    for place in hidden:
        home = scope.home(place.path)
        if home is not None:
            problems[home.path].append(place)
    for folder in folders:
        yield _status(folder, files[folder.path], problems[folder.path])


def _status(folder: Folder, files: Iterable[KnownFile], hidden: Iterable[Hidden]) -> FolderStatus:
    files = sorted(files, key=lambda file: file.path)
    read = [file for file in files if file.state is FileState.PRESENT and not file.declined]
    failed = [Hidden(file.path, file.reason) for file in files if file.reason is not None]
    return FolderStatus(
        folder=folder,
        files=len(read),
        documents=len({document for file in read for document in file.documents}),
        problems=(*hidden, *failed),
        declined=tuple(file.path for file in files if file.declined),
    )
