"""Texts on their way into Qt: positions in UTF-16, punctuation, blocks, slices of time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextDocument
from pytestqt.qtbot import QtBot

from reader.documents.model import Kind, Paragraph, Section
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.typesetting import (
    BlockMap,
    TextStyle,
    Typesetter,
    cursor_over,
    from_utf16,
    squeezed,
    to_utf16,
    utf16_length,
)
from tests.ui.texts import body, text_of

# A text of the program comes from a decoded file: without half pairs.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("“”，。（）𠮷😀ab 的"))
LINES = TEXTS.map(lambda text: "".join(text.splitlines()))


@pytest.fixture(scope="module")
def style() -> TextStyle:
    return TextStyle(18, Appearance(RESOURCES, "light").colours)


def utf16_before(text: str, index: int) -> int:
    """The oracle: encode and count."""
    return len(text[:index].encode("utf-16-le")) // 2


@given(TEXTS, st.data())
def test_python_indexes_as_utf16_and_back(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))
    position = to_utf16(text, index)
    assert position == utf16_before(text, index)
    assert from_utf16(text, position) == index


@given(TEXTS, st.data())
def test_utf16_positions_as_python_indexes(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, utf16_length(text)))
    index = from_utf16(text, position)
    # The greatest index that does not lie after the position.
    assert utf16_before(text, index) <= position
    assert index == len(text) or utf16_before(text, index + 1) > position


@given(TEXTS)
def test_length_in_utf16(text: str) -> None:
    assert utf16_length(text) == utf16_before(text, len(text))


@given(TEXTS)
def test_squeezing_loses_no_character(text: str) -> None:
    runs = squeezed(text)
    assert "".join(run for run, _ in runs) == text
    assert all(run for run, _ in runs)
    assert all(len(run) == 1 for run, half in runs if half)


@pytest.mark.parametrize(
    ("text", "narrow"),
    [
        ("他说：“好。”她笑了。", ["：", "。"]),
        ("《〈一〉〉", ["〈", "〉"]),
        ("（“甲”、“乙”）", ["“", "”", "、", "”"]),
        ("没有连着的标点，一个也不缩。", []),
        ("，", []),
        ("", []),
    ],
)
def test_marks_that_meet_are_squeezed(text: str, narrow: list[str]) -> None:
    assert [run for run, half in squeezed(text) if half] == narrow


# The page


@given(st.lists(st.tuples(st.sampled_from(list(Kind)), LINES), min_size=1, max_size=8))
def test_every_block_holds_its_paragraph(items: list[tuple[Kind, str]]) -> None:
    paragraphs = [Paragraph(n, kind, text) for n, (kind, text) in enumerate(items, 1)]
    page = QTextDocument()
    style = TextStyle(18, Appearance(RESOURCES, "light").colours)
    setter = Typesetter(page, text_of(paragraphs), style)
    while not setter.advance(1000):
        pass
    shown = [p for p in paragraphs if p.kind is not Kind.JUNK]
    assert len(setter.map) == len(shown)
    assert page.blockCount() == max(len(shown), 1)
    for number, paragraph in enumerate(shown):
        assert setter.map.paragraph(number) is paragraph
        assert setter.map.block(paragraph.number) == number
        block = page.findBlockByNumber(number)
        assert utf16_length(block.text()) == utf16_length(paragraph.text)
        if paragraph.text.isprintable():
            assert block.text() == paragraph.text


@given(LINES, st.data())
def test_a_cursor_selects_the_words_of_a_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    page = QTextDocument()
    setter = Typesetter(
        page,
        text_of(body("前一段😀", text)),
        TextStyle(18, Appearance(RESOURCES, "light").colours),
    )
    assert setter.advance(1000, until=2)
    cursor = cursor_over(page.findBlockByNumber(1), text, (start, end))
    selected = cursor.selectedText()
    assert utf16_length(selected) == utf16_length(text[start:end])
    if text.isprintable():
        assert selected == text[start:end]


def test_a_hidden_paragraph_leads_to_the_one_before_it() -> None:
    blocks = BlockMap()
    assert blocks.block(1) is None
    for number in (2, 3, 6):
        blocks.append(Paragraph(number, Kind.BODY, "字"))
    assert [blocks.block(number) for number in (1, 2, 3, 4, 5, 6, 99)] == [0, 0, 1, 1, 1, 2, 2]
    assert blocks.paragraph(3) is None
    assert blocks.paragraph(-1) is None
    assert blocks.reaches(6)
    assert not blocks.reaches(7)


def test_a_text_is_set_in_slices(qtbot: QtBot, style: TextStyle) -> None:
    paragraphs = body(*("一段不长的文字，用来排版。" for _ in range(300)))
    page = QTextDocument()
    setter = Typesetter(page, text_of(paragraphs), style)
    slices = 1
    while not setter.advance(0, until=len(setter.map) + 7):
        assert len(setter.map) == 7 * slices
        assert not setter.finished
        slices += 1
    assert slices == 300 // 7 + 1
    assert setter.finished
    assert page.blockCount() == 300


def test_a_text_of_junk_only_is_finished_at_once(style: TextStyle) -> None:
    setter = Typesetter(QTextDocument(), text_of([Paragraph(1, Kind.JUNK, "页 1")]), style)
    assert setter.finished
    assert setter.map.block(1) is None


def test_headings_stand_out_by_their_level(style: TextStyle) -> None:
    paragraphs = [
        Paragraph(1, Kind.HEADING, "题目"),
        Paragraph(2, Kind.META, "某人"),
        Paragraph(3, Kind.HEADING, "一、章"),
        Paragraph(4, Kind.HEADING, "（一）节"),
        Paragraph(5, Kind.BODY, "正文。"),
    ]
    sections = [Section(1, "一、章", 3, 0, 3), Section(2, "（一）节", 4, 0, 4)]
    page = QTextDocument()
    assert Typesetter(page, text_of(paragraphs, sections), style).advance(1000, until=5)
    fonts = [_font(page, number, 0) for number in range(5)]
    sizes = [font.pixelSize() for font in fonts]
    assert sizes[0] > sizes[2] > sizes[3] > sizes[4] == 18 > sizes[1]
    assert [font.bold() for font in fonts] == [True, False, True, True, False]
    centre = [_alignment(page, number) & Qt.AlignmentFlag.AlignHCenter for number in range(5)]
    assert [bool(flag) for flag in centre] == [True, True, False, False, False]
    indents = [page.findBlockByNumber(n).blockFormat().textIndent() for n in range(5)]
    assert [indent > 0 for indent in indents] == [False, False, False, False, True]


def test_bold_words_and_run_in_headings_are_bold(style: TextStyle) -> None:
    paragraph = Paragraph(1, Kind.BODY, "一是快。😀要快，还要稳。", bold=((5, 7), (6, 8)))
    section = Section(1, "一是快。", 1, 0, 4)
    page = QTextDocument()
    assert Typesetter(page, text_of([paragraph], [section]), style).advance(1000, until=1)
    bold = [_font(page, 0, i).bold() for i in range(len(paragraph.text))]
    assert bold == [True] * 4 + [False] + [True] * 3 + [False] * 4


def _font(page: QTextDocument, block: int, index: int) -> QFont:
    found = page.findBlockByNumber(block)
    cursor = cursor_over(found, found.text(), (index, index + 1))
    return cursor.charFormat().font()


def _alignment(page: QTextDocument, block: int) -> Qt.AlignmentFlag:
    return page.findBlockByNumber(block).blockFormat().alignment()
