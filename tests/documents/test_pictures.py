"""Pictures stand behind paragraphs; they change nothing of a text and go where it goes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.documents.blocks import Block, join_blocks, picture_blocks, settled
from reader.documents.corrections import Join, Split
from reader.documents.model import Document, Kind, Metadata, Paragraph, Picture
from reader.documents.reading import Reading
from reader.documents.structure import build_documents


def picture(name: str, after: int = 0) -> Picture:
    return Picture(after, "image/png", 40, 30, key=name)


def names(document: Document) -> list[tuple[int, str]]:
    return [(p.after, p.key) for p in document.pictures]


@pytest.mark.parametrize(
    ("after", "width", "height", "key", "data"),
    [(-1, 1, 1, "", b""), (0, 0, 1, "", b""), (0, 1, 0, "", b""), (0, 1, 1, "", b"data")],
)
def test_what_is_no_picture(after: int, width: int, height: int, key: str, data: bytes) -> None:
    with pytest.raises(ValueError, match="picture"):
        Picture(after, "image/png", width, height, key=key, data=data)


@pytest.mark.parametrize("places", [[2, 1], [0, 3]])
def test_pictures_stand_in_the_order_of_the_text(places: list[int]) -> None:
    paragraphs = tuple(Paragraph(n, Kind.BODY, "文字") for n in (1, 2))
    with pytest.raises(ValueError, match="pictures"):
        Document(Metadata("题"), paragraphs, (), tuple(picture("a", n) for n in places))


def test_pictures_in_places_of_their_own() -> None:
    blocks = [
        *picture_blocks([picture("a"), picture("b")]),
        Block("甲", pictures=(picture("c"),)),
        *picture_blocks([picture("d")]),
        *picture_blocks([]),
        Block("乙"),
    ]
    leading, found = settled(blocks)
    assert [p.key for p in leading] == ["a", "b"]
    assert [(block.text, [p.key for p in block.pictures]) for block in found] == [
        ("甲", ["c", "d"]),
        ("乙", []),
    ]


def test_joined_halves_keep_their_pictures() -> None:
    joined = join_blocks(
        Block("前半，", pictures=(picture("a"),)), Block("后半。", pictures=(picture("b"),))
    )
    assert [p.key for p in joined.pictures] == ["a", "b"]


TEXTS = st.lists(
    st.sampled_from(
        [
            "",
            "",
            "关于做好工作的通知",
            "一、总体要求",
            "各单位要认真落实，不得延误。",
            "1",
            "——",
            "目录",
        ]
    ),
    max_size=14,
)


@given(TEXTS)
def test_the_text_is_as_it_would_be_without_them(texts: list[str]) -> None:
    blocks = [Block(text, pictures=(picture(str(n)),)) for n, text in enumerate(texts)]
    plain = [Block(text) for text in texts if text]
    found = build_documents(blocks, "文件")
    assert [replace(d, pictures=()) for d in found] == list(build_documents(plain, "文件"))
    kept = [name for document in found for _, name in names(document)]
    # In their order; none where there is no text at all.
    assert kept == ([str(n) for n in range(len(texts))] if plain else [])


def file_of_two() -> Reading:
    def text(title: str, *places: int) -> Document:
        paragraphs = tuple(Paragraph(n, Kind.BODY, f"{title}第{n}段的文字") for n in (1, 2, 3))
        pictures = tuple(picture(f"{title}{n}", n) for n in places)
        return Document(Metadata(title), paragraphs, (), pictures)

    documents = text("甲", 0, 1, 2, 2, 3), text("乙", 0, 0, 3)
    return Reading("/甲.docx", "docx", None, documents)


def test_a_split_text_shares_its_pictures_out() -> None:
    read = file_of_two()
    first, second, third = read.correct(Split(read.place(0, 3))).corrected.documents
    assert names(first) == [(0, "甲0"), (1, "甲1"), (2, "甲2"), (2, "甲2")]
    assert names(second) == [(1, "甲3")]
    assert third == read.documents[1]


def test_joined_texts_have_the_pictures_of_both() -> None:
    read = file_of_two()
    (joined,) = read.correct(Join(read.place(1, 1))).corrected.documents
    assert names(joined) == [
        *names(read.documents[0]),
        (3, "乙0"),
        (3, "乙0"),
        (6, "乙3"),
    ]
