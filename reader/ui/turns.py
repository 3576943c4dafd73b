"""Work that belongs to the window's thread, cut into steps: one a turn of the event loop."""

from collections.abc import Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer


class Turns(QObject):
    """Takes one step of an iterator each turn, so that keys and paints come between the steps.

    A step should take no more than some milliseconds. What a step raises reaches the handler of
    bugs, and none is taken after it.
    """

    def __init__(self, steps: Iterator[object], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._take)
        self._next.start()

    @property
    def running(self) -> bool:
        """Whether there is any step left to take."""
        return self._next.isActive()

    def stop(self) -> None:
        """Take no step any more."""
        self._next.stop()

    def _take(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self.stop()
        except BaseException:
            self.stop()
            raise


def loading(modules: tuple[str, ...]) -> Iterator[None]:
    """Load modules one after the other: a step each."""
    for module in modules:
        import_module(module)
        yield
