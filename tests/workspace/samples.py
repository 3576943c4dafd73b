"""A workspace on small texts that are parsed in this process: fast, and with faults on demand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from reader.importers.model import Progress
from reader.importers.stamp import stamp_of
from reader.importers.worker import parse_one
from reader.paths import Places
from reader.workspace.import_order import ImportOrder, Outcome
from reader.workspace.opening import open_workspace
from reader.workspace.workspace import Workspace

TEXTS = {
    "督查.txt": "督查工作要点\n各科室要把督查作为推动落实的重要手段。\n建立台账，办结销号。\n",
    "会务.txt": "会务工作要点\n会前准备要细，会中服务要周到，会后落实要及时督查。\n",
    "值班.txt": "值班工作要点\n值班人员要坚守岗位，遇有突发事件，及时报告。\n",
}


def parse_here(order: ImportOrder) -> Iterator[Sequence[Outcome]]:
    """Files as named, one after the other, without a process for them."""
    for number, path in enumerate(order.paths, start=1):
        if order.cancelled():
            return
        order.progress(Progress(number, len(order.paths), str(path)))
        stamp = stamp_of(path)
        known = order.known(str(path), stamp)
        yield [
            known
            or replace(parse_one(path, order.limits, order.encodings.get(str(path))), stamp=stamp)
        ]


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
    report = workspace.imports.take_in(write(folder, texts))
    assert not report.failed
    return {record.metadata.title for record in workspace.documents()}


def total(workspace: Workspace, query: str) -> int:
    return workspace.searching.search(query).paragraphs


def by_hand(workspace: Workspace, word: str) -> int:
    """How many paragraphs hold a word, counted over the texts themselves."""
    return sum(
        word in paragraph.text and paragraph.kind.value != "junk"
        for record in workspace.documents()
        for paragraph in workspace.read(record.document).paragraphs
    )
