"""What can be taken back: one list of deeds for the whole window, undone from the latest on."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from reader.errors import ReaderError
from reader.messages import Translator
from reader.ui.tasks import TaskRunner

# Deeds hold what undoes them, removed texts among it: the oldest are let go of.
MOST = 100

T = TypeVar("T")


def _nothing() -> None:
    """Nobody needs to be told."""


@dataclass(frozen=True)
class Deed(Generic[T]):
    """Something that the user does and can take back.

    `name` says in the menu what would be undone (“移出《…》”), `said` in the status line that it
    was done. `do` and `undo` run off the window's thread, one after the other with those of all
    other deeds; what `do` gives, `undo` gets. `after` is called in the window's thread after
    each of them.
    """

    name: str
    said: str
    do: Callable[[], T]
    undo: Callable[[T], object]
    after: Callable[[], None] = _nothing


@dataclass(frozen=True)
class _Done:
    """A deed that was done, with what undoes it."""

    deed: Deed[Any]
    result: Any


class Undoing(QObject):
    """Does deeds, takes them back and does them again; holds for one library.

    `said(text, undoable)`: what just happened. `changed`: what could be undone or done again now
    is another. A deed that fails leaves the list as it was.
    """

    said = Signal(str, bool)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, tasks: TaskRunner, tr: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._tr = tr
        self._done: deque[_Done] = deque(maxlen=MOST)
        self._undone: list[Deed[Any]] = []
        self._waiting: deque[Callable[[], bool]] = deque()
        self._busy = False

    @property
    def undoable(self) -> str | None:
        """The name of what would be undone."""
        return self._done[-1].deed.name if self._done else None

    @property
    def redoable(self) -> str | None:
        """The name of what would be done again."""
        return self._undone[-1].name if self._undone else None

    def clear(self) -> None:
        """Forget everything: the library is another now."""
        self._done.clear()
        self._undone.clear()
        self._waiting.clear()
        self._busy = False
        self.changed.emit()

    def do(self, deed: Deed[T]) -> None:
        """Do something that can be taken back."""
        self._queue(partial(self._begin, deed, fresh=True))

    def keep(self, deed: Deed[T], result: T) -> None:
        """Something was done elsewhere already; `result` is what its `undo` needs."""
        self._undone.clear()
        self._done.append(_Done(deed, result))
        self.said.emit(deed.said, True)
        self.changed.emit()

    def undo(self) -> None:
        """Take the latest deed back."""
        self._queue(self._take_back)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._queue(self._do_again)

    # One after the other

    def _queue(self, step: Callable[[], bool]) -> None:
        self._waiting.append(step)
        self._go_on()

    def _go_on(self) -> None:
        """Start the next step that has something to do."""
        while self._waiting and not self._busy:
            self._busy = self._waiting.popleft()()

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> bool:
        def succeeded(result: T) -> None:
            self._busy = False
            done(result)
            self.changed.emit()
            self._go_on()

        def failed(error: ReaderError) -> None:
            self._busy = False
            self.failed.emit(error)
            self._go_on()

        self._tasks.run(lambda _job: work(), succeeded, failed)
        return True

    def _begin(self, deed: Deed[T], fresh: bool) -> bool:
        def done(result: T) -> None:
            if fresh:
                self._undone.clear()
            else:
                self._undone.pop()
            self._done.append(_Done(deed, result))
            deed.after()
            self.said.emit(deed.said, True)

        return self._run(deed.do, done)

    def _take_back(self) -> bool:
        if not self._done:
            return False
        last = self._done[-1]

        def done(_: object) -> None:
            self._done.pop()
            self._undone.append(last.deed)
            last.deed.after()
            self.said.emit(self._tr("已撤销：{deed}", deed=last.deed.name), False)

        return self._run(partial(last.deed.undo, last.result), done)

    def _do_again(self) -> bool:
        return bool(self._undone) and self._begin(self._undone[-1], fresh=False)
