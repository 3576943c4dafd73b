import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.model import Change
from reader.documents.model import Document, Kind, Metadata, Paragraph
from reader.library.texts import TextStore
from tests.library.samples import document, library, origin


@pytest.fixture
def texts(tmp_path: Path) -> Iterator[TextStore]:
    with library(tmp_path) as database:
        yield TextStore(database, clock=lambda: "2026-01-02T03:04:05.000Z")


def test_a_document_comes_back_as_it_was(texts: TextStore) -> None:
    original = document("督查通知", "各单位：", "请抓好落实。", author="办公室")
    record = texts.add(original, origin())
    assert texts.document(record.document) == original
    assert texts.paragraphs(record.document) == original.paragraphs
    assert texts.sections(record.document) == original.sections
    assert texts.records() == (record,)
    assert record.metadata == original.metadata
    assert record.document == original.fingerprint[:16]
    assert (record.paragraphs, record.characters) == (3, original.characters)
    assert record.imported == "2026-01-02T03:04:05.000Z"


def test_junk_lines_and_strange_characters_survive(texts: TextStore) -> None:
    original = Document(
        Metadata("𠮷野家\0"),
        (
            Paragraph(1, Kind.JUNK, "— 1 —"),
            Paragraph(2, Kind.TABLE, "甲\t乙\u2028\x00", bold=((0, 1), (2, 3))),
            Paragraph(3, Kind.BODY, ""),
        ),
    )
    record = texts.add(original, origin())
    assert texts.document(record.document) == original
    assert texts.damaged() == ()


def test_lone_surrogates_are_replaced_and_offsets_stay(texts: TextStore) -> None:
    record = texts.add(document("题\ud800", "正\udfff文"), origin())
    assert record.metadata.title == "题\ufffd"
    assert texts.paragraphs(record.document)[1].text == "正\ufffd文"
    assert texts.damaged() == ()


def test_a_file_name_that_is_not_unicode(texts: TextStore) -> None:
    name = "/texts/\udcb6\udcbd.txt"
    record = texts.add(document("甲", "乙"), origin(name))
    assert record.path == name
    assert texts.by_path(name) == (record,)


def test_replace_keeps_the_id_and_writes_only_what_changed(texts: TextStore) -> None:
    first = document("通知", "旧文。")
    record = texts.add(first, origin())
    assert not texts.replace(record.document, first, origin("/texts/b.txt"))
    assert texts.last_sequence() == 1
    assert [r.document for r in texts.by_path("/texts/b.txt")] == [record.document]
    second = document("通知", "新文。", "又一段。")
    assert texts.replace(record.document, second, origin("/texts/b.txt"))
    assert texts.document(record.document) == second
    assert texts.changes_since(1) == (Change(2, record.document),)
    assert texts.by_fingerprint(first.fingerprint) == ()


def test_a_change_of_metadata_only_is_a_change(texts: TextStore) -> None:
    record = texts.add(document("通知", "正文。"), origin())
    assert texts.replace(record.document, document("通知", "正文。", author="某处"), origin())
    found = texts.record(record.document)
    assert found is not None
    assert found.metadata.author == "某处"


def test_the_first_text_of_an_edited_document_gets_an_id_of_its_own(texts: TextStore) -> None:
    first = document("通知", "旧文。")
    old = texts.add(first, origin()).document
    texts.replace(old, document("通知", "新文。"), origin())
    again = texts.add(first, origin("/texts/b.txt")).document
    assert again != old
    assert len(again) == 16
    texts.remove([again])
    assert texts.add(first, origin("/texts/b.txt")).document == again


def test_a_removed_document_comes_back_under_its_id(texts: TextStore) -> None:
    text = document("通知", "正文。")
    first = texts.add(text, origin()).document
    assert texts.remove([first, first]) == (first,)
    assert texts.paragraphs(first) == ()
    assert texts.changes_since(0) == (Change(2, first, removed=True),)
    assert texts.add(text, origin()).document == first
    assert texts.changes_since(0) == (Change(3, first),)


def test_changes_are_told_once_and_in_order(texts: TextStore) -> None:
    ids = [texts.add(document(f"文{n}", "正文"), origin(f"/{n}")).document for n in range(3)]
    assert [c.document for c in texts.changes_since(0)] == ids
    texts.replace(ids[0], document("文0", "改了"), origin("/0"))
    assert [c.document for c in texts.changes_since(0)] == [ids[1], ids[2], ids[0]]
    assert [c.document for c in texts.changes_since(3)] == [ids[0]]
    assert texts.changes_since(texts.last_sequence()) == ()


def test_a_batch_is_all_or_nothing(texts: TextStore) -> None:
    def broken_batch() -> None:
        with texts.database.transaction():
            texts.add(document("甲", "一"), origin())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_batch()
    assert texts.records() == ()
    assert texts.last_sequence() == 0


def test_a_failed_step_leaves_the_rest_of_its_batch(texts: TextStore) -> None:
    with texts.database.transaction():
        kept = texts.add(document("甲", "一"), origin())
        with pytest.raises(KeyError):
            texts.replace("nothing", document("乙"), origin())
        also = texts.add(document("丙", "三"), origin("/c"))
    assert texts.records() == (kept, also)


def test_moving_a_file(texts: TextStore) -> None:
    record = texts.add(document("甲", "一"), origin("/old/a.txt"))
    texts.move(record.document, "/new/a.txt")
    assert texts.record(record.document) == dataclasses.replace(record, path="/new/a.txt")
    assert texts.last_sequence() == 1


def test_paths_are_absolute(texts: TextStore) -> None:
    record = texts.add(document("甲", "一"), origin("some/../a.txt"))
    assert record.path == str(Path("a.txt").absolute())
    assert texts.by_path("a.txt") == (record,)
