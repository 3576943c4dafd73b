"""What a start of the program is to work on, as the command line and the settings tell."""

from dataclasses import dataclass
from pathlib import Path

from reader.paths import Places


@dataclass(frozen=True)
class Request:
    """What the program is to work on. `starter` tells that nobody named a library."""

    library: Path
    personal: Path
    starter: bool
    places: Places
    language: str
