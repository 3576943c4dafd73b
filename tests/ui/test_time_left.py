"""What is said of the time that an import will still take."""

import pytest

from reader.messages import Translator
from reader.ui.time_left import SOONEST_SECONDS, TimeLeft, in_words


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def run(
    left: TimeLeft, clock: Clock, seconds: int, pace: int, whole: int, done: int = 0
) -> list[float | None]:
    """Work at a steady pace (units a second), told twice a second: the estimates."""
    told = []
    for _ in range(seconds * 2):
        clock.now += 0.5
        done += pace // 2
        told.append(left.tell(done, whole))
    return told


def test_a_steady_pace_is_told_rightly(clock: Clock) -> None:
    told = run(TimeLeft(clock), clock, 60, pace=10, whole=1200)
    assert told[-1] == pytest.approx(60, abs=2)
    assert told[59] == pytest.approx(90, abs=2)


def test_nothing_is_said_before_it_means_something(clock: Clock) -> None:
    left = TimeLeft(clock)
    early = run(left, clock, int(SOONEST_SECONDS) - 1, pace=100, whole=10_000)
    assert early == [None] * len(early)
    assert run(TimeLeft(clock), clock, 60, pace=2, whole=100_000) == [None] * 120


def test_it_follows_another_pace_without_jumping(clock: Clock) -> None:
    """Large pdf files after many small texts: the time grows, step by step."""
    left = TimeLeft(clock)
    quick = run(left, clock, 40, pace=100, whole=10_000)
    slow = run(left, clock, 60, pace=10, whole=10_000, done=4000)
    assert quick[-1] == pytest.approx(60, abs=3)
    assert slow[0] is not None
    assert slow[0] < 90
    assert slow[-1] == pytest.approx((10_000 - 4600) / 10, rel=0.15)


def test_a_slow_start_is_forgotten(clock: Clock) -> None:
    """The first file takes as long as the workers need to come up."""
    left = TimeLeft(clock)
    clock.now += 3
    left.tell(1, 1000)
    clock.now += 1.5
    left.tell(2, 1000)
    told = run(left, clock, 6, pace=100, whole=1000, done=2)
    assert told[-1] == pytest.approx(4, abs=3)


def test_it_counts_down_while_a_file_takes_long(clock: Clock) -> None:
    left = TimeLeft(clock)
    before = run(left, clock, 40, pace=10, whole=1000)[-1]
    clock.now += 10
    after = left.tell(400, 1000)
    assert before is not None
    assert after is not None
    assert 0 <= after < before + 20


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0, "快好了"),
        (9.9, "快好了"),
        (12, "约剩 10 秒"),
        (44, "约剩 40 秒"),
        (56, "约剩 1 分钟"),
        (170, "约剩 3 分钟"),
        (3590, "约剩 1 小时"),
        (4700, "约剩 1 小时 20 分钟"),
        (7150, "约剩 2 小时"),
    ],
)
def test_words_promise_no_more_than_is_known(
    tr: Translator, seconds: float | None, words: str
) -> None:
    assert in_words(seconds, tr) == words
