"""What a start of the program is to work on, as the command line and the settings tell."""

from dataclasses import dataclass
from pathlib import Path

from reader.paths import Places


@dataclass(frozen=True)
class Request:
    """What the program is to work on.

    `named` tells that the user named the library, `starter` that it is the starter library for
    want of another, `lost` where the library of last time was.
    """

    library: Path
    personal: Path
    starter: bool
    places: Places
    language: str
    named: bool = False
    lost: Path | None = None
