"""A person's folder under watch: files with times of their own, and a clock that tests move on."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader.importers.model import UnchangedFile
from reader.library.database import Database
from reader.library.schema import LIBRARY, PERSONAL
from reader.library.texts import TextStore
from reader.library.watched import WatchedStore
from reader.watching.model import Hidden
from reader.workspace.import_order import ImportOrder, Outcome
from reader.workspace.opening import open_workspace
from reader.workspace.steps import StepReport
from reader.workspace.watching import Watching
from reader.workspace.workspace import Workspace
from tests.workspace.samples import parse_here, places

START = 1_700_000_000.0
LONG = 60.0
"""More than any file needs to settle, in seconds."""


class Clock:
    """The time of the looks, and of the files that are written."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


class Person:
    """Somebody with a library and a folder `there`; may close the program and open it again."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "there"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.clock = Clock()
        self.parsed: list[str] = []
        self._open()

    def _open(self) -> None:
        personal = self.home / "personal.db"
        library = self.home / "资料库"
        self.workspace: Workspace = open_workspace(
            library, personal, places(self.home), self._parse
        )
        self._own = Database(personal, PERSONAL)
        self._library = Database(library / "library.db", LIBRARY)
        self.texts = TextStore(self._library)
        self.store = WatchedStore(self._own, self.texts.library)
        self.watching = self.watcher(self.workspace)

    def watcher(self, workspace: Workspace) -> Watching:
        """What keeps the folders in step by way of a workspace, at the time of the clock."""
        library, gate = workspace.folder, workspace.gate
        return Watching(
            self.store, self.texts, library, gate, lambda: workspace.imports, self.clock
        )

    def close(self) -> None:
        self.workspace.close()
        self._own.close()
        self._library.close()

    def restart(self) -> None:
        """End the program and start it again."""
        self.close()
        self._open()

    def _parse(self, order: ImportOrder) -> Iterator[Sequence[Outcome]]:
        for group in parse_here(order):
            self.parsed += [item.path for item in group if not isinstance(item, UnchangedFile)]
            yield group

    # Files

    def path(self, name: str) -> Path:
        return self.folder / name

    def write(self, name: str, text: str) -> Path:
        """Write a file, now."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        self.date(path)
        return path

    def date(self, path: Path) -> None:
        """Let a file have been changed just now."""
        moment = int(self.clock.now * 1e9)
        os.utime(path, ns=(moment, moment))

    # Steps

    def check(self) -> StepReport:
        """Look once."""
        return self.watching.check()

    def settle(self) -> list[StepReport]:
        """Look until nothing waits any more."""
        reports: list[StepReport] = []
        while not reports or reports[-1].again_after is not None:
            assert len(reports) < 6, "it never settles"
            self.clock.now += LONG
            reports.append(self.check())
        return reports

    def problems(self) -> tuple[Hidden, ...]:
        """What could not be read of all folders."""
        return tuple(p for status in self.watching.status() for p in status.problems)

    def declined(self) -> tuple[str, ...]:
        """The files that are not wanted of all folders."""
        return tuple(path for status in self.watching.status() for path in status.declined)

    def held(self) -> dict[str, str]:
        """The texts of the library: the last paragraph of each document, by its id."""
        return {
            record.document: self.workspace.read(record.document).paragraphs[-1].text
            for record in self.workspace.documents()
        }

    def id_of(self, text: str) -> str:
        """The one document with this last paragraph."""
        (found,) = [key for key, held in self.held().items() if held == text]
        return found


@contextmanager
def person(home: Path, watch: bool = True) -> Iterator[Person]:
    """A person at the desk; at the end everything is closed."""
    somebody = Person(home)
    try:
        if watch:
            somebody.watching.add(somebody.folder)
        yield somebody
    finally:
        somebody.close()
