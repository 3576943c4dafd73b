"""Waiting for a condition, and never longer than said."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
EVERY_SECONDS = 0.05


def until(condition: Callable[[], T], seconds: float) -> T:
    """Ask again and again until the answer is true; the last answer, true or not."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer or time.monotonic() >= end:
            return answer
        time.sleep(EVERY_SECONDS)
