"""Runs a program and says when its texts are painted for the first time; see bench_startup.py.

    python startup_probe.py bare FILE
    python startup_probe.py antou ARGUMENT...

With `--stay` first, the program goes on after that, to be looked at.

Both say it in the same way: right after the last of the awaited views has painted a text, the
reading of the monotonic clock in seconds goes to standard output and the process ends at once.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QAbstractScrollArea

ROOT = Path(__file__).resolve().parents[2]
STAY = "--stay"
VIEW = "reader.ui.reading.view"


def watch(
    view_class: "type[QAbstractScrollArea]", awaited: int, shows_text: Callable[[Any], bool]
) -> None:
    """Tell the time as soon as `awaited` views of a class have painted a text."""
    paint = view_class.paintEvent
    painted: set[str] = set()

    def paint_and_tell(view: "QAbstractScrollArea", event: "QPaintEvent") -> None:
        paint(view, event)
        if shows_text(view):
            painted.add(view.objectName())
        if len(painted) == awaited:
            print(time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
            if STAY not in sys.argv:
                os._exit(0)
            painted.clear()

    setattr(view_class, paint.__name__, paint_and_tell)


def run_bare(path: str) -> int:
    """The least window that shows a text: what Python and Qt cost by themselves."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser

    class Page(QTextBrowser):
        """A view of our own class, as the reader's views are."""

    watch(Page, 1, lambda page: not page.document().isEmpty())
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    page = Page()
    page.setPlainText(Path(path).read_text("utf-8"))
    window.setCentralWidget(page)
    window.show()
    return application.exec()


class WatchedLoader(Loader):
    """Loads the module of the reader's views and watches them; changes nothing else."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """As the module's own loader."""
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """As the module's own loader; then watch its view."""
        self._loader.exec_module(module)
        watch(module.ReadingView, 2, lambda view: view.text is not None)


class Watcher(MetaPathFinder):
    """Lets the program load in its own order, Qt too, until it comes to its views."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module of the views with a loader that watches them."""
        if fullname != VIEW:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        assert spec is not None
        assert spec.loader is not None
        spec.loader = WatchedLoader(spec.loader)
        return spec


def run_reader(arguments: list[str]) -> int:
    """The whole program, started as main.py starts it."""
    sys.path[0] = str(ROOT)
    sys.meta_path.insert(0, Watcher())
    from reader.program import run

    return run(arguments)


if __name__ == "__main__":
    kind, *rest = [argument for argument in sys.argv[1:] if argument != STAY]
    sys.exit(run_bare(rest[0]) if kind == "bare" else run_reader(rest))
