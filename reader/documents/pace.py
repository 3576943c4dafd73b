"""How long work may take, how far it has come, and whether anybody still waits for it."""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TypeVar

T = TypeVar("T")
Report = Callable[[float], bool]
# So many items of a long series are gone through between two looks at who waits.
_STRIDE = 2048


class Stopped(Exception):
    """Nobody waits for the result any more; caught where the work was begun."""


def carry_on(_done: float) -> bool:
    """Nobody is told how far the work has come, and it goes on to its end."""
    return True


class Pace:
    """Shares the time for some work out among its parts, by their sizes.

    What a part does not need is left to those after it. `report` is told the share (0 to 1) that
    is done, as often as the work is looked at: it has to be quick, and gives whether to go on.
    """

    def __init__(self, size: int, seconds: float, report: Report = carry_on) -> None:
        self._report = report
        self._size = max(size, 1)
        self._done = 0
        self._end = monotonic() + seconds
        self.short = False
        """Whether the time was too short for some part."""

    def look(self, ahead: float = 0.0) -> None:
        """Tell how far the work has come; `ahead` is the size of what is done of this part.

        Raises:
            Stopped: nobody waits for it any more.
        """
        if not self._report(min((self._done + ahead) / self._size, 1.0)):
            raise Stopped

    def part(self, size: int) -> "Part":
        """Begin a part of the work, that may take its share of the time that is left."""
        now = monotonic()
        left = max(self._end - now, 0.0)
        return Part(self, size, now, left * size / max(self._size - self._done, size, 1))

    def finish(self, size: int) -> None:
        """A part of this size is done."""
        self._done += size
        self.look()


class Scan:
    """A part of some work that goes through long series, item by item; its size is in items."""

    def __init__(self, pace: Pace, size: int) -> None:
        self._pace = pace
        self._size = size
        self._seen = 0

    def each(self, items: Iterable[T], /) -> Iterator[T]:
        """The items of a series, with a look now and then.

        Raises:
            Stopped: as `Pace.look`.
        """
        for item in items:
            if not self._seen % _STRIDE:
                self._pace.look(min(self._seen, self._size))
            self._seen += 1
            yield item


class Part:
    """One part of some work; stands for its deadline where a library asks `now > deadline`."""

    def __init__(self, pace: Pace, size: int, start: float, seconds: float) -> None:
        self._pace = pace
        self._size = size
        self._start = start
        self._seconds = seconds

    def __lt__(self, _now: float) -> bool:
        """Whether the time is over; looked at again and again while the work goes on.

        Raises:
            Stopped: as `Pace.look`.
        """
        spent = monotonic() - self._start
        over = spent > self._seconds
        self._pace.short |= over
        self._pace.look(self._size * (min(spent / self._seconds, 1.0) if self._seconds else 1.0))
        return over
