"""Smooth scrolling: the notches of a mouse wheel become a short glide."""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

FRAME_MS = 8
# The rest of the way is down to a third after so many seconds.
PACE = 0.045


class Glide(QObject):
    """Moves by `move(pixels)` until the whole way is done, fast at first."""

    def __init__(self, move: Callable[[float], None], parent: QObject) -> None:
        super().__init__(parent)
        self._move = move
        self._rest = 0.0
        self._last = 0.0
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._advance)

    def add(self, pixels: float) -> None:
        """More way to go; a turn of the wheel in the other direction takes effect at once."""
        if self._rest * pixels < 0:
            self._rest = 0.0
        self._rest += pixels
        if not self._timer.isActive():
            self._last = perf_counter()
            self._timer.start()
            self._advance()

    def stop(self) -> None:
        """Somebody went elsewhere."""
        self._rest = 0.0
        self._timer.stop()

    def _advance(self) -> None:
        now = perf_counter()
        share = max(1 - 3 ** (-(now - self._last) / PACE), 0.2)
        self._last = now
        step = self._rest if abs(self._rest) < 2 else round(self._rest * share)
        self._rest -= step
        self._move(step)
        if not self._rest:
            self._timer.stop()
