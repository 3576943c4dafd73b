"""Pictures in the library: stored once, gone with their last text, back with an undo."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.documents.model import Document, Picture
from reader.library import rows, withdrawn
from reader.library.database import Database
from reader.library.intake import Intake
from reader.library.schema import LIBRARY
from reader.library.texts import TextStore
from tests.library.samples import document, library, origin, parsed


def picture(name: str, after: int = 1, alt: str = "") -> Picture:
    data = f"bytes of {name} \0\xff".encode("latin-1")
    return Picture(after, "image/png", 40, 30, alt, sha256(data).hexdigest(), data)


def lost(after: int = 1) -> Picture:
    return Picture(after, "image/emf", 160, 120, "组织结构")


def pictured(title: str, *pictures: Picture) -> Document:
    return replace(document(title, f"{title}的正文"), pictures=pictures)


def stored(texts: TextStore) -> int:
    (row,) = texts.database.rows("SELECT count(*) FROM picture")
    return int(row[0])


@pytest.fixture
def texts(tmp_path: Path) -> Iterator[TextStore]:
    with library(tmp_path) as database:
        yield TextStore(database)


def test_bytes_come_back_as_they_were(texts: TextStore) -> None:
    original = pictured("甲", picture("a", 0), picture("b", 1, "流程"), lost(2))
    record = texts.add(original, origin())
    places = texts.pictures.places(record.document)
    assert places == original.pictures
    assert [p.data for p in places] == [b"", b"", b""]
    assert texts.pictures.data(record.document, 2) == original.pictures[1].data
    for number in (0, 3, 4):
        assert texts.pictures.data(record.document, number) is None
    whole = texts.document(record.document)
    assert whole == original
    assert whole is not None
    assert [p.data for p in whole.pictures] == [p.data for p in original.pictures]


def test_the_same_picture_is_stored_once(texts: TextStore) -> None:
    texts.add(pictured("甲", picture("a"), picture("a", 2)), origin("/a"))
    texts.add(pictured("乙", picture("a"), picture("b")), origin("/b"))
    assert stored(texts) == 2


def test_pictures_go_with_the_last_text_that_shows_them(texts: TextStore) -> None:
    first = texts.add(pictured("甲", picture("a"), picture("b")), origin("/a")).document
    second = texts.add(pictured("乙", picture("b")), origin("/b")).document
    texts.remove([first])
    assert stored(texts) == 1
    assert texts.pictures.data(second, 1) == picture("b").data
    texts.remove([second])
    assert stored(texts) == 0


def test_a_text_gets_other_pictures(texts: TextStore) -> None:
    record = texts.add(pictured("甲", picture("a"), picture("b")), origin())
    sequence = texts.last_sequence()
    assert texts.replace(record.document, pictured("甲", picture("b"), picture("c")), origin())
    assert texts.pictures.places(record.document) == (picture("b"), picture("c"))
    assert stored(texts) == 2
    assert len(texts.changes_since(sequence)) == 1


@pytest.mark.parametrize(
    "changed",
    [picture("a", 2), picture("a", alt="另一句"), picture("b"), replace(picture("a"), width=41)],
)
def test_the_digest_notices_every_change(changed: Picture, texts: TextStore) -> None:
    before, after = pictured("甲", picture("a")), pictured("甲", changed)
    assert rows.digest(before) != rows.digest(after)
    assert before.fingerprint == after.fingerprint
    record = texts.add(before, origin())
    assert not texts.replace(record.document, before, origin())
    assert texts.replace(record.document, after, origin())


def test_texts_without_pictures_keep_their_digest() -> None:
    # Written down before there were pictures: libraries of that time stay unchanged.
    assert rows.digest(document("甲", "乙")) == (
        "40beecfa8f140ab901ac7e28937817d7ef94413287aea64aeced55218913d238"
    )


def test_an_import_brings_pictures_to_a_text_that_had_none(texts: TextStore) -> None:
    intake = Intake(texts, exists=lambda _path: True)
    path = Path("/texts/a.docx")
    (first,) = intake.save_file(parsed(path, pictured("甲")))
    (again,) = intake.save_file(parsed(path, pictured("甲", picture("a"))))
    (third,) = intake.save_file(parsed(path, pictured("甲", picture("a"))))
    assert first.document == again.document
    assert [again.status, third.status] == ["updated", "unchanged"]
    assert texts.pictures.data(first.document, 1) == picture("a").data


def test_a_text_saved_without_data_keeps_what_is_stored(texts: TextStore) -> None:
    record = texts.add(pictured("甲", picture("a"), picture("b")), origin())
    bare = pictured("甲", replace(picture("b"), data=b""))
    assert texts.replace(record.document, bare, origin())
    assert texts.pictures.data(record.document, 1) == picture("b").data


def test_words_that_no_database_can_hold(texts: TextStore) -> None:
    record = texts.add(pictured("甲", picture("a", alt="图\ud800")), origin())
    assert texts.pictures.places(record.document)[0].alt == "图�"


def test_damage_on_the_disk_is_found(texts: TextStore) -> None:
    first = texts.add(pictured("甲", picture("a")), origin("/a")).document
    texts.add(pictured("乙", picture("b")), origin("/b"))
    assert texts.pictures.damaged() == ()
    with texts.database.transaction():
        texts.database.execute(
            "UPDATE picture SET data = ? WHERE key = ?", (b"other", picture("a").key)
        )
    assert texts.pictures.damaged() == (first,)


# Removal and undo

NAMES = st.lists(st.sampled_from("abc"), max_size=3)


@given(st.lists(NAMES, min_size=1, max_size=4), st.data())
@settings(max_examples=15)
def test_what_is_taken_out_comes_back(
    tmp_path_factory: pytest.TempPathFactory, shown: list[list[str]], data: st.DataObject
) -> None:
    with library(tmp_path_factory.mktemp("undo")) as database:
        texts = TextStore(database)
        documents = [
            pictured(f"第{n}篇", *map(picture, names), lost()) for n, names in enumerate(shown)
        ]
        ids = [texts.add(d, origin(f"/{n}")).document for n, d in enumerate(documents)]
        before = stored(texts)
        gone = data.draw(st.lists(st.sampled_from(ids), unique=True))
        held = texts.withdraw(gone)
        left = {n for i, names in zip(ids, shown, strict=True) if i not in gone for n in names}
        assert stored(texts) == len(left)
        texts.restore(held)
        assert stored(texts) == before
        assert [texts.document(i) for i in ids] == documents
        assert texts.pictures.damaged() == ()


def test_an_undo_holds_so_many_bytes(texts: TextStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(withdrawn, "_PICTURES", 1)
    whole = pictured("甲", picture("a"), picture("b"))
    record = texts.add(whole, origin())
    texts.restore(texts.withdraw([record.document]))
    first, second = texts.pictures.places(record.document)
    assert (first.key, second.key) == (picture("a").key, "")
    # The file brings the rest again.
    assert texts.replace(record.document, whole, origin())
    assert texts.pictures.places(record.document) == whole.pictures


# The tables


def test_an_older_library_gets_the_tables(tmp_path: Path) -> None:
    created = next(n for n, steps in enumerate(LIBRARY.migrations) if "TABLE picture" in steps[0])
    older = replace(LIBRARY, migrations=LIBRARY.migrations[:created])
    path = tmp_path / "library.db"
    with Database(path, older):
        pass
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO document (id, title, genre, path, part, format, paragraphs, characters,"
            " fingerprint, imported, digest) VALUES ('x', '甲', 'other', '/a', 0, 'txt', 0, 0,"
            " 'f', '2020', 'd')"
        )
        connection.commit()
    with Database(path, LIBRARY) as database:
        texts = TextStore(database)
        assert texts.pictures.places("x") == ()
        assert texts.replace("x", pictured("甲", picture("a")), origin())
        assert texts.pictures.data("x", 1) == picture("a").data
        assert database.rows("PRAGMA foreign_key_check") == []
