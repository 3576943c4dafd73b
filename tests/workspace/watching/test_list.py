"""The list of watched folders: adding, pausing, removing, and what may be in it."""

import os
from pathlib import Path
from unittest.mock import patch

import pytest

from reader.errors import ReadOnlyLibrary, UsageError
from reader.workspace.opening import open_workspace
from tests.workspace.samples import places
from tests.workspace.watched_folder import Person, person
from tests.workspace.watching.samples import ONE, THREE, titles


def test_folders_are_added_paused_removed_and_brought_back(desk: Person, tmp_path: Path) -> None:
    desk.write("值班.txt", ONE)
    desk.settle()
    path = str(desk.folder)
    desk.watching.remove(path)
    assert not desk.watching.folders()
    assert titles(desk) == {"防汛值班"}
    desk.write("别的.txt", THREE)
    assert not desk.settle()[0].imported
    desk.watching.restore(path)
    desk.settle()
    assert titles(desk) == {"防汛值班", "春耕调查"}
    assert len(desk.parsed) == 2


def test_what_was_removed_in_another_session_is_forgotten(desk: Person) -> None:
    desk.write("值班.txt", ONE)
    desk.settle()
    desk.watching.remove(str(desk.folder))
    assert desk.store.files()
    desk.restart()
    desk.check()
    assert not desk.store.files()


def test_only_folders_can_be_watched_and_each_once(desk: Person, tmp_path: Path) -> None:
    file = desk.write("值班.txt", ONE)
    with pytest.raises(UsageError, match="不是文件夹"):
        desk.watching.add(file)
    with pytest.raises(UsageError, match="已经在关注"):
        desk.watching.add(desk.folder / ".." / desk.folder.name)
    if os.name != "nt":
        (tmp_path / "link").symlink_to(desk.folder)
        with pytest.raises(UsageError, match="已经在关注"):
            desk.watching.add(tmp_path / "link")
    with pytest.raises(UsageError, match="资料库自己"):
        desk.watching.add(desk.workspace.folder)


def test_the_library_itself_is_never_looked_into(tmp_path: Path) -> None:
    with person(tmp_path, watch=False) as desk:
        desk.watching.add(tmp_path)
        (desk.workspace.folder / "混进来的.txt").write_text(ONE, "utf-8")
        desk.write("别的.txt", THREE)
        desk.settle()
        assert titles(desk) == {"春耕调查"}


def test_patterns_that_change_make_nothing_vanish(desk: Person) -> None:
    from dataclasses import replace

    desk.write("值班.txt", ONE)
    desk.write("别的.md", THREE)
    desk.settle()
    (folder,) = desk.watching.folders()
    desk.watching.change(replace(folder, only=("*.md",)))
    desk.settle()
    assert not desk.watching.lost()
    assert len(desk.workspace.documents()) == 2


def test_a_library_that_cannot_be_written_watches_nothing(tmp_path: Path) -> None:
    with person(tmp_path) as desk:
        desk.write("值班.txt", ONE)
        with patch.object(type(desk.watching), "read_only", True):
            assert not desk.check().imported
            with pytest.raises(ReadOnlyLibrary):
                desk.watching.add(tmp_path)
        assert not desk.parsed


def test_a_workspace_has_its_watched_folders(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path / "库", tmp_path / "personal.db", places(tmp_path))
    try:
        workspace.watching.add(tmp_path)
        assert [folder.path for folder in workspace.watching.folders()] == [str(tmp_path)]
        assert workspace.watching is workspace.watching
    finally:
        workspace.close()
