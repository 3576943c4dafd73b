"""Where things are kept."""

import os
from pathlib import Path

from reader.paths import RESOURCES, Places, user_places

PLACES = Places(Path("/data"), Path("/config"), Path("/cache"))


def test_only_three_folders_are_used() -> None:
    assert PLACES.personal.parent == PLACES.starter.parent == Path("/data")
    assert PLACES.settings.parent == Path("/config")
    assert PLACES.log.parent == Path("/cache")
    assert len({PLACES.personal, PLACES.starter, PLACES.settings, PLACES.log}) == 4


def test_each_copy_of_a_library_has_a_cache() -> None:
    names = ["a" * 32, "b" * 32, "../../外面", "", "\0", "很" * 999]
    folders = [Path("/x"), Path("/y"), Path(os.fsdecode(b"/\xff"))]
    caches = {PLACES.index_cache(name, folder) for name in names for folder in folders}
    assert len(caches) == len(names) * len(folders)
    for cache in caches:
        assert cache.parent == Path("/cache/index")
        assert cache.name.isalnum()
    assert PLACES.index_cache("a", Path("/x")) == PLACES.index_cache("a", Path("/x"))


def test_the_program_has_its_resources() -> None:
    assert (RESOURCES / "outlines").is_dir()
    assert (RESOURCES / "starter").is_dir()


def test_the_folders_are_the_user_s_own() -> None:
    places = user_places()
    for folder in (places.data, places.config, places.cache):
        assert folder.is_absolute()
        assert "antou" in str(folder)
