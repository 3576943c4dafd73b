"""Opening texts of three million characters in the real window: from the click to the page.

    python -m tests.benchmarks.bench_opening [--characters 3000000] [--texts 6]

Clicks on one document after another in the list, each for the first time, and then on each once
more. Measured are the clock's milliseconds from the press of the button to the end of the first
paint of the page with the text; in a third round, how long the window's thread is held at most
between two turns of its event loop within the second after the click; and the memory. Run it on
a machine that does nothing else. Without a screen unless QT_QPA_PLATFORM says otherwise.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.messages import Translator
from reader.paths import RESOURCES, TRANSLATIONS, Places
from reader.settings import Settings
from reader.ui.app import collect_seldom, share_time
from reader.ui.appearance import Appearance
from reader.ui.reading.view import ReadingView
from reader.ui.tasks import TaskRunner
from reader.ui.window import MainWindow
from reader.workspace.opening import open_workspace
from reader.workspace.workspace import Workspace
from tests.benchmarks.bench_reading import SENTENCES, resident
from tests.benchmarks.bench_window import Heartbeat, wait
from tests.benchmarks.report import percentile

AFTER_MS = 1000


class Painted:
    """Knows which text a page has painted last, and when; calls `then` for the one wanted."""

    def __init__(self) -> None:
        self.document, self.at = "", 0.0
        self.wanted = ""
        self.then: Callable[[], object] = str

    def watch(self) -> None:
        """Look at all pages that are made from now on."""
        paint = ReadingView.paintEvent

        def paint_and_note(view: ReadingView, event: QPaintEvent) -> None:
            paint(view, event)
            if view.text is not None:
                self.document, self.at = view.text.record.document, perf_counter()
                if self.document == self.wanted:
                    self.then()

        setattr(ReadingView, paint.__name__, paint_and_note)


def write_texts(folder: Path, characters: int, texts: int) -> None:
    """Texts with a heading every forty paragraphs, no two of them alike."""
    for number in range(texts):
        length, lines = 0, [f"第{number + 1}部长文"]
        while length < characters:
            place = len(lines)
            chapter = f"第{place // 40 + 1}章　工作要求"
            line = chapter if place % 40 == 1 else "".join(SENTENCES) * 2 + f"（{number}·{place}）"
            lines.append(line)
            length += len(line)
        (folder / f"{number:02}.txt").write_text("\n\n".join(lines), "utf-8")


def open_library(folder: Path, characters: int, texts: int) -> Workspace:
    """A library of such texts, its index and themes at rest; imported by another process."""
    originals, library, personal = folder / "texts", folder / "library", folder / "personal.db"
    originals.mkdir()
    write_texts(originals, characters, texts)
    named = ["--library", str(library), "--personal", str(personal)]
    main = RESOURCES.parent / "main.py"
    subprocess.run(
        [sys.executable, str(main), "import", str(originals), *named],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    workspace = open_workspace(library, personal, Places(folder, folder, folder))
    assert len(workspace.documents()) == texts
    workspace.warm_up()
    workspace.themes.counts()
    return workspace


def press(window: MainWindow, row: int) -> tuple[str, float]:
    """Click on a document of the list; which one it is, and when that was."""
    documents = window.sidebar.documents.list
    index = documents.model().index(row, 0)
    documents.scrollTo(index)
    wait(100)
    place: QPoint = documents.visualRect(index).center()
    began = perf_counter()
    QTest.mouseClick(documents.viewport(), Qt.MouseButton.LeftButton, pos=place)
    return str(documents.keys[row]), began


def time_paint(window: MainWindow, row: int, painted: Painted) -> float:
    """Click on a document: ms until its page is painted. Nothing else runs meanwhile."""
    loop = QEventLoop()
    painted.wanted, began = press(window, row)
    painted.then = loop.quit
    if painted.document != painted.wanted or painted.at < began:
        loop.exec()
    wait(AFTER_MS)
    return (painted.at - began) * 1000


def time_hold(window: MainWindow, row: int, heartbeat: Heartbeat) -> float:
    """Click on a document: how long the thread is held at most in the second after that, in ms."""
    heartbeat.take()
    press(window, row)
    wait(AFTER_MS)
    return heartbeat.take()


def row_of(name: str, times: list[float], most: float) -> str:
    """A row of the table."""
    verdict = "holds" if max(times) <= most else "MISSED"
    p50 = percentile(times, 50)
    return f"| {name} | <= {most:g} | {p50:.0f} | {max(times):.0f} | {verdict} |"


def measure(workspace: Workspace) -> list[str]:
    """The rows of the table."""
    painted, tasks = Painted(), TaskRunner()
    painted.watch()
    tr = Translator("zh", TRANSLATIONS)
    window = MainWindow(Settings(), lambda name: Appearance(RESOURCES, name), tr, tasks)
    window.furnish()
    window.resize(1366, 768)
    window.set_workspace(workspace)
    window.show()
    window.sidebar.show_panel(0)
    wait(2000)
    collect_seldom()  # as the program does when its window is there
    texts, before = range(len(window.sidebar.documents.list.keys)), resident()
    first = [time_paint(window, row, painted) for row in texts]
    memory = (resident() - before) / len(texts)
    again = [time_paint(window, row, painted) for row in texts]
    heartbeat = Heartbeat()
    holds = [time_hold(window, row, heartbeat) for row in texts]
    window.close()
    tasks.close()
    return [
        row_of("click to page, first time", first, 100),
        row_of("click to page, again", again, 100),
        row_of("thread held after the click", holds, 50),
        f"| memory per text, MB | <= 60 | {memory:.1f} | | |",
    ]


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--characters", type=int, default=3_000_000)
    parser.add_argument("--texts", type=int, default=6)
    arguments = parser.parse_args()
    application = QApplication(["bench", "-style", "Fusion"])
    share_time()
    with tempfile.TemporaryDirectory() as name:
        workspace = open_library(Path(name), arguments.characters, arguments.texts)
        print("| ms | wanted | p50 | longest | |")
        print("| --- | --- | ---: | ---: | --- |")
        print("\n".join(measure(workspace)))
        workspace.close()
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
