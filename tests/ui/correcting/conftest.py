"""For the tests of correcting: the dialog on a file, without a library behind it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.documents.reading import Reading
from reader.errors import ImportProblem
from reader.messages import Translator, msg
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.correcting.dialog import CorrectionDialog
from reader.ui.correcting.editing import Editing
from reader.ui.correcting.sheet import Sheet
from reader.ui.correcting.steps import View
from reader.ui.tasks import TaskRunner
from tests.ui.conftest import WAIT_MS
from tests.ui.correcting import samples


class Bench:
    """A dialog with one file; `reread` answers what reading it in other encodings gives."""

    def __init__(self, qtbot: QtBot, tr: Translator, tasks: TaskRunner, reading: Reading) -> None:
        self.bot = qtbot
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.read_as: list[str | None] = []
        self.dialog = CorrectionDialog(False, Appearance(RESOURCES, "light"), tr, self.parent)
        self.editing = Editing(reading, self._reread, tasks, self.dialog)
        self.ended: list[bool] = []
        self.dialog.ended.connect(self.ended.append)
        self.dialog.add(self.editing)
        self.dialog.turn_to(self.editing)
        self.editing.begin()
        with qtbot.waitExposed(self.dialog):
            self.dialog.show()
        self.settle()

    def _reread(self, encoding: str | None) -> Reading:
        self.read_as.append(encoding)
        if encoding == "big5":
            raise ImportProblem(msg("读不出来"))
        one = samples.document("另一种读法", samples.SECOND)
        return Reading("/nowhere/notes.txt", "txt", encoding, (one,))

    @property
    def sheet(self) -> Sheet:
        return self.dialog.sheet

    @property
    def view(self) -> View:
        return self.editing.view

    def settle(self) -> None:
        self.bot.waitUntil(lambda: self.editing.settled, timeout=WAIT_MS)

    def go(self, words: str) -> None:
        self.sheet.text.go(samples.row_of(self.view, words))

    def do(self, operation: str) -> None:
        self.sheet.operations[operation].trigger()
        self.settle()

    def until_author(self, name: str) -> None:
        """Wait for a pause in typing to let the author count."""

        def counts() -> bool:
            documents = self.view.lines.documents
            return bool(documents) and documents[0].metadata.author == name

        self.bot.waitUntil(counts, timeout=WAIT_MS)

    def outline(self) -> list[tuple[str, list[tuple[int, str]]]]:
        return samples.outline(self.view)


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.close()
    runner.deleteLater()


@pytest.fixture
def bench(qtbot: QtBot, tr: Translator, tasks: TaskRunner) -> Bench:
    return Bench(qtbot, tr, tasks, samples.reading())
