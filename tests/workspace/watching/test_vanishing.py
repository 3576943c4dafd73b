"""Files of watched folders that vanish, come back, or cannot be reached: nothing is lost."""

import shutil
from pathlib import Path

from tests.workspace.watched_folder import Person
from tests.workspace.watching.samples import ONE, THREE, TWO, titles


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
    desk.watching.keep([key], kept=False)
    assert desk.watching.lost_documents()
    withdrawn = desk.workspace.removal.withdraw((key,))
    assert not desk.watching.lost()
    desk.settle()
    desk.workspace.removal.restore(withdrawn)
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
    desk.workspace.imports.take_in([elsewhere])
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
