"""Somebody who imports, corrects, edits, moves, removes and undoes, in any order; and what holds.

A step is an action with two numbers, which choose among what is there: a walk that went wrong can
be made shorter by leaving steps out, and be kept as a test.
"""

import os
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from reader.documents.corrections import Correction, Join, SetHeading, SetJunk, SetMetadata, Split
from reader.documents.model import Document
from reader.documents.reading import Reading
from reader.importers.model import ImportReport
from reader.library.withdrawn import Withdrawn
from reader.workspace.opening import open_workspace
from tests.workspace.correcting.acting import MEMO
from tests.workspace.samples import parse_here, places

Step = tuple[str, int, int]

_COLLECTION = """心得体会（2篇）
篇一：勤于学习践行初心使命
作为办公室干部，要把学习放在第一位，做到学思用贯通。
要把岗位当作课堂，在实践中增长才干。
篇二：新时代办公室工作的根本遵循
办公室工作是党的事业的重要组成部分，要讲政治顾大局。
要严谨细致，一丝不苟，把小事办好。
"""
_MEETING = """会务工作要点
会前准备要细，材料要齐，会场要早看。
会后落实要及时，纪要三天之内印发。
"""
_TEXTS = {"通知.txt": MEMO, "集.txt": _COLLECTION, "会务.txt": _MEETING}


class Walk:
    """One person with a few files and a library; every step checks what has to hold after it."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._folder = home / "文献"
        self._folder.mkdir(parents=True)
        self._clock = 1_000_000_000
        self._edits = 0
        self._undo: list[tuple[str, tuple[Correction, ...]]] = []
        self._held: list[tuple[Withdrawn, ...]] = []
        # What each file says, by its name.
        self._files: dict[str, str] = {}
        for name, text in _TEXTS.items():
            self._write(name, text)
        self._open()

    def close(self) -> None:
        """The end of the program."""
        self.workspace.close()

    def take(self, step: Step) -> None:
        """Do one step, and check."""
        action, one, other = step
        getattr(self, f"_{action}")(one, other)
        self.check()

    # What holds after every step

    def check(self) -> None:
        """Every document shows what the corrections of its file make of what was read."""
        for record in self.workspace.documents():
            reading = self.workspace.corrections.reading(record.document)
            shown = self._shown(record.document)
            assert _bare(shown) in map(_bare, reading.corrected.documents), (
                f"{record.document} {record.metadata.title} is not as corrected"
            )

    def _shown(self, document: str) -> Document:
        text = self.workspace.read(document)
        return Document(text.record.metadata, text.paragraphs, text.sections)

    # The files

    def _write(self, name: str, text: str) -> None:
        self._clock += 10
        path = self._folder / name
        path.write_text(text, "utf-8")
        os.utime(path, (self._clock, self._clock))
        self._files[name] = text

    def _name(self, number: int) -> str:
        names = sorted(self._files)
        return names[number % len(names)]

    def _edit(self, one: int, other: int) -> None:
        """A line more, a line less, or the lines of before."""
        name = self._name(one)
        lines = self._files[name].splitlines()
        self._edits += 1
        match other % 3:
            case 0:
                place = 1 + other % len(lines)
                lines.insert(place, f"这是第{self._edits}次补充的话，请照此办理。")
            case 1 if len(lines) > 3:
                del lines[1 + other % (len(lines) - 1)]
            case _:
                lines = next(t for t in _TEXTS.values() if t[:4] == lines[0][:4]).splitlines()
        self._write(name, "\n".join(lines) + "\n")

    def _rename(self, one: int, other: int) -> None:
        name, new = self._name(one), f"改名{other % 5}.txt"
        if new not in self._files:
            (self._folder / name).rename(self._folder / new)
            self._files[new] = self._files.pop(name)

    def _swap(self, one: int, other: int) -> None:
        first, second = self._name(one), self._name(other)
        texts = self._files[second], self._files[first]
        self._write(first, texts[0])
        self._write(second, texts[1])

    def _copy(self, one: int, other: int) -> None:
        self._write(f"副本{other % 2}.txt", self._files[self._name(one)])

    def _delete(self, one: int, other: int) -> None:
        if len(self._files) > 2:
            name = self._name(one)
            (self._folder / name).unlink()
            del self._files[name]

    # The library

    def _open(self) -> None:
        self.workspace = open_workspace(
            self._home / "资料库", self._home / "personal.db", places(self._home), parse_here
        )

    def _restart(self, one: int, other: int) -> None:
        before = self._state()
        self.workspace.close()
        self._open()
        self.workspace.warm_up()
        self._held.clear()
        assert self._state() == before, "a restart changes texts"

    def _state(self) -> dict[str, Document]:
        return {r.document: self._shown(r.document) for r in self.workspace.documents()}

    def _import(self, one: int, other: int) -> None:
        names = [self._name(one)] if other % 3 else sorted(self._files)
        self._import_names(names)

    def _import_names(self, names: Iterable[str]) -> None:
        paths = [self._folder / name for name in names]
        report = self.workspace.imports.take_in(paths)
        assert not report.failed
        self._check_import(report, paths)
        before = self._state()
        again = self.workspace.imports.take_in(paths)
        assert self._state() == before, "importing once more changes texts"
        assert {row.status for row in again.documents} <= {"unchanged"}

    def _check_import(self, report: ImportReport, paths: Sequence[Path]) -> None:
        """Every file gave a document, and all lines of a file are in the library."""
        lines = {
            "".join(paragraph.text.split())
            for record in self.workspace.documents()
            for paragraph in self.workspace.read(record.document).paragraphs
        }
        for path in paths:
            assert any(row.path == str(path) for row in report.documents)
            said = {"".join(line.split()) for line in self._files[path.name].splitlines()}
            assert said <= lines, f"{path.name} is not whole"

    # The documents

    def _document(self, number: int) -> str | None:
        found = self.workspace.documents()
        return found[number % len(found)].document if found else None

    def _correct(self, one: int, other: int) -> None:
        document = self._document(one)
        if document is None:
            return
        reading = self.workspace.corrections.reading(document)
        new = _correction(reading, other)
        if new is None:
            return
        wanted = reading.correct(new)
        self._set(document, wanted.corrections)

    def _set(self, document: str, corrections: tuple[Correction, ...]) -> None:
        before = self.workspace.corrections.reading(document).corrections
        report = self.workspace.corrections.set(document, corrections)
        self._undo.append((document, before))
        for row in report.documents:
            now = self.workspace.corrections.reading(row.document)
            if now.path == row.path:
                assert now.corrections == corrections, "a correction was not stored"
        self.check()

    def _uncorrect(self, one: int, other: int) -> None:
        if self._undo:
            document, corrections = self._undo.pop()
            if self.workspace.holds(document):
                self._set(document, corrections)
                self._undo.pop()

    def _clear(self, one: int, other: int) -> None:
        document = self._document(one)
        if document is not None:
            self._set(document, ())

    def _withdraw(self, one: int, other: int) -> None:
        document = self._document(one)
        if document is not None:
            self._held.append(self.workspace.removal.withdraw([document]))

    def _restore(self, one: int, other: int) -> None:
        if self._held:
            self.workspace.removal.restore(self._held.pop(other % len(self._held)))


_WEIGHTS = {
    "import": 8,
    "edit": 3,
    "rename": 1,
    "swap": 1,
    "copy": 1,
    "delete": 1,
    "correct": 14,
    "uncorrect": 4,
    "clear": 1,
    "withdraw": 3,
    "restore": 3,
    "restart": 1,
}


def steps(chance: random.Random, count: int) -> list[Step]:
    """An import, then so many steps by chance."""
    actions = chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()), k=count)
    taken = [(action, chance.randrange(1000), chance.randrange(10_000)) for action in actions]
    return [("import", 0, 0), *taken]


def _correction(reading: Reading, number: int) -> Correction | None:
    documents = reading.corrected.documents
    place, number = number % len(documents), number // len(documents)
    paragraphs = documents[place].paragraphs
    if not paragraphs:
        return None
    kind, number = number % 7, number // 7
    at = reading.place(place, 1 + number % len(paragraphs))
    match kind:
        case 0:
            return SetJunk(at, junk=bool(number % 2))
        case 1:
            return SetHeading(at, 1 + number % 3)
        case 2:
            return SetHeading(at, None)
        case 3:
            return SetMetadata(reading.place(place), "title", f"题{number % 4}")
        case 4:
            return SetMetadata(reading.place(place), "author", f"人{number % 4}")
        case 5:
            return Split(at)
    return Join(reading.place(place)) if place else None


def _bare(document: Document) -> Document:
    return replace(document, pictures=())
