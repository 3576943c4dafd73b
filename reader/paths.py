"""Where things are kept: the program's own data, and the platform's folders for the user's."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APPLICATION = "antou"
RESOURCES = Path(__file__).resolve().parent.parent / "resources"
TRANSLATIONS = RESOURCES / "translations"


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
    return Places(
        data=Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)),
        config=Path(platformdirs.user_config_dir(APPLICATION, appauthor=False)),
        cache=Path(platformdirs.user_cache_dir(APPLICATION, appauthor=False)),
    )
