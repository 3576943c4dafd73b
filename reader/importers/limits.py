"""How much one file may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for the import of one file.

    `max_bytes` is the largest file that is opened; `seconds` the time for parsing it; `memory`
    the address space of the worker in bytes, where the system can limit it (None = no limit).
    """

    max_bytes: int = 100 * 1024 * 1024
    seconds: float = 30.0
    memory: int | None = 4 * 1024 * 1024 * 1024

    def __post_init__(self) -> None:
        if self.max_bytes < 1 or self.seconds <= 0:
            raise ValueError("limits must be positive")
