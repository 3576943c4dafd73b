"""How long an import will still take, in words that promise no more than is known."""

from collections import deque
from collections.abc import Callable
from time import monotonic

from reader.messages import Translator

# Nothing is said before so many seconds and so large a share of the work: the first files, and
# the start of the workers, tell nothing about the rest.
SOONEST_SECONDS = 4.0
SMALLEST_SHARE = 0.02
# The pace is that of the last so many seconds, taken so often.
_WINDOW_SECONDS = 30.0
_SAMPLE_SECONDS = 0.5
# How much a new estimate counts beside what the last one has come to by now.
_FRESH = 0.25
MINUTE = 60
HOUR = 3600


class TimeLeft:
    """Estimates the seconds left from the work that was done lately.

    Work that passed without cost (files that were known) must not be told as done: it would make
    the rest seem quick.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._samples: deque[tuple[float, int]] = deque()
        self._began = 0.0
        self._estimate: tuple[float, float] | None = None

    def tell(self, done: int, whole: int) -> float | None:
        """Take in how much is done; the seconds left, None while nothing can be said."""
        now = self._clock()
        if not self._samples:
            # The pace counts from the first file on: until it came, workers were starting.
            self._began = now
            self._samples.append((now, done))
            return None
        if now - self._samples[-1][0] >= _SAMPLE_SECONDS or len(self._samples) == 1:
            self._samples.append((now, done))
            while len(self._samples) > 2 and now - self._samples[1][0] > _WINDOW_SECONDS:
                self._samples.popleft()
            self._estimate_anew(now, done, whole)
        if self._estimate is None or now - self._began < SOONEST_SECONDS:
            return None
        if done < SMALLEST_SHARE * whole:
            return None
        told_at, seconds = self._estimate
        return max(0.0, seconds - (now - told_at))

    def _estimate_anew(self, now: float, done: int, whole: int) -> None:
        since, before = self._samples[0]
        if now <= since or done <= before:
            return
        fresh = (whole - done) * (now - since) / (done - before)
        if self._estimate is not None and now - self._began >= SOONEST_SECONDS:
            told_at, seconds = self._estimate
            fresh = _FRESH * fresh + (1 - _FRESH) * max(0.0, seconds - (now - told_at))
        self._estimate = (now, fresh)


def in_words(seconds: float | None, tr: Translator) -> str:
    """About how long, as exact as it can be meant; nothing for None."""
    if seconds is None:
        return ""
    if seconds < 10:
        return tr("快好了")
    if seconds < MINUTE - 5:
        return tr("约剩 {count} 秒", count=max(10, round(seconds / 10) * 10))
    if seconds < HOUR - 30:
        return tr("约剩 {count} 分钟", count=max(1, round(seconds / MINUTE)))
    minutes = round(seconds / (10 * MINUTE)) * 10
    if minutes % 60 == 0:
        return tr("约剩 {count} 小时", count=minutes // 60)
    return tr("约剩 {hours} 小时 {minutes} 分钟", hours=minutes // 60, minutes=minutes % 60)
