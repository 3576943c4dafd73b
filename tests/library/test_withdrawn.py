"""Documents that are taken out and come back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import LibraryProblem
from reader.library.database import Database, Row
from reader.library.schema import LIBRARY
from reader.library.texts import TextStore
from tests.library.samples import document, fill, library, origin


@pytest.fixture
def texts(tmp_path: Path) -> Iterator[TextStore]:
    with library(tmp_path) as database:
        yield TextStore(database)


def everything(database: Database) -> dict[str, list[Row]]:
    """All rows of all tables but those of the changes, which go on."""
    names = database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {
        name: sorted(database.rows(f'SELECT * FROM "{name}"'), key=repr)
        for (name,) in names
        if name not in ("change", "sqlite_sequence")
    }


def test_what_comes_back_is_as_it_was(texts: TextStore) -> None:
    fill(texts, 5)
    before, records = everything(texts.database), texts.records()
    held = texts.withdraw([records[1].document, "nothing", records[3].document])
    assert [item.document for item in held] == [records[1].document, records[3].document]
    assert len(texts.records()) == 3
    assert texts.restore(held) == tuple(item.document for item in held)
    assert everything(texts.database) == before
    assert texts.records() == records
    assert texts.damaged() == ()


def test_the_index_learns_of_both(texts: TextStore) -> None:
    fill(texts, 2)
    first = texts.records()[0].document
    sequence = texts.last_sequence()
    held = texts.withdraw([first])
    (gone,) = texts.changes_since(sequence)
    assert (gone.document, gone.removed) == (first, True)
    texts.restore(held)
    (back,) = texts.changes_since(sequence)
    assert (back.document, back.removed) == (first, False)


def test_one_that_is_there_again_is_left_alone(texts: TextStore) -> None:
    record = texts.add(document("通知", "正文"), origin("/a"))
    held = texts.withdraw([record.document])
    again = texts.add(document("通知", "正文"), origin("/b"))
    assert again.document == record.document
    sequence = texts.last_sequence()
    assert texts.restore(held) == ()
    assert texts.records() == (again,)
    assert texts.last_sequence() == sequence


def test_a_place_that_was_taken_meanwhile_leaves_the_last_one(texts: TextStore) -> None:
    fill(texts, 2)
    last = texts.records()[-1]
    held = texts.withdraw([last.document])
    newer = texts.add(document("后来的", "正文"), origin("/c"))
    texts.restore(held)
    assert [r.document for r in texts.records()][1:] == [newer.document, last.document]
    assert len(texts.paragraphs(last.document)) == last.paragraphs
    assert texts.damaged() == ()


def test_a_table_of_a_later_program_comes_back_too(tmp_path: Path) -> None:
    """Whatever hangs on a document by a foreign key; also a column that was added."""
    later = (
        "CREATE TABLE mark (name BLOB, text INTEGER NOT NULL REFERENCES document (number)"
        " ON DELETE CASCADE)",
        "ALTER TABLE document ADD COLUMN shade TEXT",
    )
    schema = type(LIBRARY)(LIBRARY.name, LIBRARY.application_id, (*LIBRARY.migrations, later))
    with Database(tmp_path / "library.db", schema) as database:
        texts = TextStore(database)
        fill(texts, 2)
        first = texts.records()[0].document
        with database.transaction():
            database.execute("UPDATE document SET shade = '灰'")
            database.execute(
                "INSERT INTO mark SELECT x'00ff', number FROM document WHERE id = ?", (first,)
            )
        before = everything(database)
        held = texts.withdraw([first])
        assert database.rows("SELECT * FROM mark") == []
        texts.restore(held)
        assert everything(database) == before


def test_a_withdrawal_that_fails_takes_nothing_out(
    texts: TextStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(texts, 3)
    before = texts.records()
    calls = iter([None, LibraryProblem(LIBRARY.name)])

    def fail(_document: str, *, removed: bool) -> None:
        assert removed
        problem = next(calls)
        if problem is not None:
            raise problem

    monkeypatch.setattr(texts, "_record_change", fail)
    with pytest.raises(LibraryProblem):
        texts.withdraw([record.document for record in before])
    assert texts.records() == before


@settings(max_examples=25)
@given(data=st.data())
def test_withdrawals_and_restorations_in_any_order(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with library(tmp_path_factory.mktemp("any")) as database:
        texts = TextStore(database)
        fill(texts, 4, paragraphs=3)
        whole = {record.document: record for record in texts.records()}
        contents = {key: texts.document(key) for key in whole}
        undo = []
        for _ in range(data.draw(st.integers(1, 5))):
            chosen = data.draw(st.sets(st.sampled_from(sorted(whole))))
            undo.append(texts.withdraw(sorted(chosen)))
        for held in data.draw(st.permutations(undo)):
            texts.restore(held)
        assert {record.document: record for record in texts.records()} == whole
        assert {key: texts.document(key) for key in whole} == contents
        assert texts.damaged() == ()
        database.check()
