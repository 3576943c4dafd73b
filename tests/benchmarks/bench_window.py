"""Search in the real window while somebody types: key press to painted results.

    python -m tests.benchmarks.bench_window --corpus TMP/corpora/L.tsv --work TMP/window

Opens the window on a library made of a corpus (made once and kept in the work folder), puts
phrases into the search box one character after another, and measures for each key
- from the key to the paint of the list with the results of that key,
- how long the window's thread is held between two turns of its event loop.
Runs without a screen unless QT_QPA_PLATFORM says otherwise. The figures are milliseconds of
the clock; run it on a machine that does nothing else.
"""

import argparse
import os
import random
import statistics
import sys
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from reader.documents.model import Document, Kind, Metadata, Paragraph
from reader.documents.record import Origin
from reader.library.database import Database
from reader.library.schema import LIBRARY
from reader.library.texts import TextStore
from reader.messages import Translator
from reader.paths import RESOURCES, TRANSLATIONS, Places
from reader.settings import Settings
from reader.ui.app import share_time
from reader.ui.appearance import Appearance
from reader.ui.tasks import TaskRunner
from reader.ui.window import MainWindow
from reader.workspace.opening import open_workspace
from reader.workspace.workspace import Workspace
from tests.benchmarks.corpus import read_corpus

KEY_MS = 120
PHRASES = 60
LONGEST = 8
BATCH = 200


class Painted(QObject):
    """Notices when the list of results is painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.at = 0.0
        self._list = window.sidebar.results.list
        self._list.viewport().installEventFilter(self)
        self.fresh = False
        self._list.model().modelReset.connect(self._reset)

    def _reset(self) -> None:
        self.fresh = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first paint after the list got its cards."""
        if event.type() == QEvent.Type.Paint and self.fresh:
            self.fresh = False
            self.at = perf_counter()
        return super().eventFilter(watched, event)


class Heartbeat(QObject):
    """Measures how long a turn of the event loop takes beyond the millisecond it should."""

    def __init__(self) -> None:
        super().__init__()
        self._longest = 0.0
        self._last = perf_counter()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def take(self) -> float:
        """The longest hold since this was asked last, in ms."""
        longest, self._longest = self._longest, 0.0
        return longest

    def _beat(self) -> None:
        now = perf_counter()
        self._longest = max(self._longest, (now - self._last) * 1000 - 1)
        self._last = now


def make_library(corpus: Path, folder: Path) -> None:
    """Store the texts of a corpus; the index is made by the workspace."""
    folder.mkdir(parents=True)
    with Database(folder / "library.db", LIBRARY) as database:
        store = TextStore(database)
        documents = read_corpus(corpus).documents
        for first in range(0, len(documents), BATCH):
            with database.transaction():
                for item in documents[first : first + BATCH]:
                    paragraphs = tuple(
                        Paragraph(p.number, Kind.BODY, p.text) for p in item.paragraphs
                    )
                    metadata = Metadata(item.title, None, item.source, item.date)
                    origin = Origin(f"/corpus/{item.document}.txt", 0, "txt", "utf-8")
                    store.add(Document(metadata, paragraphs), origin)


def phrases(workspace: Workspace) -> list[str]:
    """Pieces of the texts, as somebody would type them."""
    rnd = random.Random(7)
    records = rnd.sample(workspace.documents(), min(PHRASES, len(workspace.documents())))
    found = []
    for record in records:
        texts = [p.text for p in workspace.read(record.document).paragraphs if len(p.text) > 20]
        if texts:
            text = rnd.choice(texts)
            start = rnd.randrange(len(text) - LONGEST)
            found.append(text[start : start + rnd.randint(2, LONGEST)])
    return [phrase for phrase in found if phrase.strip()]


def wait(milliseconds: int) -> None:
    """Let the event loop turn for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def type_phrases(window: MainWindow, texts: list[str]) -> tuple[list[float], list[float]]:
    """For each key the ms to its painted results, and the longest hold of the thread after it."""
    painted, heartbeat = Painted(window), Heartbeat()
    delays: list[float] = []
    holds: list[float] = []
    for text in texts:
        for length in range(1, len(text) + 1):
            heartbeat.take()
            pressed = perf_counter()
            painted.at = 0.0
            window.box.setText(text[:length])
            wait(KEY_MS)
            while not painted.at:
                wait(5)
            delays.append((painted.at - pressed) * 1000)
            holds.append(heartbeat.take())
        window.box.clear()
        wait(KEY_MS)
    return delays, holds


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * len(ordered)))]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    library = arguments.work / arguments.corpus.stem
    if not library.exists():
        make_library(arguments.corpus, library)
    application = QApplication([])
    share_time()
    tasks = TaskRunner()
    tr = Translator("zh", TRANSLATIONS)
    places = Places(*[arguments.work / name for name in ("data", "config", "cache")])
    window = MainWindow(Settings(), lambda name: Appearance(RESOURCES, name), tr, tasks)
    window.furnish()
    workspace = open_workspace(library, arguments.work / "personal.db", places)
    workspace.warm_up()
    workspace.themes.counts()
    window.set_workspace(workspace)
    window.show()
    wait(2000)
    window.sidebar.show_panel(3)
    texts = phrases(workspace)
    delays, holds = type_phrases(window, texts)
    print(f"{arguments.corpus.stem}: {len(delays)} keys, {len(texts)} phrases")
    print(f"key to painted results: p50 {statistics.median(delays):.1f} ms,", end=" ")
    print(f"p95 {percentile(delays, 0.95):.1f} ms, longest {max(delays):.1f} ms")
    print(f"thread held after a key: p50 {statistics.median(holds):.1f} ms,", end=" ")
    print(f"p99 {percentile(holds, 0.99):.1f} ms, longest {max(holds):.1f} ms")
    slowest = sorted(range(len(holds)), key=holds.__getitem__)[-5:]
    print("keys with the longest holds (number: ms):", *[f"{n}: {holds[n]:.0f}" for n in slowest])
    window.close()
    tasks.close()
    workspace.close()
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
