"""Opening a library: made where it is missing, refused where it is not ours, never overwritten."""

from pathlib import Path

import pytest

from reader.errors import LibraryProblem
from reader.messages import Message
from reader.workspace.opening import examine, is_library, open_workspace
from tests.workspace.samples import opened, places


def test_a_new_library_has_the_outline_and_no_texts(tmp_path: Path) -> None:
    assert not is_library(tmp_path / "资料库")
    with opened(tmp_path) as workspace:
        assert workspace.documents() == ()
        themes = workspace.themes.counts()
        assert {count.theme.name for count in themes} >= {"督查督办", "调查研究"}
        assert all(count.entries == 0 for count in themes)
    assert is_library(tmp_path / "资料库")


def test_what_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "library.db").mkdir()
    assert not is_library(tmp_path)
    assert not is_library(tmp_path / ("长" * 300))


@pytest.mark.parametrize("bad", ["library", "personal"])
def test_a_refused_file_leaves_the_other_closed_and_both_as_they_were(
    tmp_path: Path, bad: str
) -> None:
    with opened(tmp_path):
        pass
    files = {"library": tmp_path / "资料库" / "library.db", "personal": tmp_path / "personal.db"}
    files[bad].write_text("这不是数据库", "utf-8")
    before = {path: path.read_bytes() for path in files.values()}
    with pytest.raises(LibraryProblem) as caught:
        open_workspace(tmp_path / "资料库", files["personal"], places(tmp_path))
    assert {path: path.read_bytes() for path in files.values()} == before
    health = examine(tmp_path / "资料库", files["personal"], caught.value)
    assert not health.sound
    assert (health.library == "unusable", health.personal == "unusable") == (
        bad == "library",
        bad == "personal",
    )
    assert health.problems == (caught.value.message,)


def test_a_refusal_that_has_passed_is_told_all_the_same(tmp_path: Path) -> None:
    """Another process had the file; when it is looked at again, it is free."""
    with opened(tmp_path):
        pass
    refusal = LibraryProblem(Message("正被另一个程序占用"))
    health = examine(tmp_path / "资料库", tmp_path / "personal.db", refusal)
    assert (health.library, health.personal, health.sound) == ("ok", "ok", False)
    assert health.problems == (refusal.message,)


def test_the_personal_data_may_be_swapped(tmp_path: Path) -> None:
    """Library and personal data are two files of two schemas, and are not mistaken."""
    with opened(tmp_path):
        pass
    with pytest.raises(LibraryProblem, match="不是个人数据文件"):
        open_workspace(tmp_path / "新", tmp_path / "资料库" / "library.db", places(tmp_path))
