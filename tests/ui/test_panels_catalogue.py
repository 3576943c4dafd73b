"""What the panel of documents lists, without any widget."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.documents.model import Metadata
from reader.documents.record import DocumentRecord
from reader.library.model import Collection, StoredSearch
from reader.messages import Translator
from reader.paths import TRANSLATIONS
from reader.ui.panels.catalogue import Catalogue
from reader.ui.panels.collections import ALL, FOLDER, Node
from tests.ui.texts import body, text_of

BASE = text_of(body("字")).record
SOURCES, YEARS = ("甲报", "乙报", None), ("2014", "2015-05", None)
Row = tuple[str | None, str | None, str]
records = st.lists(
    st.tuples(st.sampled_from(SOURCES), st.sampled_from(YEARS), st.text("值班会议", max_size=4)),
    max_size=12,
)


def made(rows: list[Row]) -> list[DocumentRecord]:
    return [
        replace(
            BASE,
            document=f"d{number}",
            metadata=Metadata(title, None, source, year),
            path=f"/in/{number}.txt",
        )
        for number, (source, year, title) in enumerate(rows)
    ]


def catalogue(*found: DocumentRecord) -> Catalogue:
    one = Catalogue(Translator("zh", TRANSLATIONS))
    one.set_documents(found)
    return one


@given(records, st.text("值班会议", max_size=2), st.sampled_from(SOURCES), st.booleans())
def test_what_is_listed(rows: list[Row], word: str, source: str | None, lost: bool) -> None:
    """Against a look at every document."""
    all_of_them = made(rows)
    one = catalogue(*all_of_them)
    one.set_lost(frozenset({"d1", "d3", "of another library"}))
    words = [word] if word else []
    listed = one.listed(Node("source", source or ""), "title", words, lost)
    assert set(listed) == {
        record.document
        for record in all_of_them
        if record.metadata.source == source
        and word in record.metadata.title
        and (not lost or record.document in ("d1", "d3"))
    }
    titles = [one.records[document].metadata.title for document in listed]
    assert titles == sorted(titles)


def test_the_lost_are_those_of_this_library() -> None:
    one = catalogue(*made([(None, None, "值班")]))
    assert one.set_lost(frozenset({"d0", "elsewhere"}))
    assert not one.set_lost(frozenset({"elsewhere", "d0"}))
    assert one.lost == {"d0"}


@pytest.mark.parametrize(
    ("folder", "found", "said"),
    [
        (Collection("c", "年度", None), {}, "年度"),
        (Collection("c", "查", None, (), StoredSearch("查", "督查", {}, "")), {}, "正在查找"),
        (
            Collection("c", "查", None, (), StoredSearch("查", "督查", {}, "")),
            {"c": frozenset[str]()},
            "督查",
        ),
    ],
)
def test_an_empty_folder_says_why(
    folder: Collection, found: dict[str, frozenset[str]], said: str
) -> None:
    one = catalogue(*made([(None, None, "值班")]))
    one.set_folders([folder])
    one.set_found(found)
    assert said in one.summary(Node(FOLDER, "c"), folder.name, 0, filtered=False)
    assert one.summary(Node(FOLDER, "c"), folder.name, 0, filtered=True) == f"{folder.name}：0 篇"


def test_the_number_tells_what_the_filter_leaves() -> None:
    one = catalogue(*made([(None, None, "值班"), (None, None, "会议")]))
    assert one.summary(Node(ALL), "", 2, filtered=False) == "2 篇"
    assert one.summary(Node(ALL), "", 1, filtered=True) == "1 篇，共 2 篇"
