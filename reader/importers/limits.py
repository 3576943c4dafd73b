"""How much one file may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """Limits for the pictures of one file; what is beyond them is left out, the text comes in.

    `bytes_each` and `pixels` (width times height) are for one picture, `bytes_total` for all
    different ones together, `count` is how often pictures may be shown.
    """

    bytes_each: int = 16 * 1024 * 1024
    pixels: int = 50_000_000
    bytes_total: int = 64 * 1024 * 1024
    count: int = 3000


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for the import of one file.

    `max_bytes` is the largest file that is opened; `seconds` the time for parsing it; `memory`
    the address space of the worker in bytes, where the system can limit it (None = no limit).
    For containers (zip): `max_parts` is the number of parts, `max_unpacked` the bytes of all
    parts that are read, `max_ratio` how many times its packed size a large part may grow.
    `pictures` are the limits for those.
    """

    max_bytes: int = 100 * 1024 * 1024
    seconds: float = 30.0
    memory: int | None = 4 * 1024 * 1024 * 1024
    max_parts: int = 10_000
    max_unpacked: int = 256 * 1024 * 1024
    max_ratio: int = 200
    pictures: PictureLimits = PictureLimits()

    def __post_init__(self) -> None:
        if self.max_bytes < 1 or self.seconds <= 0:
            raise ValueError("limits must be positive")
        if min(self.max_parts, self.max_unpacked, self.max_ratio) < 1:
            raise ValueError("limits must be positive")
