"""The page of one text: places, hits, long texts. Words are compared, not positions."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.documents.model import Paragraph, Passage
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.reading import galley
from reader.ui.reading.hooks import MarginMark
from reader.ui.reading.lines import Lines
from reader.ui.reading.painting import margin_boxes
from reader.ui.reading.places import Place, Selection, Spot
from reader.ui.reading.view import ReadingView
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text
from tests.ui.reading.pages import (
    lines_in_view,
    marked,
    passage_of,
    placed,
    select_words,
    words_in_view,
)
from tests.ui.texts import body, text_of

LONG = 300_000


def style(pixels: int = 18, palette: str = "light") -> TextStyle:
    return TextStyle(pixels, Appearance(RESOURCES, palette).colours)


@pytest.fixture(scope="module")
def long_text() -> Text:
    line = "这一段文字不长不短，刚好用来把一篇很长的文献填满。"
    count = LONG // len(line)
    return text_of(body(*(f"{n}：{line}" for n in range(1, count + 1))))


def top_of(view: ReadingView, paragraph: int) -> float:
    """Where the line with the beginning of a paragraph stands, in pixels."""
    assert view.page is not None
    box = view.page.caret(Place(paragraph, 0))
    assert box is not None
    return box.top()


# Places


def test_a_text_begins_at_its_beginning(view: ReadingView, pages: Text, qtbot: QtBot) -> None:
    view.show_text(pages, style())
    view.show_passage(passage_of(pages, 50, "第 50 件事"))
    view.show_text(pages, style())
    assert view.spot().paragraph == 1
    assert words_in_view(view).startswith("第 1 段")


@pytest.mark.parametrize("paragraph", [1, 2, 9, 11, 30, 59, 60])
def test_a_passage_comes_into_view(
    view: ReadingView, pages: Text, qtbot: QtBot, paragraph: int
) -> None:
    view.show_text(pages, style())
    words = f"第 {paragraph} 件事"
    view.show_passage(passage_of(pages, paragraph, words))
    assert words in words_in_view(view)
    assert words in marked(view)
    current = view.current_paragraph()
    assert current is not None
    assert current.number == paragraph


def test_the_words_light_up_and_go_out(view: ReadingView, pages: Text, qtbot: QtBot) -> None:
    view.show_text(pages, style())
    view.show_passage(passage_of(pages, 20, "值班的人"))
    assert marked(view) == ["值班的人"]
    qtbot.waitUntil(lambda: not marked(view))


def test_quiet_passages_do_not_light_up(view: ReadingView, pages: Text) -> None:
    view.show_text(pages, style())
    view.show_passage(passage_of(pages, 20, "值班的人"), flash=False)
    assert "第 20 段" in words_in_view(view)
    assert marked(view) == []


def test_a_passage_in_a_hidden_paragraph_leads_before_it(view: ReadingView, pages: Text) -> None:
    view.show_text(pages, style())
    view.show_passage(passage_of(pages, 10, "页脚"))
    assert "第 9 段" in words_in_view(view)
    assert marked(view) == []


def test_places_without_a_text_are_let_be(view: ReadingView) -> None:
    view.show_passage(Passage("d1", 1, 0, 1))
    view.show_spot(Spot(3, 10))
    view.restyle(style())
    assert view.spot() == Spot(1, 0)
    assert view.current_passage() is None
    assert view.current_paragraph() is None


def test_a_spot_can_be_returned_to(view: ReadingView, pages: Text) -> None:
    view.show_text(pages, style())
    for pixels in (0, 37, 1000, 2345, 1_000_000):
        view.show_text(pages, style())
        view.scroll_by(pixels)
        spot, lines = view.spot(), lines_in_view(view)
        view.scroll_by(-700 if pixels > 1000 else 700)
        assert lines_in_view(view) != lines
        view.show_spot(spot)
        assert view.spot() == spot
        assert lines_in_view(view) == lines


@pytest.mark.parametrize(("pixels", "palette"), [(26, "light"), (14, "sepia"), (18, "dark")])
def test_another_look_keeps_the_place(
    view: ReadingView, pages: Text, qtbot: QtBot, pixels: int, palette: str
) -> None:
    view.show_text(pages, style())
    view.show_passage(passage_of(pages, 40, "第 40 件事"))
    before = top_of(view, 40)
    view.restyle(style(pixels, palette))
    assert abs(top_of(view, 40) - before) <= 1
    current = view.current_paragraph()
    assert current is not None
    assert current.number == 40


def test_another_width_keeps_the_place(view: ReadingView, pages: Text, qtbot: QtBot) -> None:
    view.show_text(pages, style())
    view.show_passage(passage_of(pages, 40, "第 40 件事"))
    before = top_of(view, 40)
    for width in (900, 300, 520):
        view.resize(width, 400)
        assert abs(top_of(view, 40) - before) <= 1


def test_a_hidden_page_keeps_its_place_until_it_is_seen(
    view: ReadingView, pages: Text, qtbot: QtBot
) -> None:
    view.hide()
    view.show_text(pages, style())
    view.show_spot(Spot(40, 90))
    assert view.spot() == Spot(40, 90)
    view.restyle(style(22))
    view.resize(700, 300)
    assert view.spot() == Spot(40, 90)
    view.show()
    assert "第 40 段" in words_in_view(view)
    view.hide()
    assert view.spot().paragraph in (39, 40)


def test_the_paragraph_that_is_read_is_told(view: ReadingView, pages: Text, qtbot: QtBot) -> None:
    told: list[int] = []
    view.paragraph_changed.connect(told.append)
    view.show_text(pages, style())
    qtbot.waitUntil(lambda: told == [1])
    view.show_passage(passage_of(pages, 33, "第 33 件事"))
    assert told[-1] == 33
    view.scroll_as("text_start")
    qtbot.waitUntil(lambda: told[-1] == 1)


# What the user means


def test_without_a_selection_the_paragraph_is_meant(view: ReadingView, pages: Text) -> None:
    view.show_text(pages, style())
    view.show_passage(passage_of(pages, 20, "第 20 件事"))
    text = pages.paragraphs[19].text
    passage = view.current_passage()
    assert passage == Passage("d1", 20, 0, len(text))
    assert passage is not None
    assert passage.text == text


def test_the_selection_is_meant(view: ReadingView, pages: Text) -> None:
    view.show_text(pages, style())
    wanted = passage_of(pages, 2, "😀讲第 2 件")
    select_words(view, wanted.text)
    passage = view.current_passage()
    assert passage == wanted
    assert passage is not None
    assert passage.text == wanted.text


def test_a_selection_over_several_paragraphs_counts_in_its_first(
    view: ReadingView, pages: Text
) -> None:
    view.show_text(pages, style())
    select_words(view, "第 2 件事", "第 5 件事")
    passage = view.current_passage()
    assert passage is not None
    text = pages.paragraphs[1].text
    assert (passage.paragraph, passage.end) == (2, len(text))
    assert passage.text == text[passage.start :]


def test_a_selection_of_a_paragraph_end_only_means_the_next_one(
    view: ReadingView, pages: Text
) -> None:
    view.show_text(pages, style())
    end = len(pages.paragraphs[0].text)
    view.select(Selection(Place(1, end), Place(2, 0)))
    passage = view.current_passage()
    assert passage is not None
    assert passage.text == pages.paragraphs[passage.paragraph - 1].text


def test_a_menu_is_asked_where_the_pointer_is(view: ReadingView, pages: Text) -> None:
    asked: list[QPoint] = []
    view.menu_wanted.connect(asked.append)
    view.show_text(pages, style())
    assert view.page is not None
    box = view.page.caret(Place(3, 5))
    assert box is not None
    place = box.center().toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.canvas.mapToGlobal(place))
    QApplication.sendEvent(view.canvas, event)
    assert asked == [view.canvas.mapToGlobal(place)]
    current = view.current_paragraph()
    assert current is not None
    assert current.number == 3


# Hits and bookmarks


def spans_of(words: str, paragraph: Paragraph) -> list[tuple[int, int]]:
    found, start = [], paragraph.text.find(words)
    while start >= 0:
        found.append((start, start + len(words)))
        start = paragraph.text.find(words, start + 1)
    return found


def test_hits_in_view_are_marked_where_they_stand(
    view: ReadingView, pages: Text, qtbot: QtBot
) -> None:
    view.show_text(pages, style())
    asked: set[int] = set()

    def hits(paragraph: Paragraph) -> list[tuple[int, int]]:
        asked.add(paragraph.number)
        return spans_of("事，值班", paragraph)

    view.set_hits(hits)
    qtbot.waitUntil(lambda: bool(asked))
    assert set(marked(view)) == {"事，值班"}
    in_view = len(asked)
    assert len(marked(view)) == 3 * in_view
    assert in_view < 20

    qtbot.waitUntil(lambda: view.bar.maximum() > 0)
    view.bar.setValue(view.bar.maximum())
    qtbot.waitUntil(lambda: 60 in asked)
    assert set(marked(view)) == {"事，值班"}
    assert min(item.paragraph.number for item in placed(view)) > 40

    view.set_hits(None)
    qtbot.waitUntil(lambda: not marked(view))


def test_a_ribbon_stands_beside_a_bookmarked_paragraph(
    view: ReadingView, pages: Text, qtbot: QtBot
) -> None:
    look = style()
    view.show_text(pages, look)
    ribbon = look.colours["mark_bookmark"].rgb()

    def rows() -> list[int]:
        picture = view.canvas.grab().toImage()
        margin = range(int(look.pixels * 1.6))
        return [
            y
            for y in range(picture.height())
            if any(picture.pixelColor(x, y).rgb() == ribbon for x in margin)
        ]

    assert rows() == []
    view.set_marks({2: "批注"})
    assert view.page is not None
    box = view.page.caret(Place(2, 0))
    assert box is not None
    top = box.top()
    found = rows()
    assert found
    assert top <= found[0] <= found[-1] <= top + 2 * look.pixels
    view.set_marks({})
    assert rows() == []


# Long texts


def test_of_a_long_text_only_what_is_seen_is_laid_out(
    view: ReadingView, long_text: Text, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[str] = []

    class Counted(Lines):
        def __init__(self, text: str, *others: Any) -> None:
            laid_out.append(text)
            super().__init__(text, *others)

    monkeypatch.setattr(galley, "Lines", Counted)
    view.show_text(long_text, style())
    last = long_text.paragraphs[-1]
    view.show_passage(Passage("d1", last.number, 0, 4))
    assert last.text in words_in_view(view)
    view.grab()
    assert len(laid_out) < 100


def test_a_passage_far_down_is_reached_at_once(view: ReadingView, long_text: Text) -> None:
    number = len(long_text.paragraphs) - 40
    words = f"{number}：这一段"
    view.show_text(long_text, style())
    view.show_passage(passage_of(long_text, number, words))
    assert words in words_in_view(view)
    assert marked(view) == [words]


def test_another_text_takes_the_place_of_the_first(
    view: ReadingView, long_text: Text, pages: Text
) -> None:
    view.show_text(long_text, style())
    view.show_passage(passage_of(long_text, len(long_text.paragraphs), "这一段"))
    view.show_text(pages, style())
    assert view.spot().paragraph == 1
    assert words_in_view(view).startswith("第 1 段")
    view.clear_text()
    assert view.text is None
    assert words_in_view(view) == ""
    assert view.bar.maximum() == 0


# The keyboard


def test_the_tab_key_leaves_the_page(pages: Text, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    view, button = ReadingView(), QPushButton("下一个")
    layout.addWidget(view)
    layout.addWidget(button)
    view.show_text(pages, style())
    with qtbot.waitActive(window):
        window.show()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Backtab)
    assert view.hasFocus()


def test_keys_turn_the_page(view: ReadingView, pages: Text, qtbot: QtBot) -> None:
    view.show_text(pages, style())
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert "第 1 段" not in words_in_view(view)
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert view.spot().paragraph == 1


# The pointer and the bar


def test_the_pointer_shows_where_words_can_be_selected(view: ReadingView, pages: Text) -> None:
    view.show_text(pages, style())
    assert view.page is not None
    left, width = view.page.column
    shapes = []
    for x in (left - 10, left + 5, left + width - 5, left + width + 5):
        QTest.mouseMove(view.canvas, QPoint(round(x), 100))
        shapes.append(view.canvas.cursor().shape())
    arrow, beam = Qt.CursorShape.ArrowCursor, Qt.CursorShape.IBeamCursor
    assert shapes == [arrow, beam, beam, arrow]


def test_a_mark_says_what_it_is(view: ReadingView, pages: Text) -> None:
    view.show_text(pages, style())
    view.set_marks({2: "批注：要紧"})
    view.set_margin_marks("theme", [MarginMark(2, "theme", "督查督办", "mark_theme")])
    assert view.page is not None
    item = placed(view)[1]
    tips = set()
    for box, _ in margin_boxes(view.page, item, view.marking):
        QTest.mouseMove(view.canvas, box.center().toPoint())
        tips.add(view.canvas.toolTip())
    assert tips == {"批注：要紧", "督查督办"}
    QTest.mouseMove(view.canvas, QPoint(round(view.page.column[0]) + 30, 100))
    assert view.canvas.toolTip() == ""


def test_a_short_text_shows_no_bar(view: ReadingView, qtbot: QtBot) -> None:
    view.show_text(text_of(body("一行")), style())
    qtbot.wait(1)
    empty = view.bar.grab().toImage()
    view.show_text(text_of(body(*("很多行。" * 40 for _ in range(40)))), style())
    qtbot.waitUntil(lambda: view.bar.maximum() > 0)
    assert view.bar.grab().toImage() != empty


def test_a_step_of_the_bar_is_a_line_or_a_page(
    view: ReadingView, pages: Text, qtbot: QtBot
) -> None:
    view.show_text(pages, style())
    qtbot.waitUntil(lambda: view.bar.maximum() > 0)
    action = QAbstractSlider.SliderAction
    view.bar.triggerAction(action.SliderSingleStepAdd)
    assert placed(view)[0].top == -32
    view.bar.triggerAction(action.SliderPageStepAdd)
    assert "第 1 段" not in words_in_view(view)
    view.bar.triggerAction(action.SliderPageStepSub)
    view.bar.triggerAction(action.SliderSingleStepSub)
    assert view.spot() == Spot(1, 0)
    view.bar.triggerAction(action.SliderToMaximum)
    assert "第 60 段" in words_in_view(view)
