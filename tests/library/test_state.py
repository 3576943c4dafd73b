from pathlib import Path

import pytest

from reader.errors import LibraryProblem
from reader.library.state import StateStore
from tests.library.samples import personal


def test_values_of_every_kind_come_back(tmp_path: Path) -> None:
    window: dict[str, object] = {"width": 800, "panes": ["左", "右"], "split": None}
    with personal(tmp_path) as database:
        store = StateStore(database)
        store.set("window", window)
        store.set("zoom", 1.25)
        store.set("palette", "sepia")
        store.set("palette", "dark")
    with personal(tmp_path) as database:
        store = StateStore(database)
        assert store.get("window", dict[str, object]()) == window
        assert store.get("zoom", 1.0) == 1.25
        assert store.get("palette", "light") == "dark"
        store.remove("palette")
        assert store.get("palette", "light") == "light"


def test_a_value_of_another_type_counts_as_none(tmp_path: Path) -> None:
    with personal(tmp_path) as database:
        store = StateStore(database)
        store.set("size", "large")
        store.set("open", True)
        assert store.get("size", 12) == 12
        assert store.get("open", 1) == 1
        assert store.get("open", False) is True


def test_a_damaged_value_is_told(tmp_path: Path) -> None:
    with personal(tmp_path) as database:
        store = StateStore(database)
        store.set("size", 12)
        with database.transaction():
            database.execute("UPDATE state SET value = '{'")
        with pytest.raises(LibraryProblem):
            store.get("size", 1)
