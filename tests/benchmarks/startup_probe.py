"""Runs a program and says when its texts are painted for the first time; see bench_startup.py.

    python startup_probe.py bare FILE
    python startup_probe.py antou ARGUMENT...

Both say it in the same way: right after the last of the awaited views has painted a text, the
reading of the monotonic clock in seconds goes to standard output and the process ends at once.
"""

import gc
import os
import sys
import time
from pathlib import Path

if sys.argv[1:2] == ["antou"]:
    gc.disable()  # as the reader does, which here finds Qt loaded already

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser

ROOT = Path(__file__).resolve().parents[2]


def watch(view_class: type[QTextBrowser], awaited: int) -> None:
    """Tell the time as soon as `awaited` views of a class have painted a text."""
    paint = view_class.paintEvent
    painted: set[str] = set()

    def paint_and_tell(view: QTextBrowser, event: QPaintEvent) -> None:
        paint(view, event)
        if not view.document().isEmpty():
            painted.add(view.objectName())
        if len(painted) == awaited:
            print(time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
            os._exit(0)

    setattr(view_class, paint.__name__, paint_and_tell)


class Page(QTextBrowser):
    """A view of our own class, as the reader's views are."""


def run_bare(path: str) -> int:
    """The least window that shows a text: what Python and Qt cost by themselves."""
    watch(Page, 1)
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    page = Page()
    page.setPlainText(Path(path).read_text("utf-8"))
    window.setCentralWidget(page)
    window.show()
    return application.exec()


def run_reader(arguments: list[str]) -> int:
    """The whole program, started as main.py starts it."""
    sys.path[0] = str(ROOT)
    from reader.ui.reading_view import ReadingView

    watch(ReadingView, 2)
    from reader.program import run

    return run(arguments)


if __name__ == "__main__":
    kind, *rest = sys.argv[1:]
    sys.exit(run_bare(rest[0]) if kind == "bare" else run_reader(rest))
