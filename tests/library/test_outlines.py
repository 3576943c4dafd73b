from pathlib import Path

import pytest

from reader.errors import LibraryProblem
from reader.library.outlines import OutlineStore
from reader.themes.model import Outline, Term, Theme
from tests.library.samples import library, personal

OFFICE = Outline(
    "office",
    "办公室工作",
    (
        Theme("1", "督查", None, (Term("督查"), Term("“回头看”", 2.5)), "落实\n与反馈"),
        Theme("1.1", "专项督查", "1"),
        Theme("2", "公文", None, (Term("收文"),)),
    ),
)


def test_an_outline_comes_back_as_it_was(tmp_path: Path) -> None:
    own = Outline("own", "我的主题", (Theme("a", "甲", None),))
    for opened in (library, personal):
        with opened(tmp_path) as database:
            store = OutlineStore(database)
            assert store.outlines() == ()
            store.save(OFFICE)
            store.save(own)
        with opened(tmp_path) as database:
            store = OutlineStore(database)
            assert store.outlines() == (OFFICE, own)
            assert store.outline("office") == OFFICE
            assert store.outline("nothing") is None


def test_saving_again_replaces_and_keeps_the_place(tmp_path: Path) -> None:
    with library(tmp_path) as database:
        store = OutlineStore(database)
        store.save(OFFICE)
        store.save(Outline("own", "我的主题", ()))
        shorter = Outline("office", "办公室", OFFICE.themes[:1])
        store.save(shorter)
        assert [o.id for o in store.outlines()] == ["office", "own"]
        assert store.outline("office") == shorter
        assert store.remove("office")
        assert not store.remove("office")
        assert [o.id for o in store.outlines()] == ["own"]
        assert database.rows("SELECT count(*) FROM theme") == [(0,)]


def test_a_damaged_outline_is_told(tmp_path: Path) -> None:
    with library(tmp_path) as database:
        store = OutlineStore(database)
        store.save(OFFICE)
        with database.transaction():
            database.execute("UPDATE theme SET terms = '[[1' WHERE id = '2'")
        with pytest.raises(LibraryProblem, match="已损坏"):
            store.outlines()
