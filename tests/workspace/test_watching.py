"""Watched folders on real files: what comes in, what stays, and what the user decides."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from reader.errors import LibraryProblem, ReadOnlyLibrary, UsageError
from reader.library.intake import Intake
from reader.library.texts import TextStore
from reader.library.watched import WatchedStore
from reader.messages import Message
from reader.workspace.opening import open_workspace
from reader.workspace.watching import Watching
from tests.workspace.samples import places
from tests.workspace.watched_folder import LONG, Person, person

ONE = "防汛值班\n\n值班的同志不得离岗。\n"
TWO = "防汛值班\n\n值班的同志不得离岗，遇有险情立即报告。\n"
THREE = "春耕调查\n\n到村里去看种子够不够。\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Person]:
    with person(tmp_path) as somebody:
        yield somebody


def titles(desk: Person) -> set[str]:
    return {record.metadata.title for record in desk.workspace.documents()}


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
    assert desk.workspace.search("险情").paragraphs == 1


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


def test_a_vanished_file_leaves_its_text_until_the_user_says_otherwise(desk: Person) -> None:
    desk.write("别的.txt", THREE)
    path = desk.write("值班.txt", ONE)
    desk.settle()
    key = desk.id_of("值班的同志不得离岗。")
    path.unlink()
    assert [report.lost for report in desk.settle()] == [0, 1]
    assert desk.id_of("值班的同志不得离岗。") == key
    (lost,) = desk.watching.lost_documents()
    assert (lost.document, lost.title, lost.path) == (key, "防汛值班", str(path))
    desk.watching.keep([key])
    assert not desk.watching.lost_documents()
    assert [text.document for text in desk.watching.lost()] == [key]
    desk.watching.keep([key], False)
    assert desk.watching.lost_documents()
    withdrawn = desk.workspace.withdraw((key,))
    assert not desk.watching.lost()
    desk.settle()
    desk.workspace.restore(withdrawn)
    assert desk.watching.lost_documents()
    desk.settle()
    assert desk.watching.lost_documents()


def test_a_vanished_file_that_comes_back_is_known_again(desk: Person) -> None:
    desk.write("别的.txt", THREE)
    path = desk.write("值班.txt", ONE)
    desk.settle()
    path.unlink()
    desk.settle()
    desk.write("后来/值班.txt", ONE)
    (report,) = desk.settle()
    assert report.moved == 1
    assert not report.imported
    assert not desk.watching.lost()
    assert len(desk.parsed) == 2


def test_programs_that_save_by_way_of_another_file_lose_nothing(desk: Person) -> None:
    """For a moment the file is not there, or a copy of it is: it stays the same document."""
    path = desk.write("值班.txt", ONE)
    desk.write("别的.txt", THREE)
    desk.settle()
    key = desk.id_of("值班的同志不得离岗。")
    path.rename(desk.path("值班-备份.txt"))
    assert desk.check().again_after is not None
    desk.write("值班.txt", TWO)
    desk.settle()
    assert desk.id_of("值班的同志不得离岗，遇有险情立即报告。") == key
    assert desk.id_of("值班的同志不得离岗。") != key
    assert not desk.watching.lost()


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


def test_a_folder_that_cannot_be_reached_keeps_everything(desk: Person) -> None:
    desk.write("值班.txt", ONE)
    desk.settle()
    desk.folder.rename(desk.home / "taken out")
    reports = [*desk.settle(), *desk.settle()]
    assert [len(report.unreachable) for report in reports] == [1, 0]
    assert not desk.watching.lost()
    (status,) = desk.watching.status()
    assert "不在" in str(status.folder.trouble)
    assert (status.files, status.documents) == (1, 1)
    (desk.home / "taken out").rename(desk.folder)
    desk.settle()
    assert desk.watching.folders()[0].trouble is None
    assert len(desk.parsed) == 1


def test_an_emptied_folder_is_believed_when_the_user_says_so(desk: Person) -> None:
    path = desk.write("值班.txt", ONE)
    desk.settle()
    path.unlink()
    desk.settle()
    assert "空的" in str(desk.watching.folders()[0].trouble)
    assert not desk.watching.lost()
    desk.watching.believe(str(desk.folder))
    desk.settle()
    assert desk.watching.folders()[0].trouble is None
    assert len(desk.watching.lost_documents()) == 1


def test_a_bad_file_is_parsed_once_until_it_changes(desk: Person) -> None:
    path = desk.write("坏.txt", " ")
    desk.write("值班.txt", ONE)
    (report,) = desk.settle()
    assert [problem.path for problem in report.failed] == [str(path)]
    assert len(desk.parsed) == 2
    desk.restart()
    (report,) = desk.settle()
    assert not report.failed
    assert len(desk.parsed) == 2
    (problem,) = desk.problems()
    assert problem.path == str(path)
    path.rename(desk.path("还是坏.txt"))
    desk.settle()
    assert len(desk.parsed) == 2
    desk.write("还是坏.txt", THREE)
    (report,) = desk.settle()
    assert len(report.imported) == 1
    assert not desk.problems()


def test_a_bad_file_is_tried_again_when_the_user_asks_and_by_newer_readers(desk: Person) -> None:
    path = desk.write("坏.txt", " ")
    desk.settle()
    desk.watching.try_again([str(path)])
    desk.settle()
    assert len(desk.parsed) == 2
    with patch("reader.workspace.watched.READERS", 10_000):
        desk.settle()
    assert len(desk.parsed) == 3


def test_a_file_that_breaks_keeps_its_last_good_text(desk: Person) -> None:
    desk.write("别的.txt", THREE)
    path = desk.write("值班.txt", ONE)
    desk.settle()
    key = desk.id_of("值班的同志不得离岗。")
    desk.write("值班.txt", " ")
    desk.settle()
    assert desk.id_of("值班的同志不得离岗。") == key
    assert not desk.watching.lost()
    path.unlink()
    desk.settle()
    assert [text.document for text in desk.watching.lost()] == [key]


def test_a_document_that_the_user_took_out_stays_out(desk: Person) -> None:
    path = desk.write("值班.txt", ONE)
    desk.write("别的.txt", THREE)
    desk.settle()
    desk.workspace.remove((desk.id_of("值班的同志不得离岗。"),))
    desk.restart()
    desk.settle()
    assert titles(desk) == {"春耕调查"}
    desk.write("值班.txt", TWO)
    desk.settle()
    path.rename(desk.path("新名字.txt"))
    desk.settle()
    shutil.copy(desk.path("新名字.txt"), desk.path("副本.txt"))
    desk.settle()
    assert titles(desk) == {"春耕调查"}
    assert desk.declined() == (str(desk.path("副本.txt")), str(desk.path("新名字.txt")))
    desk.watching.try_again([str(desk.path("副本.txt"))])
    desk.settle()
    assert titles(desk) == {"春耕调查", "防汛值班"}


def test_what_the_user_imports_by_hand_again_is_kept_in_step_again(desk: Person) -> None:
    path = desk.write("值班.txt", ONE)
    desk.settle()
    desk.workspace.remove((desk.id_of("值班的同志不得离岗。"),))
    desk.settle()
    desk.workspace.import_paths([path])
    desk.write("值班.txt", TWO)
    desk.settle()
    assert desk.id_of("值班的同志不得离岗，遇有险情立即报告。")


def test_an_older_copy_of_the_library_gets_what_it_misses(desk: Person, tmp_path: Path) -> None:
    """What it does not hold was not taken out by anybody."""
    desk.write("值班.txt", ONE)
    desk.settle()
    desk.close()
    shutil.copytree(tmp_path / "资料库", tmp_path / "copy")
    desk._open()
    desk.write("别的.txt", THREE)
    desk.settle()
    desk.close()
    shutil.rmtree(tmp_path / "资料库")
    shutil.copytree(tmp_path / "copy", tmp_path / "资料库")
    desk._open()
    assert titles(desk) == {"防汛值班"}
    desk.settle()
    assert titles(desk) == {"防汛值班", "春耕调查"}


def test_the_copy_of_an_edited_file_keeps_the_old_text(desk: Person) -> None:
    """Two files were one document; when one is edited, the other holds another text."""
    desk.write("值班.txt", ONE)
    desk.settle()
    desk.write("备份.txt", ONE)
    desk.settle()
    key = desk.id_of("值班的同志不得离岗。")
    desk.write("值班.txt", TWO)
    desk.settle()
    assert desk.id_of("值班的同志不得离岗，遇有险情立即报告。") == key
    other = desk.id_of("值班的同志不得离岗。")
    desk.path("值班.txt").unlink()
    desk.settle()
    assert [text.document for text in desk.watching.lost()] == [key]
    assert {r.document for r in desk.workspace.documents()} == {key, other}


def test_a_text_that_stands_in_a_file_elsewhere_too_is_not_lost(
    desk: Person, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text(ONE, "utf-8")
    desk.workspace.import_paths([elsewhere])
    desk.write("别的.txt", THREE)
    path = desk.write("值班.txt", ONE)
    desk.settle()
    path.unlink()
    desk.settle()
    assert not desk.watching.lost()


def test_a_text_that_left_a_file_of_several_is_told(desk: Person) -> None:
    from tests.command_texts import COLLECTION

    desk.write("合集.txt", COLLECTION)
    desk.settle()
    first, second = desk.workspace.documents()
    text = "\n".join(p.text for p in desk.workspace.read(first.document).paragraphs)
    desk.write("合集.txt", text)
    desk.settle()
    held = {record.document for record in desk.workspace.documents()}
    assert held == {first.document, second.document}
    assert [lost.document for lost in desk.watching.lost()] == [second.document]


# The list of folders


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


# What may go wrong on the way


class Killed(BaseException):
    """The program ends here."""


STEPS = (
    (WatchedStore, "save"),
    (WatchedStore, "forget"),
    (WatchedStore, "note_lost"),
    (WatchedStore, "forget_lost"),
    (WatchedStore, "note_look"),
    (TextStore, "move"),
    (TextStore, "add"),
    (TextStore, "replace"),
    (Intake, "save_file"),
)


@pytest.mark.parametrize(("owner", "step"), STEPS)
@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("times", [1, 2])
def test_a_kill_at_any_step_costs_nothing(
    tmp_path: Path, owner: type, step: str, late: bool, times: int
) -> None:
    """Before or after a step: the next start comes to the same end as without the kill."""
    with person(tmp_path) as desk:
        desk.write("改.txt", ONE)
        desk.write("搬/走.txt", THREE)
        desk.write("没.txt", "消失\n\n这一篇的文件会不见。\n")
        desk.settle()
        before = {text: key for key, text in desk.held().items()}
        desk.write("改.txt", TWO)
        desk.path("搬").rename(desk.path("到"))
        desk.path("没.txt").unlink()
        desk.write("新.txt", "新的\n\n这一篇是新来的。\n")
        real, calls = getattr(owner, step), []

        def die(*args: Any, **names: Any) -> object:
            calls.append(1)
            if len(calls) != times:
                return real(*args, **names)
            if late:
                real(*args, **names)
            raise Killed

        try:
            with patch.object(owner, step, die):
                desk.settle()
        except Killed:
            desk.restart()
        desk.settle()
        now = {text: key for key, text in desk.held().items()}
        assert len(now) == 4
        assert now["值班的同志不得离岗，遇有险情立即报告。"] == before["值班的同志不得离岗。"]
        assert now["到村里去看种子够不够。"] == before["到村里去看种子够不够。"]
        gone = now["这一篇的文件会不见。"]
        assert gone == before["这一篇的文件会不见。"]
        assert [text.document for text in desk.watching.lost()] == [gone]
        (record,) = [r for r in desk.workspace.documents() if r.metadata.title == "春耕调查"]
        assert record.path == str(desk.path("到/走.txt"))


def test_a_cancel_leaves_the_rest_to_the_next_check(desk: Person) -> None:
    for number in range(5):
        desk.write(f"{number}.txt", f"第{number}号\n\n这是第{number}号文件。\n")
    desk.clock.now += LONG
    report = desk.watching.check(cancelled=lambda: len(desk.parsed) >= 2)
    assert report.cancelled
    assert len(desk.workspace.documents()) == 2
    (report,) = desk.settle()
    assert len(report.imported) == 3
    assert len(desk.parsed) == 5


def test_progress_is_that_of_all_batches(desk: Person) -> None:
    for number in range(5):
        desk.write(f"{number}.txt", f"第{number}号\n\n这是第{number}号文件。\n")
    desk.clock.now += LONG
    told: list[tuple[int, int]] = []
    with patch("reader.workspace.bringing_in.BATCH", 2):
        desk.watching.check(lambda step: told.append((step.done, step.total)))
    assert told == [(n, 5) for n in range(1, 6)]


def test_a_full_disk_is_not_the_fault_of_the_files(desk: Person) -> None:
    desk.write("值班.txt", ONE)
    with patch.object(Intake, "save_file", side_effect=LibraryProblem(Message("磁盘已满"))):
        desk.settle()
    assert not desk.workspace.documents()
    desk.settle()
    assert titles(desk) == {"防汛值班"}


def test_two_programs_at_once_import_nothing_twice(desk: Person) -> None:
    """While one is about to save a file, the other looks, saves it, and ends."""
    desk.write("值班.txt", ONE)
    desk.write("别的.txt", THREE)
    desk.clock.now += LONG
    other = open_workspace(desk.workspace.folder, desk.home / "personal.db", places(desk.home))
    second = Watching(desk.store, desk.texts, other, desk.clock)
    real = Intake.save_file
    first: list[bool] = []

    def save(intake: Intake, parsed: Any, corrections: object = None) -> Any:
        if not first:
            first.append(True)
            second.check()
        return real(intake, parsed)

    try:
        with patch.object(Intake, "save_file", save):
            desk.check()
    finally:
        other.close()
    assert sorted(titles(desk)) == ["春耕调查", "防汛值班"]
    assert len(desk.workspace.documents()) == 2
    assert not desk.settle()[0].changed_texts


def test_a_command_at_the_same_time_imports_nothing_twice(desk: Person) -> None:
    path = desk.write("值班.txt", ONE)
    desk.workspace.import_paths([path])
    (report,) = desk.settle()
    assert not report.imported
    assert len(desk.workspace.documents()) == 1


def test_a_file_that_cannot_be_opened_is_told_and_tried_again(desk: Person) -> None:
    desk.write("值班.txt", ONE)

    def locked(_path: str, _stamp: object) -> str:
        raise PermissionError(13, "locked by another program")

    with patch("reader.workspace.watching.read_content", locked):
        desk.settle()
    (problem,) = desk.problems()
    assert str(problem.reason) == "没有权限"
    assert not desk.parsed
    desk.settle()
    assert titles(desk) == {"防汛值班"}
    assert not desk.problems()
