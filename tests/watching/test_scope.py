"""Which files a watched folder takes."""

import os

import pytest

from reader.watching.model import Folder
from reader.watching.scope import Scope, is_within

HOME = os.path.abspath(os.sep + "home")


def path(*parts: str) -> str:
    return os.path.join(HOME, *parts)


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("通知.docx", True),
        ("NOTICE.DOCX", True),
        ("旧文.doc", True),
        ("讲话.wps", True),
        ("图.png", False),
        ("~$通知.docx", False),
        (".~lock.通知.docx#", False),
        (".~通知.docx", False),
        (".hidden.txt", False),
        ("~WRL0001.tmp", False),
        ("下载.docx.crdownload", False),
        ("下载.txt.part", False),
        ("Thumbs.db", False),
    ],
)
def test_what_people_mean_is_taken_and_what_programs_leave_is_not(name: str, taken: bool) -> None:
    folder = Folder(path("文件"))
    assert Scope([folder]).takes_file(folder, name) is taken


def test_patterns_choose_and_leave_out() -> None:
    folder = Folder(path("a"), only=("*.TXT", "*.md"), without=("草稿*", "旧"))
    scope = Scope([folder])
    assert scope.covers(path("a", "x.txt"))
    assert scope.covers(path("a", "b", "x.MD"))
    assert not scope.covers(path("a", "x.docx"))
    assert not scope.covers(path("a", "草稿一.txt"))
    assert not scope.covers(path("a", "旧", "x.txt"))
    assert not scope.covers(path("a", "b", "旧", "c", "x.txt"))
    assert not scope.covers(path("ab", "x.txt"))


def test_everything_can_be_asked_for_but_not_what_is_unfinished() -> None:
    folder = Folder(path("a"), only=("*",))
    scope = Scope([folder])
    assert scope.takes_file(folder, "图.png")
    assert not scope.takes_file(folder, "x.tmp")


def test_a_folder_inside_decides_for_itself() -> None:
    outer, inner = Folder(path("a"), only=("*.txt",)), Folder(path("a", "b"), only=("*.md",))
    scope = Scope([outer, inner])
    assert scope.home(path("a", "b", "c", "x.md")) == inner
    assert scope.covers(path("a", "b", "c", "x.md"))
    assert not scope.covers(path("a", "b", "x.txt"))
    assert scope.covers(path("a", "x.txt"))


def test_a_folder_that_is_paused_takes_nothing() -> None:
    scope = Scope([Folder(path("a")), Folder(path("a", "b"), paused=True)])
    assert scope.covers(path("a", "x.txt"))
    assert not scope.covers(path("a", "b", "x.txt"))


def test_a_name_that_begins_alike_is_another_folder() -> None:
    assert is_within(path("a", "b"), path("a"))
    assert is_within(path("a"), path("a"))
    assert not is_within(path("ab"), path("a"))
    assert is_within(path("a"), os.path.abspath(os.sep))
