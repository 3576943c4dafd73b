"""Typed settings of the window, kept as one small JSON file."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

PALETTES = ("light", "sepia", "dark", "contrast")
# That of the system: light, dark, or with high contrast.
SYSTEM = "system"
TEXT_SIZES = range(12, 41)
# Characters on a line, and hundredths of the size of the text.
MEASURES = range(24, 61)
LINE_PERCENTS = range(120, 261)
INDENTS = range(5)
# Papers, margins and page numbers of what is printed; sizes are half points: 小五 to 三号.
PAPERS = ("A4", "A5", "B5", "16K", "Letter")
MARGINS = ("normal", "small")
PAGE_NUMBERS = ("dashes", "counted", "none")
PRINT_SIZES = (18, 21, 24, 28, 32)
RECENT_LIBRARIES = 10
IMPORT_SECONDS = range(5, 3601)
IMPORT_MEGABYTES = range(512, 65_537)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose. `text_size` is the body text in pixels at 100 % scaling.

    `family` is the font of the texts ("": the best one for books that is there), `line_percent`
    the distance of two lines in hundredths of the size, `measure` the most characters on a line,
    `indent` the empty squares at the beginning of a paragraph, `western_space` sets a little space
    between Chinese and Western letters or digits.

    `shortcuts` holds the actions whose keys the user changed, by their names in
    `reader.ui.actions`, with all keys of each as Qt writes them; none for an action without keys.

    What is printed has a size of its own, `print_size` in half points, on `print_paper` with
    `print_margins`, with a running title (`print_header`), the source of the text below its title
    (`print_source`) and the ribbons of bookmarks (`print_ribbons`) or without them.

    `dialogs` holds where the larger dialogs were left, by name, in Qt's own words (Base64).

    An import may spend `import_seconds` and `import_megabytes` of memory on parsing one file.
    """

    palette: str = SYSTEM
    text_size: int = 18
    family: str = ""
    line_percent: int = 175
    measure: int = 38
    indent: int = 2
    justify: bool = True
    western_space: bool = True
    print_paper: str = "A4"
    print_landscape: bool = False
    print_margins: str = "normal"
    print_size: int = 24
    print_numbers: str = "dashes"
    print_header: bool = True
    print_source: bool = True
    print_ribbons: bool = False
    library: str | None = None
    recent_libraries: tuple[str, ...] = ()
    import_seconds: int = 30
    import_megabytes: int = 4096
    shortcuts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    dialogs: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if self.palette not in (SYSTEM, *PALETTES):
            raise ValueError(f"palette {self.palette!r}")
        if self.text_size not in TEXT_SIZES:
            raise ValueError(f"text size {self.text_size!r}")
        if self.line_percent not in LINE_PERCENTS:
            raise ValueError(f"line percent {self.line_percent!r}")
        if self.measure not in MEASURES:
            raise ValueError(f"measure {self.measure!r}")
        if self.indent not in INDENTS:
            raise ValueError(f"indent {self.indent!r}")
        for name, choices in _CHOICES.items():
            if getattr(self, name) not in choices:
                raise ValueError(f"{name} {getattr(self, name)!r}")
        if self.import_seconds not in IMPORT_SECONDS:
            raise ValueError(f"seconds for a file {self.import_seconds!r}")
        if self.import_megabytes not in IMPORT_MEGABYTES:
            raise ValueError(f"memory for a file {self.import_megabytes!r}")

    def with_library(self, library: Path) -> "Settings":
        """The same settings with `library` as the last one opened."""
        name = str(library)
        recent = (name, *(other for other in self.recent_libraries if other != name))
        return replace(self, library=name, recent_libraries=recent[:RECENT_LIBRARIES])

    def with_printing_of(self, other: "Settings") -> "Settings":
        """The same settings with all that is about printing as in others."""
        about = (field.name for field in fields(self) if field.name.startswith("print_"))
        return replace(self, **{name: getattr(other, name) for name in about})


_CHOICES: dict[str, tuple[object, ...]] = {
    "print_paper": PAPERS,
    "print_margins": MARGINS,
    "print_numbers": PAGE_NUMBERS,
    "print_size": PRINT_SIZES,
}


class SettingsFile:
    """Reads and writes the settings. An unreadable value counts as not set."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Settings:
        """The settings as kept, with defaults for all that is missing or makes no sense."""
        try:
            stored = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return Settings()
        settings = Settings()
        if not isinstance(stored, dict):
            return settings
        for one in fields(Settings):
            if one.name not in stored:
                continue
            value = stored[one.name]
            if one.name == "recent_libraries" and isinstance(value, list):
                value = tuple(str(item) for item in value)
            if one.name == "shortcuts" and isinstance(value, dict):
                value = _shortcuts(value)
            if one.name == "dialogs" and isinstance(value, dict):
                value = {name: place for name, place in value.items() if isinstance(place, str)}
            if not _fits(getattr(settings, one.name), value):
                continue
            try:
                settings = replace(settings, **{one.name: value})
            except (TypeError, ValueError):
                continue
        return settings

    def save(self, settings: Settings) -> None:
        r"""Write the settings beside the old file and put them in its place in one step.

        A path that is no Unicode is written with \udcXX, which JSON reads back.

        Raises:
            OSError: the folder cannot be written; the old settings stay.
        """
        text = json.dumps(asdict(settings), ensure_ascii=False, indent=1)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(f".{os.getpid()}.tmp")
        try:
            beside.write_text(text, "utf-8", "backslashreplace")
            beside.replace(self._path)
        finally:
            beside.unlink(missing_ok=True)


def _fits(default: object, value: object) -> bool:
    if default is None:
        return value is None or isinstance(value, str)
    return type(value) is type(default)


def _shortcuts(stored: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """What is a list of texts; whether they are keys is known where they are used."""
    return {
        action: tuple(keys)
        for action, keys in stored.items()
        if isinstance(keys, list) and all(isinstance(key, str) for key in keys)
    }
