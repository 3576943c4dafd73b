"""Documents as rows: borders, paragraphs, and where they are after a split."""

from hypothesis import given
from hypothesis import strategies as st

from reader.documents.model import Document, Kind, Metadata, Paragraph
from reader.ui.correcting.lines import Lines
from tests.ui.correcting.samples import reading, row_of, view

SIZES = st.lists(st.integers(1, 5), min_size=1, max_size=6)


def documents(sizes: list[int]) -> list[Document]:
    return [
        Document(
            Metadata(f"第{number}篇"),
            tuple(Paragraph(n, Kind.BODY, f"{number}.{n}") for n in range(1, size + 1)),
        )
        for number, size in enumerate(sizes)
    ]


@given(SIZES)
def test_rows_are_what_a_plain_list_would_hold(sizes: list[int]) -> None:
    lines = Lines(documents(sizes))
    plain = [(d, n) for d, size in enumerate(sizes) for n in range(size + 1)]
    shown = [lines.line(row) for row in range(len(lines))]
    numbers = [(s.document, s.paragraph.number if s.paragraph else 0) for s in shown]
    assert numbers == plain
    assert [lines.row(d, n) for d, n in plain] == list(range(len(plain)))


@given(SIZES)
def test_paragraphs_of_the_file_are_counted_through(sizes: list[int]) -> None:
    lines = Lines(documents(sizes))
    ordinals = [lines.ordinal(row) for row in range(len(lines))]
    expected, count = [], 0
    for size in sizes:
        expected += [count, *range(count, count + size)]
        count += size
    assert ordinals == expected
    for ordinal in range(count):
        row = lines.row_of_ordinal(ordinal)
        assert lines.line(row).paragraph is not None
        assert lines.ordinal(row) == ordinal


def test_the_section_before_a_row_is_of_the_same_document() -> None:
    shown = view()
    before = shown.lines.section_before

    def title(words: str) -> str | None:
        section = before(row_of(shown, words))
        return None if section is None else section.title

    assert title("值班室里") is None
    assert title("人不离灶") == "（一）看火"
    assert title("钥匙挂在") is None
    assert title("交接时") == "一、钥匙"


def test_lines_say_what_they_are() -> None:
    shown = view()
    line = shown.lines.line
    assert line(row_of(shown, "茶水间")).is_title
    assert line(row_of(shown, "一、烧水")).level == 1
    assert not line(row_of(shown, "一、烧水")).runs_in
    assert line(row_of(shown, "水要现烧")).runs_in
    assert line(row_of(shown, "第 1 页")).is_junk
    assert line(0).paragraph is None


def test_nothing_is_no_row() -> None:
    assert len(Lines()) == 0
    assert Lines(reading().documents).same_rows(Lines(reading().documents))
    assert not Lines(reading().documents).same_rows(Lines(reading().documents[:1]))
