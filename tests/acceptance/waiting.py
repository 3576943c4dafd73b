"""Waiting for a condition, and never longer than said."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
EVERY_SECONDS = 0.05
SECONDS = 20.0
"""Enough for a busy machine; every wait ends as soon as what it waits for is there."""


def until(condition: Callable[[], T], seconds: float = SECONDS) -> T:
    """Ask again and again until the answer is true; the last answer, true or not."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer or time.monotonic() >= end:
            return answer
        time.sleep(EVERY_SECONDS)


def settled(folder: Path, quiet_seconds: float, seconds: float = SECONDS) -> None:
    """Wait until nothing was written below a folder for a while."""
    state: list[tuple[float, object]] = [(time.monotonic(), None)]

    def quiet() -> bool:
        now, files = time.monotonic(), _times(folder)
        if files != state[0][1]:
            state[0] = (now, files)
        return now - state[0][0] >= quiet_seconds

    assert until(quiet, seconds), f"{folder} is written to all the time"


def _times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
