"""The print preview of a text of three million characters: how long it holds the window's thread.

    python -m tests.benchmarks.bench_printing [--characters 3000000] [--headings 30000]

Opens the preview as the window does, turns pages while they are still counted, zooms, changes
the paper, goes to the end, writes a PDF file, stops it, closes. A timer measures each turn of the
event loop: by the processor time of the window's thread, which other work on the machine does not
touch, and by the clock. Two opposite bounds of the truth: the turns between two ticks may be
several, the clock counts whatever else the machine does. Without a screen unless QT_QPA_PLATFORM
says otherwise.
"""

import argparse
import gc
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from reader.documents.model import Kind, Paragraph, Section
from reader.messages import Translator
from reader.paths import RESOURCES, TRANSLATIONS, Places
from reader.settings import Settings
from reader.ui.app import collect_seldom, share_time
from reader.ui.appearance import Appearance
from reader.ui.desk import Desk
from reader.ui.part import Means
from reader.ui.printing.printing import Printing
from reader.ui.tasks import TaskRunner
from reader.ui.typesetting import TextStyle
from reader.ui.undoing import Undoing
from reader.workspace.opening import open_workspace
from reader.workspace.text import Text
from tests.benchmarks.bench_reading import make_text
from tests.benchmarks.report import percentile
from tests.ui.texts import text_of

if TYPE_CHECKING:
    from reader.ui.printing.dialog import PreviewDialog
    from reader.ui.printing.sheet_view import SheetView

MOST, USUAL = 50.0, 16.0
WAIT_MS = 60_000


class Turns(QObject):
    """Takes the length of every turn of the event loop, in ms: of the processor, of the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.busy: list[float] = []
        self.clock: list[float] = []
        self._last = thread_time(), perf_counter()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = thread_time(), perf_counter()
        self.busy.append((now[0] - self._last[0]) * 1000)
        self.clock.append(max((now[1] - self._last[1]) * 1000 - 1, 0.0))
        self._last = now

    def take(self) -> tuple[list[float], list[float]]:
        """What was taken since this was asked last."""
        found, self.busy, self.clock = (self.busy, self.clock), [], []
        return found


@dataclass(frozen=True)
class Figure:
    """The turns of one action."""

    name: str
    busy: list[float]
    clock: list[float]

    def row(self) -> str:
        """A row of the table."""
        most, p99 = max(self.busy), percentile(self.busy, 99)
        verdict = "holds" if most <= MOST and p99 <= USUAL else "MISSED"
        return (
            f"| {self.name} | {len(self.busy)} | {p99:.1f} | {most:.1f} | {max(self.clock):.1f} |"
            f" {verdict} |"
        )


def with_headings(text: Text, count: int) -> Text:
    """The same text with so many headings, spread evenly."""
    every = max(1, len(text.paragraphs) // max(count, 1))
    paragraphs: list[Paragraph] = []
    sections: list[Section] = []
    for paragraph in text.paragraphs:
        if paragraph.number % every == 0:
            words = f"第{paragraph.number}节　工作要求"
            paragraphs.append(Paragraph(len(paragraphs) + 1, Kind.HEADING, words))
            sections.append(Section(2, words, len(paragraphs), 0, len(words)))
        paragraphs.append(Paragraph(len(paragraphs) + 1, Kind.BODY, paragraph.text))
    return text_of(paragraphs, sections)


class Bench:
    """Acts, and lets the event loop turn."""

    def __init__(self) -> None:
        self._turns = Turns()

    def take(self, name: str, act: Callable[[], object], until: Callable[[], bool]) -> None:
        """What the window's thread is held by an action and all that comes of it."""
        _turn(lambda: False, 30)
        self._turns.take()
        QTimer.singleShot(0, act)
        _turn(until, WAIT_MS)
        _turn(lambda: False, 30)
        print(Figure(name, *self._turns.take()).row(), flush=True)


def _turn(until: Callable[[], bool], most: int) -> None:
    loop = QEventLoop()
    look = QTimer(interval=5)
    look.timeout.connect(lambda: loop.quit() if until() else None)
    look.start()
    QTimer.singleShot(most, loop.quit)
    loop.exec()
    look.stop()


def measure(characters: int, headings: int, folder: Path) -> None:
    """Everything, a row of the table for each action."""
    tasks, tr = TaskRunner(), Translator("zh", TRANSLATIONS)
    appearance = Appearance(RESOURCES, "light")
    window = QMainWindow()
    window.setStyleSheet(appearance.style_sheet)
    style = TextStyle(18, appearance.colours)
    desk = Desk(tasks, appearance, style, tr, lambda: (0, None))
    window.setCentralWidget(desk.widget)
    window.resize(1366, 768)
    window.show()
    places = Places(*(folder / name for name in ("data", "config", "cache")))
    workspace = open_workspace(folder / "library", folder / "personal.db", places)
    means = Means(window, tasks, Undoing(tasks, tr, window), tr)
    printing = Printing(means, desk, lambda _: {5: "", 9: ""})
    printing.set_workspace(workspace)
    text = with_headings(make_text(characters), headings)
    desk.active.show_text(text)
    desk.active.view.select_all()
    bench = Bench()
    opened = Opened(printing)
    bench.take("open, first page", opened.open, lambda: opened.pages > 0)
    view = opened.dialog.view
    bench.take("turn 60 pages", lambda: _steps(60, lambda: view.step(1)), lambda: view.page > 60)
    bench.take("page, width, 100, 200, 300 %", lambda: _zooms(view), lambda: view.zoom == 3.0)
    bench.take("turn 10 at 300 %", lambda: _steps(10, lambda: view.step(1)), lambda: view.page > 70)
    view.set_zoom("page")
    form = opened.dialog.form
    bench.take("other paper", lambda: form.paper.setCurrentIndex(1), opened.counted_anew())
    bench.take("chapters", lambda: form.content.setCurrentIndex(2), opened.counted_anew())
    bench.take("list of chapters", form.first.showPopup, lambda: form.first.view().isVisible())
    form.first.hidePopup()
    bench.take("the whole again", lambda: form.content.setCurrentIndex(0), opened.counted_anew())
    bench.take("PDF, 200 pages", lambda: opened.write(folder), lambda: opened.sent > 200)
    bench.take("stop", opened.dialog.strip.stop.click, lambda: not tasks.busy)
    bench.take("close", opened.dialog.close, lambda: not tasks.busy)
    tasks.close()


def _steps(count: int, step: Callable[[], object]) -> None:
    for number in range(count):
        QTimer.singleShot(20 * number, step)


def _zooms(view: "SheetView") -> None:
    zooms: tuple[str | float, ...] = ("page", "width", 1.0, 2.0, 3.0)
    for number, size in enumerate(zooms):
        QTimer.singleShot(150 * number, partial(view.set_zoom, size))


class Opened:
    """The preview as the window opens it: what it takes is loaded with the first one."""

    def __init__(self, printing: Printing) -> None:
        self.printing = printing
        self.sent = 0

    @property
    def dialog(self) -> "PreviewDialog":
        """The preview, once it is open."""
        assert self.printing.dialog is not None
        return self.printing.dialog

    @property
    def pages(self) -> int:
        """How many pages are known."""
        return 0 if self.printing.dialog is None else self.printing.dialog.view.pages

    def open(self) -> None:
        self.printing.preview(Settings())

    def note(self, pages: int) -> None:
        """So many pages of a file were written."""
        self.sent = pages

    def counted_anew(self) -> Callable[[], bool]:
        """Whether another text was begun since this was asked, and pages of it are known."""
        before = self.dialog._edition
        return lambda: self.dialog._edition not in (None, before) and self.pages > 0

    def write(self, folder: Path) -> None:
        self.sent = 0
        self.dialog._press.progressed.connect(self.note)
        self.dialog.write(folder / "a.pdf")


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--characters", type=int, default=3_000_000)
    parser.add_argument("--headings", type=int, default=30_000)
    arguments = parser.parse_args()
    application = QApplication(["bench", "-style", "Fusion"])
    share_time()
    collect_seldom()
    gc.collect()
    print(
        f"| action, ms of the window's thread (promised: <= {MOST:g}, p99 <= {USUAL:g}) | turns |"
        " p99 | longest | longest by the clock | |\n| --- | ---: | ---: | ---: | ---: | --- |"
    )
    with tempfile.TemporaryDirectory() as folder:
        measure(arguments.characters, arguments.headings, Path(folder))
    application.quit()


if __name__ == "__main__":
    main()
