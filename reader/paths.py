"""Where things are kept, and how paths are written that every system takes."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

APPLICATION = "antou"
RESOURCES = Path(__file__).resolve().parent.parent / "resources"
TRANSLATIONS = RESOURCES / "translations"

# Windows: MAX_PATH, less a name of 8.3 in a folder (learn.microsoft.com, Naming Files).
_LONG_PATH = 248
_EXTENDED, _SHARE = "\\\\?\\", "\\\\"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders that this user's files go to; tests pass their own."""

    data: Path
    config: Path
    cache: Path

    @property
    def personal(self) -> Path:
        """The file of the user's own data, unless another one is named."""
        return self.data / "personal.db"

    @property
    def starter(self) -> Path:
        """The starter library: what a person without a library of their own finds."""
        return self.data / "入门资料库"

    @property
    def settings(self) -> Path:
        """The settings of the window."""
        return self.config / "settings.json"

    @property
    def log(self) -> Path:
        """Where bugs are logged."""
        return self.cache / "antou.log"

    def index_cache(self, library_id: str, folder: Path) -> Path:
        """Where the index of a library that cannot be written is kept.

        Copies of a library have its id, but not always its texts: each folder has its own.
        """
        import hashlib

        name = hashlib.sha256(os.fsencode(f"{library_id}\n{folder}"))
        return self.cache / "index" / name.hexdigest()[:32]


def user_places() -> Places:
    """The platform's folders for the person who runs the program."""
    import platformdirs

    return Places(
        data=Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)),
        config=Path(platformdirs.user_config_dir(APPLICATION, appauthor=False)),
        cache=Path(platformdirs.user_cache_dir(APPLICATION, appauthor=False)),
    )


def absolute_paths(
    paths: Iterable[str | Path],
    system: ModuleType = os.path,
    names: Callable[[str], Iterable[str]] = os.listdir,
) -> list[str]:
    """Whole paths of what a user names, so that one file has one path.

    Where the system does not tell upper and lower case apart (Windows), a path is written as the
    folders have it, the drive as a capital letter. `names` lists a folder; raises OSError.
    """
    whole = [str(system.abspath(path)) for path in paths]
    if system.normcase("A") == "A":
        return whole
    listed: dict[str, dict[str, str]] = {}

    def as_listed(folder: str, name: str) -> str:
        if folder not in listed:
            try:
                listed[folder] = {str(system.normcase(n)): n for n in names(folder)}
            except OSError:
                listed[folder] = {}
        return listed[folder].get(str(system.normcase(name)), name)

    return [_as_on_disk(path, system, as_listed) for path in whole]


def absolute(path: str | Path) -> str:
    """The whole path of what a user names; see `absolute_paths`."""
    return absolute_paths([path])[0]


def _as_on_disk(path: str, system: ModuleType, as_listed: Callable[[str, str], str]) -> str:
    drive, rest = system.splitdrive(path)
    found = (drive.upper() if len(drive) == 2 else drive) + system.sep
    for name in filter(None, rest.split(system.sep)):
        found = str(system.join(found, as_listed(found, name)))
    return str(found)


def reachable(path: str | Path, system: ModuleType = os.path) -> str:
    r"""The path by which the system opens a file: Windows refuses long ones as they are.

    The form with \\?\ works on every PC, whatever its settings say of long paths.
    """
    plain = str(path)
    if system.sep == "/" or len(plain) < _LONG_PATH or plain.startswith(_EXTENDED):
        return plain
    whole = str(system.abspath(plain))
    return f"{_EXTENDED}UNC{whole[1:]}" if whole.startswith(_SHARE) else _EXTENDED + whole


def is_there(path: str) -> bool:
    """Whether there is a file or folder, however long its path."""
    return os.path.exists(reachable(path))
