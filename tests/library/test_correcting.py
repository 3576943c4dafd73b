"""Files that are corrected, edited, moved and imported again, in any order."""

import dataclasses
import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.documents.corrections import (
    Correction,
    Join,
    SetHeading,
    SetJunk,
    SetMetadata,
    Split,
    apply,
)
from reader.documents.model import Document, Picture
from reader.documents.places import place_at
from reader.library.corrections import CorrectionStore
from reader.library.intake import Intake
from reader.library.read_files import ReadFile
from reader.library.texts import TextStore
from tests.library.samples import document, library, parsed, personal

A = document(
    "甲篇", "督查工作要抓实，件件有着落。", "会议定于周一召开，不得缺席。", "附件另发，请注意查收。"
)
B = document("乙篇", "公文处理应当规范，格式要统一。", "收文要登记，发文要核稿。")
C = document("丙篇", "值班人员不得离岗，电话要畅通。", "紧急情况立即报告，不得迟报。")


class Desk:
    """One person with a library, and the files that are there."""

    def __init__(self, folder: Path) -> None:
        self._databases = library(folder), personal(folder)
        self.texts = TextStore(self._databases[0])
        self.store = CorrectionStore(self._databases[1])
        self.there: set[str] = set()
        self.intake = Intake(self.texts, self.there.__contains__, self.store)
        self.warnings: list[str] = []

    def close(self) -> None:
        for database in self._databases:
            database.close()

    def take(self, path: str, *documents: Document) -> list[str]:
        """Import a file; the ids of its rows."""
        self.there.add(path)
        rows = self.intake.save_file(parsed(Path(path), *documents))
        self.warnings = [str(warning) for row in rows for warning in row.warnings]
        return [row.document for row in rows]

    def reading(self, ident: str) -> ReadFile:
        return self.intake.reading(ident)

    def correct(self, ident: str, *corrections: Correction) -> list[str]:
        """Correct the file of a document; the ids of its rows."""
        return [row.document for row in self.intake.correct(ident, corrections)]

    def held(self) -> dict[str, Document | None]:
        return {r.document: self.texts.document(r.document) for r in self.texts.records()}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.close()


def _data(number: int) -> bytes:
    return bytes([number]) * 9


def _key(number: int) -> str:
    return hashlib.sha256(_data(number)).hexdigest()


def joined(documents: Sequence[Document | None]) -> list[str]:
    return [p.text for d in documents if d is not None for p in d.paragraphs]


def test_only_what_differs_is_kept_twice(desk: Desk) -> None:
    ids = desk.take("/集", A, B, C)
    desk.correct(ids[1], SetMetadata(place_at((A, B, C), 5), "author", "某局"))
    kept = {o.id: desk.texts.originals.content(o) for o in desk.texts.originals.of_file(ids[0])}
    assert kept == {ids[0]: None, ids[1]: B, ids[2]: None}
    assert desk.reading(ids[2]).documents == (A, B, C)


def test_a_split_in_a_file_of_several_keeps_the_others(desk: Desk) -> None:
    ids = desk.take("/集", A, B, C)
    found = desk.correct(ids[0], Split(place_at((A, B, C), 3)))
    assert [found[0], *found[2:]] == ids
    assert desk.take("/集", A, B, C) == found
    assert desk.correct(ids[0]) == ids
    assert desk.correct(ids[2], Split(place_at((A, B, C), 3))) == found


def test_all_joined_to_one(desk: Desk) -> None:
    ids = desk.take("/集", A, B, C)
    whole = (A, B, C)
    one = desk.correct(ids[2], Join(place_at(whole, 5)), Join(place_at(whole, 8)))
    assert one == ids[:1]
    assert joined(list(desk.held().values())) == joined(whole)
    assert desk.take("/集", *whole) == one
    # A new article in the file is one of its own, wherever it stands.
    extra = document("丁篇", "信访件要按时办结，按时答复。")
    assert len(desk.take("/集", extra, *whole)) == 2
    assert desk.take("/集", *whole)[0] == ids[0]
    assert sorted(desk.correct(ids[0])) == sorted(ids)


def test_an_article_that_leaves_a_corrected_file_is_kept_as_it_is(desk: Desk) -> None:
    ids = desk.take("/集", A, B)
    desk.correct(ids[1], SetJunk(place_at((A, B), 6), junk=True))
    before = desk.held()[ids[1]]
    assert desk.take("/集", A) == ids[:1]
    assert any("乙篇" in warning for warning in desk.warnings)
    assert desk.held()[ids[1]] == before
    assert desk.reading(ids[1]).documents == (B,)
    assert desk.reading(ids[0]).documents == (A,)
    assert desk.take("/集", A, B) == ids
    assert desk.held()[ids[1]] == before


def test_an_edit_that_joins_what_was_split_keeps_one(desk: Desk) -> None:
    """The place of a split is gone: its text is one document again, and nothing is there twice."""
    ids = desk.take("/甲", A)
    split = Split(place_at((A,), 3))
    assert len(desk.correct(ids[0], split)) == 2
    edited = document("甲篇", "督查工作要抓实，件件有着落。", "全文另有安排。")
    assert desk.take("/甲", edited) == ids
    assert len(desk.warnings) == 1
    assert list(desk.held()) == ids
    assert len(desk.take("/甲", A)) == 2


def test_texts_of_other_files_are_left_alone(desk: Desk) -> None:
    (a,) = desk.take("/甲", A)
    first, second = desk.take("/集", A, B)
    assert first == a
    whole = (A, B)
    given = [
        SetMetadata(place_at(whole, 1), "title", "改"),
        SetMetadata(place_at(whole, 5), "title", "乙"),
    ]
    rows = desk.intake.save_file(parsed(Path("/集"), *whole), given)
    assert [row.document for row in rows] == [a, second]
    assert "/甲" in str(rows[0].warnings[0])
    titles = {k: d.metadata.title for k, d in desk.held().items() if d is not None}
    assert titles == {a: "甲篇", second: "乙"}
    # Joined to one of another file it is a new text; that one stays what it is.
    rows = desk.intake.save_file(parsed(Path("/集"), *whole), [Join(place_at(whole, 5))])
    assert len(rows) == 1
    assert rows[0].document not in (a, second)
    assert set(desk.held()) == {a, rows[0].document}
    assert desk.held()[a] == A


def test_a_text_that_stands_twice_is_one_document_still(desk: Desk) -> None:
    ids = desk.take("/集", A, B, A)
    assert ids[0] == ids[2]
    found = desk.correct(ids[1], SetMetadata(place_at((A, B), 5), "author", "某局"))
    assert desk.take("/集", A, B, A) == [*found, found[0]]


def test_all_junk_is_no_other_text(desk: Desk) -> None:
    (a,) = desk.take("/甲", A)
    (b,) = desk.take("/乙", B)
    desk.correct(a, *(SetJunk(place_at((A,), n), junk=True) for n in range(1, 5)))
    desk.correct(b, *(SetJunk(place_at((B,), n), junk=True) for n in range(1, 4)))
    assert desk.take("/甲", A) == [a]
    assert desk.take("/乙", B) == [b]
    assert len(desk.held()) == 2


def test_pictures_survive_split_and_join(desk: Desk) -> None:
    pictures = tuple(Picture(n, "image/png", 1, 1, "", _key(n), _data(n)) for n in (1, 3, 4))
    shown = dataclasses.replace(A, pictures=pictures)
    (a,) = desk.take("/甲", shown)
    first, second = desk.correct(a, Split(place_at((A,), 3)))
    data = [desk.texts.pictures.whole(ident) for ident in (first, second)]
    assert [[(p.after, p.data[:1]) for p in found] for found in data] == [
        [(1, b"\1")],
        [(1, b"\3"), (2, b"\4")],
    ]
    assert desk.correct(a) == [a]
    assert [p.data for p in desk.texts.pictures.whole(a)] == [p.data for p in pictures]
    assert desk.texts.pictures.damaged() == ()


def test_lists_of_several_people_and_libraries(tmp_path: Path) -> None:
    with personal(tmp_path) as own:
        store = CorrectionStore(own)
        split = Split(place_at((A,), 3))
        store.put("L1", "a", [split], {"0": "a"})
        store.put("L2", "a", [], {"0": "a", "1": "b"})
        store.settle("L1", "a")
        assert [(f.library, f.pending) for f in store.of_documents(["a", "b", "x"])] == [
            ("L1", False),
            ("L2", True),
        ]
        former = store.get("L2", "a")
        store.put("L2", "a", [split], {"2": "c"})
        store.put_back("L2", "a", former)
        assert store.get("L2", "a") == former
        store.put_back("L1", "a", None)
        assert [f.library for f in store.all()] == ["L2"]


def test_what_is_said_again_after_something_else_counts(desk: Desk) -> None:
    """Junk, no junk, and junk again: the list is kept as it is, also when the file comes again."""
    place = place_at((A,), 2)
    (ident,) = desk.take("/集", A)
    made = [SetJunk(place, True), SetJunk(place, False), SetJunk(place, True)]
    desk.correct(ident, *made)
    desk.take("/集", A)
    assert desk.texts.document(ident) == apply((A,), made).documents[0]


# Any order of doings

ARTICLES = (A, B, C, document("丁篇", "信访件要按时办结，逐件答复。", "重要来信报领导阅批。"))


@st.composite
def corrections(draw: st.DrawFn, documents: Sequence[Document]) -> list[Correction]:
    count = len(joined(documents))
    places = st.integers(1, count).map(lambda n: place_at(documents, n))
    one = st.one_of(
        st.builds(Split, places),
        st.builds(Join, places),
        st.builds(SetJunk, places, st.booleans()),
        st.builds(SetHeading, places, st.one_of(st.none(), st.integers(1, 3))),
        st.builds(SetMetadata, places, st.just("author"), st.sampled_from(["某局", None])),
    )
    return draw(st.lists(one, max_size=5))


@given(st.data())
@settings(max_examples=40)
def test_the_library_shows_the_file_as_corrected_whatever_happens(data: st.DataObject) -> None:
    """The oracle: what was read last, with the list that was made last."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        path, made, edits = "/集", list[Correction](), 0
        read = tuple(
            data.draw(st.lists(st.sampled_from(ARTICLES), min_size=1, max_size=3, unique_by=id))
        )
        ids = desk.take(path, *read)
        first = dict(zip((d.metadata.title for d in read), ids, strict=True))
        for _ in range(data.draw(st.integers(1, 6))):
            doing = data.draw(st.sampled_from(["correct", "undo", "again", "move", "edit"]))
            if doing in ("correct", "undo"):
                made = data.draw(corrections(read)) if doing == "correct" else []
                now = desk.correct(next(iter(desk.held())), *made)
            else:
                if doing == "move":
                    desk.there.discard(path)
                    path += "新"
                elif doing == "edit":
                    edits += 1
                    read = (edited(read[0], edits), *read[1:])
                now = desk.take(path, *read)
            result = apply(read, made)
            assert [desk.texts.document(ident) for ident in now] == list(result.documents)
            assert list(desk.held()) == sorted(desk.held(), key=list(desk.held()).index)
            assert set(desk.held()) == set(now)
            for beginning, ident in zip(result.beginnings, now, strict=True):
                if beginning.part is not None:
                    assert ident == first[read[beginning.part].metadata.title]
            reading = desk.reading(now[-1])
            assert (reading.documents, reading.path) == (read, path)
        desk.close()


def edited(text: Document, number: int) -> Document:
    """A line more at the end."""
    added = dataclasses.replace(
        text.paragraphs[-1], number=len(text.paragraphs) + 1, text=f"补充说明第{number}条。"
    )
    return dataclasses.replace(text, paragraphs=(*text.paragraphs, added))
