"""What the user or the file itself keeps out of the library, and how it gets in again."""

import shutil
from unittest.mock import patch

from tests.workspace.watched_folder import Person
from tests.workspace.watching.samples import ONE, THREE, TWO, titles


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
    desk.workspace.removal.remove((desk.id_of("值班的同志不得离岗。"),))
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
    desk.workspace.removal.remove((desk.id_of("值班的同志不得离岗。"),))
    desk.settle()
    desk.workspace.imports.take_in([path])
    desk.write("值班.txt", TWO)
    desk.settle()
    assert desk.id_of("值班的同志不得离岗，遇有险情立即报告。")
