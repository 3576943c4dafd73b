"""Watched folders on real files: what comes in, what stays the same document."""

import os
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.workspace.watched_folder import LONG, Person
from tests.workspace.watching.samples import ONE, THREE, TWO


def test_new_files_come_in_and_edited_ones_stay_the_same_document(desk: Person) -> None:
    desk.write("值班.txt", ONE)
    desk.write("下级/春耕.txt", THREE)
    (report,) = desk.settle()
    assert len(report.imported) == 2
    assert report.changed_texts
    key = desk.id_of("值班的同志不得离岗。")
    desk.write("值班.txt", TWO)
    (report,) = desk.settle()
    assert report.updated == (key,)
    assert desk.id_of("值班的同志不得离岗，遇有险情立即报告。") == key
    assert desk.workspace.searching.search("险情").paragraphs == 1


@pytest.mark.parametrize("batch", [1, 100])
@pytest.mark.parametrize("name", ["值守.txt", "旧文.txt"])
def test_a_renamed_file_takes_its_document_along_though_its_name_is_taken(
    desk: Person, monkeypatch: pytest.MonkeyPatch, batch: int, name: str
) -> None:
    """Also where the two are not read together."""
    monkeypatch.setattr("reader.workspace.bringing_in.BATCH", batch)
    path = desk.write("值班.txt", ONE)
    desk.settle()
    key = desk.id_of("值班的同志不得离岗。")
    path.rename(desk.path(name))
    desk.write("值班.txt", THREE)
    desk.settle()
    assert desk.id_of("值班的同志不得离岗。") == key
    assert Path(desk.workspace.read(key).record.path).name == name
    assert len(desk.workspace.documents()) == 2
    assert not desk.watching.lost()
    desk.write(name, TWO)
    (report,) = desk.settle()
    assert report.updated == (key,)


def test_what_is_unchanged_is_not_opened(desk: Person) -> None:
    desk.write("值班.txt", ONE)
    desk.settle()
    with patch("reader.workspace.watching.read_content", side_effect=AssertionError):
        assert not desk.check().changed_texts
    assert len(desk.parsed) == 1


def test_a_file_that_was_only_touched_is_not_parsed(desk: Person) -> None:
    path = desk.write("值班.txt", ONE)
    desk.settle()
    desk.clock.now += 5
    desk.date(path)
    desk.settle()
    assert len(desk.parsed) == 1
    with patch("reader.workspace.watching.read_content", side_effect=AssertionError):
        desk.check()


def test_a_folder_of_200_files_is_renamed(desk: Person) -> None:
    """All ids stay, nothing is parsed again, and the documents know their new places."""
    for number in range(200):
        desk.write(f"旧/{number}.txt", f"第{number}号\n\n这是第{number}号文件。\n")
    desk.settle()
    before = desk.held()
    assert len(before) == len(desk.parsed) == 200
    desk.path("旧").rename(desk.path("新"))
    reports = desk.settle()
    assert [report.moved for report in reports] == [0, 200]
    assert desk.held() == before
    assert len(desk.parsed) == 200
    assert all(Path(r.path).parent.name == "新" for r in desk.workspace.documents())
    assert not desk.watching.lost()


def test_a_file_that_moves_between_watched_folders_is_the_same_document(desk: Person) -> None:
    other = desk.home / "other"
    other.mkdir()
    desk.write("别的.txt", THREE)
    desk.watching.add(other)
    path = desk.write("值班.txt", ONE)
    desk.settle()
    key = desk.id_of("值班的同志不得离岗。")
    path.rename(other / "改名.txt")
    desk.settle()
    (record,) = [r for r in desk.workspace.documents() if r.document == key]
    assert record.path == str(other / "改名.txt")
    assert len(desk.parsed) == 2


def test_a_file_that_is_being_written_waits(desk: Person) -> None:
    desk.clock.now += LONG
    path = desk.write("值班.txt", ONE)
    report = desk.check()
    assert not report.imported
    assert report.again_after is not None
    desk.clock.now += 1.5
    path.write_text(TWO, "utf-8")
    desk.date(path)
    desk.clock.now += 1.5
    assert not desk.check().imported
    desk.clock.now += 2.5
    assert len(desk.check().imported) == 1
    assert desk.id_of("值班的同志不得离岗，遇有险情立即报告。")


def test_a_disk_whose_clock_is_ahead_does_not_keep_its_files_out(desk: Person) -> None:
    path = desk.write("值班.txt", ONE)
    os.utime(path, (desk.clock.now + 86400, desk.clock.now + 86400))
    assert not desk.check().imported
    desk.clock.now += 3
    assert len(desk.check().imported) == 1
