from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import LibraryProblem
from reader.library.texts import TextStore
from tests.library.samples import document, fill, library, origin


@pytest.fixture
def texts(tmp_path: Path) -> Iterator[TextStore]:
    with library(tmp_path) as database:
        yield TextStore(database, clock=lambda: "2026-01-02T03:04:05.000Z")


def test_what_is_unknown_is_empty(texts: TextStore) -> None:
    assert texts.record("nothing") is None
    assert texts.document("nothing") is None
    assert texts.paragraphs("nothing") == ()
    assert texts.by_path("/nowhere") == ()
    assert texts.remove(["nothing"]) == ()
    assert texts.last_sequence() == 0
    with pytest.raises(KeyError):
        texts.replace("nothing", document("甲"), origin())


def test_many_paragraphs_at_once(texts: TextStore) -> None:
    long = document("长文", *(f"第{n}段" for n in range(2, 1202)))
    first = texts.add(long, origin()).document
    second = texts.add(document("短文", "一", "二"), origin("/b")).document
    pairs = [(first, n) for n in range(1, 1202)] + [(second, 3), (second, 9), ("none", 1)]
    found = texts.texts(pairs)
    assert found == {(first, p.number): p.text for p in long.paragraphs} | {(second, 3): "二"}


def test_damage_to_a_text_is_found(texts: TextStore) -> None:
    fill(texts, 3)
    hurt = texts.records()[1].document
    with texts.database.transaction():
        texts.database.execute("UPDATE paragraph SET text = '假' WHERE document = 2 AND number = 5")
    assert texts.damaged() == (hurt,)


def test_a_stored_value_without_sense_is_damage(texts: TextStore) -> None:
    record = texts.add(document("甲", "一"), origin())
    with texts.database.transaction():
        texts.database.execute("UPDATE paragraph SET kind = 'hexding'")
    with pytest.raises(LibraryProblem):
        texts.paragraphs(record.document)


def test_a_library_has_an_id_that_stays(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with library(tmp_path) as database, library(tmp_path / "other") as other:
        first = TextStore(database).library
        assert len(first) == 32
        assert TextStore(other).library != first
    with library(tmp_path) as database:
        assert TextStore(database).library == first
