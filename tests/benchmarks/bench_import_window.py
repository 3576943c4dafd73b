"""The window while 5,000 files come in: how long its thread is held, what can be done meanwhile.

    python -m tests.benchmarks.bench_import_window --work TMP/import [--folder small]

Opens the real window on a new library, drops the folder of `bench_import` on it, and while the
files come in types into the search box and turns the pages of a text. Measures each turn of the
window's event loop beyond the millisecond that it should take, the time to the results of each
query, when documents appear in the list, and the memory of the window. Runs without a screen
unless QT_QPA_PLATFORM says otherwise. Milliseconds of the clock, on an idle machine.
"""

import argparse
import os
import resource
import shutil
import statistics
import sys
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from reader.messages import Translator
from reader.paths import RESOURCES, TRANSLATIONS, Places
from reader.settings import Settings
from reader.ui.app import collect_seldom, share_time
from reader.ui.appearance import Appearance
from reader.ui.tasks import TaskRunner
from reader.ui.window import MainWindow
from reader.workspace.opening import open_workspace
from tests.benchmarks.office_folder import make_small

SMALL = 5000
QUERIES = ("办公", "督查", "会议", "工作", "材料", "第")
EVERY_MS = 700


class Turns(QObject):
    """Every turn of the event loop beyond a millisecond, in ms."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[float] = []
        self._last = perf_counter()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = perf_counter()
        self.all.append((now - self._last) * 1000 - 1)
        self._last = now


class Person(QObject):
    """Somebody who searches and reads while files come in."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._asked = 0.0
        self._count = 0
        self.delays: list[float] = []
        self.listed: list[tuple[float, int]] = []
        self._began = perf_counter()
        window.sidebar.results.list.model().modelReset.connect(self._answered)
        window.sidebar.documents.list.model().modelReset.connect(self._came)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._act)
        self._timer.start()

    def _act(self) -> None:
        self._count += 1
        bar = self._window.desk.panes[0].view.verticalScrollBar()
        bar.setValue((bar.value() + bar.pageStep()) % max(1, bar.maximum()))
        self._asked = perf_counter()
        self._window.box.setText(QUERIES[self._count % len(QUERIES)])

    def _answered(self) -> None:
        if self._asked:
            self.delays.append((perf_counter() - self._asked) * 1000)
            self._asked = 0.0

    def _came(self) -> None:
        count = self._window.sidebar.documents.list.count()
        if not self.listed or self.listed[-1][1] != count:
            self.listed.append((perf_counter() - self._began, count))


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * len(ordered)))]


def wait_until_imported(window: MainWindow) -> float:
    """Let the event loop turn until the report is there; the seconds that it took."""
    loop, began = QEventLoop(), perf_counter()
    window.importing.finished.connect(lambda _: QTimer.singleShot(1500, loop.quit))
    loop.exec()
    return perf_counter() - began - 1.5


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--folder", default="small")
    arguments = parser.parse_args()
    work, folder = arguments.work.absolute(), arguments.work.absolute() / arguments.folder
    if not folder.exists():
        make_small(folder, SMALL)
    shutil.rmtree(work / "window", ignore_errors=True)
    application = QApplication([])
    share_time()
    tasks = TaskRunner()
    places = Places(*[work / "window" / name for name in ("data", "config", "cache")])
    window = MainWindow(
        Settings(),
        lambda name: Appearance(RESOURCES, name),
        Translator("zh", TRANSLATIONS),
        tasks,
    )
    window.furnish()
    workspace = open_workspace(work / "window" / "library", work / "window" / "p.db", places)
    window.set_workspace(workspace)
    window.show()
    loop = QEventLoop()
    QTimer.singleShot(1500, loop.quit)
    loop.exec()
    collect_seldom()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    person, turns = Person(window), Turns()
    window.importing.start([folder])
    seconds = wait_until_imported(window)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    holds = turns.all
    print(f"{len(window.shelf.records)} documents in {seconds:.1f} s; {len(holds)} turns")
    print(f"thread held: p50 {statistics.median(holds):.1f} ms,", end=" ")
    print(f"p99 {percentile(holds, 0.99):.1f} ms, longest {max(holds):.1f} ms,", end=" ")
    print("then", *[f"{hold:.0f}" for hold in sorted(holds)[-8:-1]])
    print(f"query to results: {len(person.delays)}, p50 {statistics.median(person.delays):.0f} ms,")
    print(f"  longest {max(person.delays):.0f} ms")
    print("documents listed (s: count):", *[f"{t:.1f}: {n}" for t, n in person.listed])
    print(f"memory: {before:.0f} MB before, at most {after:.0f} MB")
    window.close()
    tasks.close()
    workspace.close()
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
