from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.documents.model import Document
from reader.errors import LibraryProblem
from reader.importers.stamp import FileStamp
from reader.library.intake import Intake
from reader.library.stamps import FileStamps
from reader.library.texts import TextStore
from tests.library.samples import document, library, origin, parsed

A = document("甲篇", "督查工作要抓实。", "会议定于周一召开。")
B = document("乙篇", "公文处理应当规范。")
STAMP = FileStamp(100, 2_000, 3_000)
OTHERS = [FileStamp(101, 2_000, 3_000), FileStamp(100, 2_001, 3_000), FileStamp(100, 2_000, 3_001)]


@pytest.fixture
def texts(tmp_path: Path) -> Iterator[TextStore]:
    with library(tmp_path) as database:
        yield TextStore(database)


@pytest.fixture
def stamps(texts: TextStore) -> FileStamps:
    return FileStamps(texts.database)


def save(texts: TextStore, path: str, *held: Document, stamp: FileStamp | None = STAMP) -> None:
    file = replace(parsed(Path(path)), documents=held, stamp=stamp)
    Intake(texts, exists=lambda _: True).save_file(file)


def test_a_file_is_known_by_its_stamp(texts: TextStore, stamps: FileStamps) -> None:
    save(texts, "/a.txt", A, B)
    assert stamps.known("/a.txt", STAMP) == texts.by_path("/a.txt")
    assert stamps.paths() == ("/a.txt",)


def test_the_files_that_gave_a_document(texts: TextStore, stamps: FileStamps) -> None:
    save(texts, "/a.txt", A, B)
    save(texts, "/b.txt", A)
    a, b = (record.document for record in texts.by_path("/a.txt"))
    assert stamps.holding([a, b, "nothing"]) == {a: ["/a.txt", "/b.txt"], b: ["/a.txt"]}
    assert stamps.holding([]) == {}


@pytest.mark.parametrize("other", [*OTHERS, None])
def test_another_stamp_makes_it_unknown(
    texts: TextStore, stamps: FileStamps, other: FileStamp | None
) -> None:
    save(texts, "/a.txt", A)
    assert stamps.known("/a.txt", other) is None
    assert stamps.known("/b.txt", STAMP) is None


def test_a_file_without_a_stamp_is_never_known(texts: TextStore, stamps: FileStamps) -> None:
    save(texts, "/a.txt", A)
    save(texts, "/a.txt", A, stamp=None)
    assert stamps.known("/a.txt", STAMP) is None
    assert stamps.paths() == ()


def test_a_removed_document_makes_its_file_unknown(texts: TextStore, stamps: FileStamps) -> None:
    save(texts, "/a.txt", A, B)
    texts.remove([texts.by_path("/a.txt")[1].document])
    assert stamps.known("/a.txt", STAMP) is None


def test_a_copy_is_unknown_when_the_document_was_edited_elsewhere(
    texts: TextStore, stamps: FileStamps
) -> None:
    save(texts, "/a.txt", A)
    save(texts, "/copy.txt", A)
    known = stamps.known("/copy.txt", STAMP)
    assert known == texts.by_path("/a.txt")
    texts.replace(known[0].document, B, origin("/a.txt"))
    assert stamps.known("/copy.txt", STAMP) is None


def test_other_readers_make_all_files_unknown(texts: TextStore) -> None:
    save(texts, "/a.txt", A)
    assert FileStamps(texts.database, readers=10_000).known("/a.txt", STAMP) is None


def test_a_file_that_could_not_be_read_is_known_as_that(stamps: FileStamps) -> None:
    stamps.note("/bad.txt", STAMP)
    assert stamps.known("/bad.txt", STAMP) == ()
    stamps.forget(["/bad.txt", "/never.txt"])
    assert stamps.known("/bad.txt", STAMP) is None


def test_a_name_that_is_not_unicode(texts: TextStore, stamps: FileStamps) -> None:
    save(texts, "/\udcb0\udca1.txt", A)
    assert stamps.known("/\udcb0\udca1.txt", STAMP) == texts.records()
    assert stamps.paths() == ("/\udcb0\udca1.txt",)


def test_the_stamp_is_saved_with_the_documents_or_not_at_all(
    texts: TextStore, stamps: FileStamps
) -> None:
    def break_off() -> None:
        with texts.database.transaction():
            save(texts, "/a.txt", A)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert stamps.known("/a.txt", STAMP) is None


def test_a_stamp_without_sense_is_damage(texts: TextStore, stamps: FileStamps) -> None:
    save(texts, "/a.txt", A)
    with texts.database.transaction():
        texts.database.execute("UPDATE file_stamp SET documents = '[1'")
    with pytest.raises(LibraryProblem):
        stamps.known("/a.txt", STAMP)
