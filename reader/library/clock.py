"""The time as the stores write it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], str]


def utc_now() -> str:
    """The present in UTC as ISO 8601 with milliseconds, e.g. 2026-03-01T08:15:00.250Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
