from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.documents.model import Document
from reader.library.intake import Intake
from reader.library.texts import TextStore
from tests.library.samples import document, library, parsed

A = document("甲篇", "督查工作要抓实。", "会议定于周一召开。", "附件另发。")
B = document("乙篇", "公文处理应当规范。", "收文要登记。")
C = document("丙篇", "值班人员不得离岗。", "紧急情况立即报告。")


class Files:
    """The files that exist, as far as the intake is told."""

    def __init__(self) -> None:
        self.paths: set[str] = set()

    def __call__(self, path: str) -> bool:
        return path in self.paths


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def texts(tmp_path: Path) -> Iterator[TextStore]:
    with library(tmp_path) as database:
        yield TextStore(database)


class Desk:
    """Imports files that hold the documents given."""

    def __init__(self, texts: TextStore, files: Files) -> None:
        self.texts = texts
        self.files = files
        self.intake = Intake(texts, exists=files)

    def take(self, path: str, *documents: Document) -> list[tuple[str, str]]:
        """(title, status) of each row."""
        self.files.paths.add(path)
        self.rows = self.intake.save_file(parsed(Path(path), *documents))
        return [(row.title, row.status) for row in self.rows]

    def ids(self) -> list[str]:
        return [row.document for row in self.rows]

    def warnings(self) -> list[str]:
        return [str(w) for row in self.rows for w in row.warnings]


@pytest.fixture
def desk(texts: TextStore, files: Files) -> Desk:
    return Desk(texts, files)


def test_importing_again_changes_nothing(desk: Desk) -> None:
    assert desk.take("/a.txt", A, B) == [("甲篇", "imported"), ("乙篇", "imported")]
    ids, before = desk.ids(), desk.texts.records()
    assert desk.take("/a.txt", A, B) == [("甲篇", "unchanged"), ("乙篇", "unchanged")]
    assert desk.ids() == ids
    assert desk.texts.records() == before
    assert desk.texts.last_sequence() == 2
    assert desk.warnings() == []


def test_the_row_tells_what_is_in_the_library(desk: Desk) -> None:
    desk.take("/a.txt", A)
    row = desk.rows[0]
    assert (row.path, row.format, row.encoding) == ("/a.txt", "txt", "utf-8")
    assert (row.paragraphs, row.characters) == (4, A.characters)


def test_an_edited_file_is_the_same_document(desk: Desk) -> None:
    desk.take("/a.txt", A)
    first = desk.ids()
    edited = document("甲篇", "督查工作要抓细抓实。", "附件另发。")
    assert desk.take("/a.txt", edited) == [("甲篇", "updated")]
    assert desk.ids() == first
    assert desk.texts.document(first[0]) == edited


def test_a_file_of_one_document_stays_it_even_with_a_new_title_and_text(desk: Desk) -> None:
    desk.take("/a.txt", A)
    first = desk.ids()
    assert desk.take("/a.txt", B) == [("乙篇", "updated")]
    assert desk.ids() == first


def test_new_metadata_alone_is_an_update(desk: Desk) -> None:
    desk.take("/a.txt", A)
    first = desk.ids()
    authored = document("甲篇", *(p.text for p in A.paragraphs[1:]), author="某局")
    assert authored.fingerprint == A.fingerprint
    assert desk.take("/a.txt", authored) == [("甲篇", "updated")]
    assert desk.ids() == first
    assert desk.take("/a.txt", authored) == [("甲篇", "unchanged")]


def test_articles_in_a_new_order_are_known_by_their_text(desk: Desk) -> None:
    desk.take("/a.txt", A, B, C)
    a, b, c = desk.ids()
    assert {s for _, s in desk.take("/a.txt", C, A, B)} == {"unchanged"}
    assert desk.ids() == [c, a, b]
    assert [r.document for r in desk.texts.by_path("/a.txt")] == [c, a, b]


def test_an_edited_article_is_known_by_its_title_wherever_it_stands(desk: Desk) -> None:
    desk.take("/a.txt", A, B)
    a, b = desk.ids()
    edited = document("甲篇", "全文重写了。")
    assert desk.take("/a.txt", B, edited) == [("乙篇", "unchanged"), ("甲篇", "updated")]
    assert desk.ids() == [b, a]


def test_an_article_with_a_new_title_is_known_by_place_and_likeness(desk: Desk) -> None:
    desk.take("/a.txt", A, B)
    ids = desk.ids()
    renamed = document("乙篇（修订）", "公文处理应当规范。", "收文要登记编号。")
    assert desk.take("/a.txt", A, renamed) == [("甲篇", "unchanged"), ("乙篇（修订）", "updated")]
    assert desk.ids() == ids
    assert desk.warnings() == []


def test_another_article_in_its_place_is_no_new_version(desk: Desk) -> None:
    desk.take("/a.txt", A, B)
    a, b = desk.ids()
    assert desk.take("/a.txt", A, C) == [("甲篇", "unchanged"), ("丙篇", "imported")]
    assert b not in desk.ids()
    assert desk.texts.document(b) == B
    assert len(desk.warnings()) == 1
    assert "乙篇" in desk.warnings()[0]
    assert a in desk.ids()


def test_an_article_that_left_the_file_is_kept_and_told(desk: Desk) -> None:
    desk.take("/a.txt", A, B)
    b = desk.ids()[1]
    assert desk.take("/a.txt", A) == [("甲篇", "unchanged")]
    assert "乙篇" in desk.warnings()[0]
    assert desk.texts.record(b) is not None
    assert desk.take("/a.txt", A, B)[1] == ("乙篇", "unchanged")
    assert desk.ids()[1] == b


def test_a_new_article_is_added(desk: Desk) -> None:
    desk.take("/a.txt", A, B)
    ids = desk.ids()
    assert [s for _, s in desk.take("/a.txt", A, C, B)] == ["unchanged", "imported", "unchanged"]
    assert [desk.ids()[0], desk.ids()[2]] == ids


def test_the_same_text_in_a_second_file_is_the_same_document(desk: Desk) -> None:
    desk.take("/a.txt", A)
    first = desk.ids()
    assert desk.take("/b.txt", A) == [("甲篇", "unchanged")]
    assert desk.ids() == first
    assert desk.rows[0].path == "/b.txt"
    record = desk.texts.record(first[0])
    assert record is not None
    assert record.path == "/a.txt"
    assert desk.texts.last_sequence() == 1


def test_the_second_file_becomes_the_origin_when_the_first_is_gone(desk: Desk) -> None:
    desk.take("/old/a.txt", A, B)
    ids = desk.ids()
    desk.files.paths.clear()
    edited = document("乙篇", "公文处理要规范。")
    assert desk.take("/new/a.txt", A, edited) == [("甲篇", "unchanged"), ("乙篇", "updated")]
    assert desk.ids() == ids
    assert [r.document for r in desk.texts.by_path("/new/a.txt")] == ids
    assert desk.texts.by_path("/old/a.txt") == ()


def test_a_text_that_stands_twice_in_a_file_is_one_document(desk: Desk) -> None:
    assert [s for _, s in desk.take("/a.txt", A, B, A)] == ["imported", "imported", "unchanged"]
    ids = desk.ids()
    assert ids[0] == ids[2]
    moved = Document(A.metadata, A.paragraphs)
    for _ in range(2):
        rows = desk.take("/a.txt", A, B, moved)
        assert [s for _, s in rows] == ["unchanged"] * 3
    assert desk.texts.last_sequence() == 2


def test_an_edit_that_makes_an_article_equal_to_another_file_loses_nothing(desk: Desk) -> None:
    desk.take("/a.txt", A)
    desk.take("/b.txt", B)
    b = desk.ids()[0]
    desk.take("/b.txt", A)
    assert desk.rows[0].status == "unchanged"
    assert desk.texts.document(b) == B
    assert "乙篇" in desk.warnings()[0]


def test_a_file_without_documents_gives_no_rows(desk: Desk) -> None:
    assert desk.take("/empty.txt") == []


def test_a_path_in_other_case_is_the_same_file_where_case_does_not_count(
    desk: Desk, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows; the folder and its name were spelled in another way before."""
    desk.take("/In/A.txt", A)
    first = desk.ids()
    files.paths.add("/in/a.txt")
    monkeypatch.setattr("os.path.normcase", str.lower)
    assert desk.take("/in/a.txt", A) == [("甲篇", "unchanged")]
    assert desk.ids() == first
    assert [r.path for r in desk.texts.records()] == ["/in/a.txt"]
