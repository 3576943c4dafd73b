"""Invariants of the layout: every character once, places and points agree, nothing jumps."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from reader.documents.model import Kind, Paragraph, Passage, Section
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.reading.page import Page
from reader.ui.reading.pieces import LONGEST, Pieces, cuts
from reader.ui.reading.places import Place, Spot
from reader.ui.typesetting import TextStyle, western_borders
from tests.ui.texts import body, text_of

CHARACTERS = "一二三四五六七八九，。：“”（）《》、𠮷😀abc 12\t"
WORDS = st.text(CHARACTERS, max_size=120)
KINDS = st.sampled_from([kind for kind in Kind if kind is not Kind.JUNK])
ITEMS = st.lists(st.tuples(KINDS, WORDS), min_size=1, max_size=6)
WIDTHS = st.integers(60, 1200)


def style(pixels: int = 18) -> TextStyle:
    return TextStyle(pixels, Appearance(RESOURCES, "light").colours)


@pytest.fixture(autouse=True)
def fonts(qtbot: QtBot) -> None:
    """Lines cannot be broken without an application."""


def page_of(items: list[tuple[Kind, str]], width: float = 520, height: float = 300) -> Page:
    paragraphs = [Paragraph(n, kind, text) for n, (kind, text) in enumerate(items, 1)]
    return Page(text_of(paragraphs), style(), width, height)


def long_page(count: int = 400, width: float = 520, height: float = 400) -> Page:
    lines = (
        f"第{n}段：" + "值班的人要记在本子上，“一件也不漏”。" * (1 + n % 7) for n in range(count)
    )
    return Page(text_of(body(*lines)), style(), width, height)


# Lines


@settings(max_examples=60)
@given(ITEMS, WIDTHS)
def test_every_character_is_in_exactly_one_line(items: list[tuple[Kind, str]], width: int) -> None:
    page = page_of(items, width)
    for piece, (_, text) in enumerate(items):
        lines = page.lines(piece)
        spans = [lines.span_of(line) for line in range(lines.count)]
        assert "".join(text[start:end] for start, end in spans) == text
        assert spans[0][0] == 0
        assert spans[-1][1] == len(text)
        for index in range(len(text)):
            start, end = spans[lines.line_of(index)]
            assert start <= index < end


@settings(max_examples=60)
@given(ITEMS, WIDTHS)
def test_a_point_leads_to_the_character_that_is_painted_there(
    items: list[tuple[Kind, str]], width: int
) -> None:
    page = page_of([(kind, text.replace("\t", "")) for kind, text in items], width)
    for piece, placed in enumerate(page.pieces.paragraphs):
        lines = page.lines(piece)
        for index, character in enumerate(placed.text):
            line = lines.line_of(index)
            box = lines.box(line, index, index + 1)
            if box.width() < 2 or character == " ":
                continue
            middle = box.center()
            assert lines.under(middle.x(), middle.y()) == index
            assert lines.index_at(box.left() + box.width() * 0.25, middle.y()) == index
            assert lines.index_at(box.right() - box.width() * 0.25, middle.y()) == index + 1


@settings(max_examples=40)
@given(st.text(CHARACTERS.replace("\t", ""), min_size=1, max_size=200), WIDTHS)
def test_what_is_painted_stays_in_the_column(text: str, width: int) -> None:
    """Only the empty half of a mark may stand out of it."""
    page = page_of([(Kind.BODY, text)], width)
    lines, column = page.lines(0), page.column[1]
    half = page.style.pixels / 2
    for line in range(lines.count):
        start, end = lines.span_of(line)
        shown = end
        while shown > start and text[shown - 1] == " ":
            shown -= 1
        box = lines.box(line, start, shown)
        assert box.left() >= (-half if text[start] in "“（《" and line else 0) - 0.1
        out = half if shown > start and text[shown - 1] in "，。：”）》、" else 0
        # Pictures of faces are a little wider than a square.
        out = 1 if text[shown - 1 : shown] == "😀" else out
        assert box.right() <= column + out + 0.6


@pytest.mark.parametrize("length", [22, 31, 33, 45, 61, 70])
def test_the_lines_of_a_title_are_about_equal(length: int) -> None:
    """And there are no more of them than without that, and all stand in the middle."""
    page = page_of([(Kind.HEADING, "办" * length), (Kind.BODY, "正文。")])
    lines, (_, width) = page.lines(0), page.column
    pixels = lines.setting.face.font.pixelSize()
    spans = [lines.span_of(line) for line in range(lines.count)]
    lengths = [end - start for start, end in spans]
    assert len(lengths) == -(-length // int(width // pixels)) > 1
    assert max(lengths) - min(lengths) <= len(lengths)
    for line, (start, end) in enumerate(spans):
        assert lines.box(line, start, end).center().x() == pytest.approx(width / 2, abs=1)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("做好本职工作 提高服务水平 争当办事能手", ["做好本职工作 提高服务水平 ", "争当办事能手"]),
        ("做好本职工作提高服务水平争当办事能手", ["做好本职工作提高服", "务水平争当办事能手"]),
    ],
)
def test_a_title_is_broken_at_its_spaces(title: str, lines: list[str]) -> None:
    page = page_of([(Kind.HEADING, title), (Kind.BODY, "正文。")], width=480)
    found = page.lines(0)
    spans = [found.span_of(line) for line in range(found.count)]
    assert [title[start:end] for start, end in spans] == lines


@pytest.mark.parametrize("width", [90, 148, 200])
@pytest.mark.parametrize("pixels", [14, 18, 28])
def test_a_narrow_view_holds_the_column(width: int, pixels: int) -> None:
    text = text_of([Paragraph(1, Kind.HEADING, "很长的标题" * 4), *body("正文正文。" * 20)[1:]])
    page = Page(text, style(pixels), width, 300)
    left, column = page.column
    assert left >= 0
    assert left + column <= width
    assert page.lines(0).setting.face.font.pixelSize() < 1.3 * pixels, "headings give way"
    assert Page(text, style(pixels), 900, 300).lines(0).setting.face.font.pixelSize() > 1.4 * pixels


def test_no_mark_begins_a_line_that_must_not() -> None:
    text = "一句话说完，再说一句。“引一句话”，又一句（括起来）；最后一句：完。" * 8
    for width in range(200, 700, 17):
        lines = page_of([(Kind.BODY, text)], width).lines(0)
        for line in range(lines.count):
            start, end = lines.span_of(line)
            assert text[start] not in "，。”）；："
            assert line == lines.count - 1 or text[end - 1] not in "“（"


def test_a_mark_at_the_end_of_a_line_leaves_no_hole() -> None:
    """Full lines end flush: with a character at the edge, or with a mark half beyond it."""
    text, half = "要“讲清楚”，把话说明白。" * 40, style().pixels / 2
    hanging = 0
    for width in range(300, 640, 18):
        page = page_of([(Kind.BODY, text)], width)
        lines, column = page.lines(0), page.column[1]
        for line in range(lines.count - 1):
            start, end = lines.span_of(line)
            right = lines.box(line, start, end).right()
            mark = text[end - 1] in "，。"
            # A line may have been full without letting the mark out.
            assert min(abs(right - column), abs(right - column - half) if mark else 99) < 1
            hanging += mark and abs(right - column - half) < 1
    assert hanging > 20


def test_gaps_between_chinese_and_western_are_seen_and_not_copied() -> None:
    text = "共有GDP和PDF两种"
    lines = page_of([(Kind.BODY, text)], 800).lines(0)
    wide = page_of([(Kind.BODY, text)], 800)
    wide.restyle(replace(style(), spaced=False))
    closed = wide.lines(0)
    gap = style().pixels / 6
    shift = [lines.x_of(0, i) - closed.x_of(0, i) for i in range(len(text) + 1)]
    borders = [2, 5, 6, 9]
    for index in range(len(text) + 1):
        before = sum(index >= border for border in borders)
        assert abs(shift[index] - before * gap) <= 1, index
    assert len(lines) == len(text)


def test_there_is_no_gap_at_the_end_of_a_line() -> None:
    text, ends = "要把A类和B类讲清楚C类也要讲明白" * 30, 0
    for width in range(300, 640, 14):
        page = page_of([(Kind.BODY, text)], width)
        lines, column = page.lines(0), page.column[1]
        for line in range(lines.count - 1):
            start, end = lines.span_of(line)
            assert lines.box(line, start, end).right() == pytest.approx(column, abs=0.6)
            ends += end - 1 in set(western_borders(text))
    assert ends > 5


# Pieces


@given(st.text("甲乙，。！", min_size=1).map(lambda text: text * 900))
@settings(max_examples=20)
def test_a_long_paragraph_is_cut_without_a_loss(text: str) -> None:
    spans = cuts(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(0 < end - start <= LONGEST for start, end in spans)


def test_a_book_in_one_paragraph_is_laid_out_in_pieces() -> None:
    page = Page(text_of(body("一个字也不分段。" * 50_000)), style(), 520, 400)
    page.go_to(Place(1, 200_000), 0.5)
    assert all(len(placed.lines) <= LONGEST for placed in page.placed())
    caret = page.caret(Place(1, 200_000))
    assert caret is not None
    assert 150 < caret.top() < 250
    page.go_to_end()
    assert page.at_end
    assert page.caret(Place(1, 400_000)) is not None


@given(st.lists(st.tuples(KINDS, WORDS), min_size=1, max_size=12), st.integers(0, 10**6))
def test_steps_of_the_bar_and_pieces_agree(items: list[tuple[Kind, str]], step: int) -> None:
    paragraphs = [Paragraph(n, kind, text) for n, (kind, text) in enumerate(items, 1)]
    pieces = Pieces(text_of(paragraphs))
    step %= pieces.steps
    piece, part = pieces.at_step(step)
    assert abs(pieces.step(piece, part) - step) <= 1
    for number, paragraph in enumerate(paragraphs, 1):
        for index in (0, len(paragraph.text)):
            assert pieces.of(number, index) == number - 1


# Places


def first_line(page: Page) -> tuple[int, int]:
    """The paragraph and the first character of the first line in view."""
    for placed in page.placed():
        for line in range(placed.lines.count):
            if placed.top + placed.lines.top_of(line) + placed.lines.setting.line > 0:
                return placed.paragraph.number, placed.start + placed.lines.span_of(line)[0]
    raise AssertionError("nothing is in view")


@settings(max_examples=25)
@given(
    st.integers(0, 20_000),
    st.lists(st.tuples(st.integers(150, 1100), st.integers(120, 900)), min_size=1, max_size=5),
)
def test_the_first_line_stays_when_the_size_changes(
    down: int, sizes: list[tuple[int, int]]
) -> None:
    page = long_page()
    page.scroll(down)
    number, index = first_line(page)
    top = page.caret(Place(number, index))
    for width, height in sizes:
        page.resize(width, height)
        caret = page.caret(Place(number, index))
        assert caret is not None
        assert -40 < caret.top() < 40
    page.resize(520, 400)
    assert page.caret(Place(number, index)) == top


@pytest.mark.parametrize("pixels", [12, 15, 24, 40])
def test_the_first_line_stays_when_the_letters_grow(pixels: int) -> None:
    page = long_page()
    page.scroll(7777)
    number, index = first_line(page)
    before = page.caret(Place(number, index))
    page.restyle(style(pixels))
    assert page.style.pixels == pixels
    caret = page.caret(Place(number, index))
    assert caret is not None
    assert -pixels * 2 < caret.top() < pixels * 2
    page.restyle(style(18))
    assert page.caret(Place(number, index)) == before


@settings(max_examples=30)
@given(st.lists(st.integers(-900, 900), max_size=12), st.integers(0, 399))
def test_scrolling_moves_all_lines_by_as_much(steps: list[int], begin: int) -> None:
    """However much is laid out for the first time on the way: no line jumps."""
    page = long_page()
    page.go_to(Place(begin + 1, 0), 0.3)
    for step in steps:
        before = {p.piece: p.top for p in page.placed()}
        page.scroll(step)
        after = {p.piece: p.top for p in page.placed()}
        moves = {before[piece] - after[piece] for piece in before.keys() & after.keys()}
        assert len(moves) <= 1
        for moved in moves:
            at_an_end = page.at_end or page.spot() == Spot(1, 0)
            assert moved == step or (at_an_end and abs(moved) <= abs(step))


@settings(max_examples=30)
@given(st.integers(0, 399), st.floats(0, 0.9))
def test_a_place_comes_where_it_is_wanted(paragraph: int, share: float) -> None:
    page = long_page()
    page.go_to(Place(paragraph + 1, 5), share)
    caret = page.caret(Place(paragraph + 1, 5))
    assert caret is not None
    if not page.at_end and page.step:
        assert abs(caret.top() - share * 400) <= 1
    else:
        assert 0 <= caret.top() < 400


@settings(max_examples=30)
@given(st.integers(0, 400), st.integers(-300, 300))
def test_spots_and_steps_lead_back(paragraph: int, offset: int) -> None:
    page = long_page()
    page.go_to_spot(Spot(max(paragraph, 1), offset))
    step, tops = page.step, [(p.piece, p.top) for p in page.placed()]
    page.scroll(123)
    page.scroll(-123)
    page.go_to_step(step)
    back = [(p.piece, p.top) for p in page.placed()]
    assert back[0][0] == tops[0][0]
    assert abs(back[0][1] - tops[0][1]) <= 2


def test_the_bar_ends_where_the_text_ends() -> None:
    page = long_page()
    page.go_to_end()
    assert page.at_end
    assert abs(page.step - page.last_step) <= 1
    page.go_to_step(0)
    assert page.step == 0
    assert page.spot() == Spot(1, 0)


def test_a_short_text_does_not_scroll() -> None:
    page = page_of([(Kind.BODY, "一行")])
    assert page.last_step == 0
    page.scroll(500)
    assert page.spot() == Spot(1, 0)


def test_nothing_to_show() -> None:
    for items in ([], [(Kind.JUNK, "页脚")]):
        page = page_of(list(items))
        page.scroll(10)
        page.go_to_end()
        page.go_to_spot(Spot(3, 4))
        page.resize(300, 200)
        assert page.placed() == ()
        assert page.near(QPointF(1, 1)) is None
        assert (page.step, page.last_step) == (0, 0)


# Kinds


def test_headings_stand_out_by_their_level() -> None:
    paragraphs = [
        Paragraph(1, Kind.HEADING, "题目"),
        Paragraph(2, Kind.META, "某人"),
        Paragraph(3, Kind.HEADING, "一、章"),
        Paragraph(4, Kind.HEADING, "（一）节"),
        Paragraph(5, Kind.BODY, "正文。"),
    ]
    sections = [Section(1, "一、章", 3, 0, 3), Section(2, "（一）节", 4, 0, 4)]
    page = Page(text_of(paragraphs, sections), style(), 600, 400)
    faces = [page.lines(piece).setting.face.font for piece in range(5)]
    sizes = [font.pixelSize() for font in faces]
    assert sizes[0] > sizes[2] > sizes[3] > sizes[4] == 18 > sizes[1]
    assert [font.bold() for font in faces] == [True, False, True, True, False]
    lefts = [page.lines(piece).x_of(0, 0) for piece in range(5)]
    assert lefts[4] == 36
    assert lefts[2] == lefts[3] == 0
    width = page.column[1]
    for piece in (0, 1):
        end = page.lines(piece).box(0, 0, len(paragraphs[piece].text)).right()
        assert abs((lefts[piece] + end) / 2 - width / 2) < 1


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"indent": 0.0}, (0.0, 684.0, 31.5)),
        ({"measure": 30}, (36.0, 540.0, 31.5)),
        ({"line_height": 2.0}, (36.0, 684.0, 36.0)),
    ],
)
def test_the_style_decides(changes: dict[str, Any], expected: tuple[float, float, float]) -> None:
    page = Page(text_of(body("一段很长的话，要排好几行。" * 20)), style(), 900, 400)

    def figures() -> tuple[float, float, float]:
        return page.lines(0).x_of(0, 0), page.column[1], page.lines(0).setting.line

    assert figures() == (36.0, 684.0, 31.5)
    page.restyle(replace(style(), **changes))
    assert figures() == expected


def test_lines_are_ragged_where_nothing_is_justified() -> None:
    page = Page(text_of(body("word 一段 long 的话, " * 40)), style(), 500, 400)
    page.restyle(replace(style(), justify=False))
    lines = page.lines(0)
    rights = {round(lines.box(n, *lines.span_of(n)).right()) for n in range(lines.count - 1)}
    assert len(rights) > 3


# Furniture


class Pictures:
    """A picture of 100 pixels below every third paragraph."""

    def __init__(self) -> None:
        self.painted: list[tuple[int, float, float]] = []
        self.heights = 100.0

    def height(self, paragraph: int, _width: float, _style: TextStyle) -> float:
        return self.heights if paragraph % 3 == 0 else 0.0

    def paint(self, _painter: QPainter, paragraph: int, box: QRectF, _style: TextStyle) -> None:
        self.painted.append((paragraph, box.top(), box.height()))

    def tip(self, paragraph: int, _place: QPointF) -> str:
        return f"图{paragraph}"

    def opens(self, _paragraph: int, _place: QPointF) -> bool:
        return True

    def activate(self, _paragraph: int, _place: QPointF) -> bool:
        return True

    def activate_first(self, _paragraph: int) -> bool:
        return True

    def spoken(self, paragraph: int) -> str:
        return f"图：第{paragraph}幅"


def test_furniture_takes_its_room_and_the_text_stays() -> None:
    page, pictures = long_page(), Pictures()
    page.furnish(pictures)
    page.go_to(Place(30, 0), 0.5)
    before = page.caret(Place(30, 0))
    heights = {p.piece: p.height for p in page.placed()}
    pictures.heights = 180.0
    page.furnish(pictures)
    assert page.caret(Place(30, 0)) == before
    after = {p.piece: p.height for p in page.placed()}
    assert {after[p] - heights[p] for p in heights.keys() & after.keys()} <= {0.0, 80.0}
    placed = next(p for p in page.placed() if p.paragraph.number % 3 == 0)
    assert page.furniture_box(placed).height() == 180


def test_passages_of_a_page_need_no_text_in_them() -> None:
    page = page_of([(Kind.BODY, ""), (Kind.BODY, "字")])
    page.go_to(Place(1, 0), 0.2)
    assert page.caret(Place(1, 0)) is not None
    assert Passage("d1", 1, 0, 0).text == ""
