"""The page of one text: places, hits, long texts. Words are compared, not positions."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.documents.model import Kind, Paragraph, Passage
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.reading_view import ReadingView, Spot
from reader.ui.typesetting import TextStyle
from reader.workspace.model import Text
from tests.ui.texts import body, text_of

LONG = 300_000


def style(pixels: int = 18, palette: str = "light") -> TextStyle:
    return TextStyle(pixels, Appearance(RESOURCES, palette).colours)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[ReadingView]:
    made = ReadingView()
    qtbot.addWidget(made)
    made.resize(520, 400)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.clear_text()


@pytest.fixture
def pages() -> Text:
    """Some screens of text with a junk paragraph and characters beyond the BMP."""
    paragraphs = body(
        *(f"第 {n} 段😀讲第 {n} 件事，值班的人要记在本子上。" * 3 for n in range(1, 61))
    )
    paragraphs[9] = Paragraph(10, Kind.JUNK, "——页脚——")
    return text_of(paragraphs)


@pytest.fixture(scope="module")
def long_text() -> Text:
    line = "这一段文字不长不短，刚好用来把一篇很长的文献填满。"
    count = LONG // len(line)
    return text_of(body(*(f"{n}：{line}" for n in range(1, count + 1))))


def passage_of(text: Text, paragraph: int, words: str) -> Passage:
    start = text.paragraphs[paragraph - 1].text.index(words)
    return Passage("d1", paragraph, start, start + len(words), words)


def words_in_view(view: ReadingView) -> str:
    """What stands between the first and the last line in view."""
    first = view.cursorForPosition(QPoint(0, 0))
    last = view.cursorForPosition(QPoint(view.viewport().width(), view.viewport().height() - 1))
    first.setPosition(last.position(), QTextCursor.MoveMode.KeepAnchor)
    return first.selectedText()


def marked(view: ReadingView) -> list[str]:
    return [mark.cursor.selectedText() for mark in view.extraSelections()]


def settle(view: ReadingView, qtbot: QtBot, blocks: int) -> None:
    """Wait until the whole text is set and the marks are up to date."""
    qtbot.waitUntil(lambda: view.document().blockCount() >= blocks, timeout=20_000)
    qtbot.wait(1)


# Places


def test_a_text_begins_at_its_beginning(view: ReadingView, pages: Text, qtbot: QtBot) -> None:
    view.show_text(pages, style())
    settle(view, qtbot, 59)
    view.show_passage(passage_of(pages, 50, "第 50 件事"))
    view.show_text(pages, style())
    settle(view, qtbot, 59)
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
    qtbot.waitUntil(lambda: not marked(view), timeout=5000)


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


def test_a_spot_can_be_returned_to(view: ReadingView, pages: Text, qtbot: QtBot) -> None:
    view.show_text(pages, style())
    settle(view, qtbot, 59)
    bar = view.verticalScrollBar()
    for value in (0, 37, 1000, 2345, bar.maximum()):
        bar.setValue(value)
        spot, words = view.spot(), words_in_view(view)
        bar.setValue(bar.maximum() - value)
        view.show_spot(spot)
        assert bar.value() == value
        assert view.spot() == spot
        assert words_in_view(view) == words


@pytest.mark.parametrize(("pixels", "palette"), [(26, "light"), (14, "sepia"), (18, "dark")])
def test_another_look_keeps_the_place(
    view: ReadingView, pages: Text, qtbot: QtBot, pixels: int, palette: str
) -> None:
    view.show_text(pages, style())
    settle(view, qtbot, 59)
    view.show_passage(passage_of(pages, 40, "第 40 件事"))
    before = view.spot().paragraph
    view.restyle(style(pixels, palette))
    settle(view, qtbot, 59)
    assert view.spot().paragraph == before
    current = view.current_paragraph()
    assert current is not None
    assert current.number == 40


def test_another_width_keeps_the_place(view: ReadingView, pages: Text, qtbot: QtBot) -> None:
    view.show_text(pages, style())
    settle(view, qtbot, 59)
    view.show_passage(passage_of(pages, 40, "第 40 件事"))
    before = view.spot().paragraph
    for width in (900, 300, 520):
        view.resize(width, 400)
        qtbot.wait(1)
        assert view.spot().paragraph == before


def test_a_hidden_page_keeps_its_place_until_it_is_seen(
    view: ReadingView, pages: Text, qtbot: QtBot
) -> None:
    view.hide()
    view.show_text(pages, style())
    view.show_spot(Spot(40, 90))
    assert view.spot() == Spot(40, 90)
    view.restyle(style(22))
    view.resize(700, 300)
    settle(view, qtbot, 59)
    assert view.spot() == Spot(40, 90)
    view.show()
    assert "第 40 段" in words_in_view(view)
    view.hide()
    assert view.spot().paragraph in (39, 40)


def test_the_paragraph_that_is_read_is_told(view: ReadingView, pages: Text, qtbot: QtBot) -> None:
    told: list[int] = []
    view.paragraph_changed.connect(told.append)
    view.show_text(pages, style())
    settle(view, qtbot, 59)
    assert told[-1] == 1
    view.show_passage(passage_of(pages, 33, "第 33 件事"))
    assert told[-1] == 33
    view.verticalScrollBar().setValue(0)
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
    cursor = view.document().find(wanted.text)
    view.setTextCursor(cursor)
    passage = view.current_passage()
    assert passage == wanted
    assert passage is not None
    assert passage.text == wanted.text


def test_a_selection_over_several_paragraphs_counts_in_its_first(
    view: ReadingView, pages: Text
) -> None:
    view.show_text(pages, style())
    cursor = view.document().find("第 2 件事")
    cursor.setPosition(
        view.document().find("第 5 件事").selectionEnd(), QTextCursor.MoveMode.KeepAnchor
    )
    # find() left the anchor behind the words
    view.setTextCursor(cursor)
    passage = view.current_passage()
    assert passage is not None
    text = pages.paragraphs[1].text
    assert (passage.paragraph, passage.end) == (2, len(text))
    assert passage.text == text[passage.start :]


def test_a_selection_of_a_paragraph_end_only_means_the_paragraph(
    view: ReadingView, pages: Text
) -> None:
    view.show_text(pages, style())
    block = view.document().findBlockByNumber(0)
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    passage = view.current_passage()
    assert passage is not None
    assert passage.text == pages.paragraphs[passage.paragraph - 1].text


def test_a_menu_is_asked_where_the_pointer_is(view: ReadingView, pages: Text) -> None:
    asked: list[QPoint] = []
    view.menu_wanted.connect(asked.append)
    view.show_text(pages, style())
    place = view.cursorRect(view.document().find("第 3 件事")).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(view.viewport(), event)
    assert asked == [view.viewport().mapToGlobal(place)]
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
    settle(view, qtbot, 59)
    asked: set[int] = set()

    def hits(paragraph: Paragraph) -> list[tuple[int, int]]:
        asked.add(paragraph.number)
        return spans_of("事，值班", paragraph)

    view.set_hits(hits)
    qtbot.waitUntil(lambda: bool(marked(view)))
    assert set(marked(view)) == {"事，值班"}
    in_view = len(asked)
    assert len(marked(view)) == 3 * in_view
    assert in_view < 20

    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: 60 in asked, timeout=1000)
    assert set(marked(view)) == {"事，值班"}
    blocks = [mark.cursor.block().blockNumber() for mark in view.extraSelections()]
    assert min(blocks) > 40

    view.set_hits(None)
    qtbot.waitUntil(lambda: not marked(view))


def test_a_ribbon_stands_beside_a_bookmarked_paragraph(
    view: ReadingView, pages: Text, qtbot: QtBot
) -> None:
    look = style()
    view.show_text(pages, look)
    settle(view, qtbot, 59)
    ribbon = look.colours["mark_bookmark"].rgb()

    def rows() -> list[int]:
        picture = view.viewport().grab().toImage()
        margin = range(int(look.pixels * 1.6))
        return [
            y
            for y in range(picture.height())
            if any(picture.pixelColor(x, y).rgb() == ribbon for x in margin)
        ]

    assert rows() == []
    view.set_marks({2: "批注"})
    top = view.cursorRect(QTextCursor(view.document().findBlockByNumber(1))).top()
    found = rows()
    assert found
    assert top <= found[0] <= found[-1] <= top + 2 * look.pixels
    view.set_marks({})
    assert rows() == []


# Long texts


def test_a_long_text_is_set_while_the_window_lives(
    view: ReadingView, long_text: Text, qtbot: QtBot
) -> None:
    """The event loop is served between slices, and the page grows from slice to slice."""
    sizes: list[int] = []
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: sizes.append(view.document().blockCount()))
    timer.start()
    view.show_text(long_text, style())
    first = view.document().blockCount()
    total = len(long_text.paragraphs)
    assert first < total / 4
    assert words_in_view(view).startswith("1：")
    settle(view, qtbot, total)
    timer.stop()
    steps = [after - before for before, after in pairwise(sizes)]
    assert len([step for step in steps if step]) > 20
    assert max(steps) < total / 4
    assert view.document().blockCount() == total
    last = view.document().lastBlock().text()
    assert last == long_text.paragraphs[-1].text


def test_a_passage_far_down_is_reached(view: ReadingView, long_text: Text, qtbot: QtBot) -> None:
    number = len(long_text.paragraphs) - 40
    words = f"{number}：这一段"
    view.show_text(long_text, style())
    view.show_passage(passage_of(long_text, number, words))
    assert words not in words_in_view(view)
    qtbot.waitUntil(lambda: words in words_in_view(view), timeout=20_000)
    assert marked(view) == [words]


def test_a_place_on_its_way_is_kept(view: ReadingView, long_text: Text, qtbot: QtBot) -> None:
    """Whoever closes the window or changes the palette meanwhile does not lose it."""
    number = len(long_text.paragraphs) - 40
    spot = Spot(number, -7)
    view.show_text(long_text, style())
    view.show_spot(spot)
    assert view.spot() == spot
    view.restyle(style(18, "dark"))
    assert view.spot() == spot
    settle(view, qtbot, len(long_text.paragraphs))
    assert view.spot() == spot
    assert f"{number}：" in words_in_view(view)


def test_another_text_ends_the_setting_of_the_first(
    view: ReadingView, long_text: Text, pages: Text, qtbot: QtBot
) -> None:
    view.show_text(long_text, style())
    view.show_passage(passage_of(long_text, len(long_text.paragraphs), "这一段"))
    view.show_text(pages, style())
    settle(view, qtbot, 59)
    assert view.document().blockCount() == 59
    assert view.spot().paragraph == 1
    view.clear_text()
    assert view.text is None
    assert view.toPlainText() == ""


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
    settle(view, qtbot, 59)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 100
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert view.spot().paragraph == 1
