"""Settings: kept whole, and whatever stands in the file, the program starts."""

import json
import os
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.settings import RECENT_LIBRARIES, Settings, SettingsFile

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "新" / "settings.json")
    assert file.load() == Settings()
    odd = os.fsdecode("资料".encode() + b"\xff")
    for library in (Path('引"号\\'), Path("/文献") / odd, Path("D:/资料库")):
        chosen = Settings("dark", 24).with_library(library)
        file.save(chosen)
        assert file.load() == chosen
    assert [path.name for path in (tmp_path / "新").iterdir()] == ["settings.json"]
    assert "资料" in (tmp_path / "新" / "settings.json").read_text("utf-8")


def test_the_last_libraries_are_remembered_once_each() -> None:
    last = Settings()
    for number in (*range(15), 12):
        last = last.with_library(Path(f"库{number}"))
    assert last.library == last.recent_libraries[0] == "库12"
    assert len(set(last.recent_libraries)) == len(last.recent_libraries) == RECENT_LIBRARIES


@pytest.mark.parametrize("values", [{"palette": "green"}, {"text_size": 11}, {"text_size": 41}])
def test_settings_make_sense(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(values)).split("_")[0]):
        Settings(**values)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b"null", b"{", b"[" * 200_000, b'{"text_size": 1e999}']
)
def test_junk_counts_as_not_set(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert SettingsFile(path).load() == Settings()


@given(
    st.dictionaries(st.sampled_from(["palette", "text_size", "library", "shortcuts", "x"]), JSON)
)
def test_any_value_is_taken_or_passed_over(
    tmp_path_factory: pytest.TempPathFactory, stored: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("s") / "settings.json"
    path.write_text(json.dumps(stored), "utf-8", "surrogatepass")
    loaded = SettingsFile(path).load()
    for name in ("palette", "text_size", "library"):
        assert getattr(loaded, name) in (stored.get(name), getattr(Settings(), name))


def test_one_bad_value_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    stored = {"palette": "sepia", "text_size": 999, "recent_libraries": ["甲", "乙"]}
    path.write_text(json.dumps(stored), "utf-8")
    assert SettingsFile(path).load() == Settings("sepia", recent_libraries=("甲", "乙"))


def test_a_failed_save_keeps_the_old_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    SettingsFile(path).save(Settings("dark"))
    with (
        patch.object(Path, "replace", side_effect=OSError(28, "full")),
        pytest.raises(OSError, match="full"),
    ):
        SettingsFile(path).save(Settings("light"))
    assert SettingsFile(path).load() == Settings("dark")
    assert list(tmp_path.iterdir()) == [path]


def test_shortcuts_are_kept_and_what_makes_no_sense_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    chosen = Settings(shortcuts={"copy": ("Ctrl+J", "F5"), "find": ()})
    SettingsFile(path).save(chosen)
    assert SettingsFile(path).load() == chosen
    assert json.loads(path.read_text("utf-8"))["shortcuts"]["copy"] == ["Ctrl+J", "F5"]
    odd = {"copy": "Ctrl+J", "find": ["F5"], "x": [1], "y": None}
    path.write_text(json.dumps({"shortcuts": odd}), "utf-8")
    assert SettingsFile(path).load() == Settings(shortcuts={"find": ("F5",)})
    path.write_text('{"shortcuts": ["F5"]}', "utf-8")
    assert SettingsFile(path).load() == Settings()
