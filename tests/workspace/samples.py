"""A workspace on small texts that are parsed in this process: fast, and with faults on demand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from reader.importers.limits import Limits
from reader.importers.model import FailedFile, ParsedFile
from reader.importers.worker import parse_one
from reader.paths import Places
from reader.workspace.opening import open_workspace
from reader.workspace.workspace import Cancelled, Progress, Workspace

TEXTS = {
    "督查.txt": "督查工作要点\n各科室要把督查作为推动落实的重要手段。\n建立台账，办结销号。\n",
    "会务.txt": "会务工作要点\n会前准备要细，会中服务要周到，会后落实要及时督查。\n",
    "值班.txt": "值班工作要点\n值班人员要坚守岗位，遇有突发事件，及时报告。\n",
}


def parse_here(
    paths: Sequence[Path],
    cancelled: Cancelled,
    progress: Progress,
    encodings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[ParsedFile | FailedFile]:
    """Files as named, without a process for them."""
    for number, path in enumerate(paths, start=1):
        if cancelled():
            return
        progress(number, len(paths), str(path))
        yield parse_one(path, Limits(), encodings.get(str(path)))


def places(folder: Path) -> Places:
    return Places(folder / "data", folder / "config", folder / "cache")


@contextmanager
def opened(folder: Path, library: Path | None = None) -> Iterator[Workspace]:
    """The workspace of a person whose home is `folder`."""
    workspace = open_workspace(
        library or folder / "资料库", folder / "personal.db", places(folder), parse_here
    )
    try:
        yield workspace
    finally:
        workspace.close()


def write(folder: Path, texts: Mapping[str, str] = TEXTS) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in texts]


def bring_in(workspace: Workspace, folder: Path, texts: Mapping[str, str] = TEXTS) -> Iterable[str]:
    """Import the texts; the titles that are there now."""
    report = workspace.import_paths(write(folder, texts))
    assert not report.failed
    return {record.metadata.title for record in workspace.documents()}


def total(workspace: Workspace, query: str) -> int:
    return workspace.search(query).paragraphs


def by_hand(workspace: Workspace, word: str) -> int:
    """How many paragraphs hold a word, counted over the texts themselves."""
    return sum(
        word in paragraph.text and paragraph.kind.value != "junk"
        for record in workspace.documents()
        for paragraph in workspace.read(record.document).paragraphs
    )
