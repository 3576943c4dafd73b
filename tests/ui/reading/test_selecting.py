"""Selecting by mouse and keys, copying exactly what is selected, dragging it away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.documents.model import Kind, Paragraph, Section
from reader.ui.reading.copying import MOST_HTML, as_mime, html, plain_text
from reader.ui.reading.places import Place, Selection
from reader.ui.reading.selection import clause_after, clause_before, whole, word_at
from reader.ui.reading.view import ReadingView
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text
from tests.ui.reading.pages import words_in_view
from tests.ui.texts import body, text_of

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


def point(view: ReadingView, paragraph: int, index: int, right: bool = False) -> QPoint:
    """A point in the left (or right) part of a character."""
    assert view.page is not None
    box = next(view.page.boxes(paragraph, index, index + 1))
    return QPointF(box.left() + box.width() * (0.8 if right else 0.2), box.center().y()).toPoint()


def drag(view: ReadingView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view.canvas, LEFT, pos=start)
    QTest.mouseMove(view.canvas, (start + end) / 2)
    QTest.mouseMove(view.canvas, end)
    QTest.mouseRelease(view.canvas, LEFT, pos=end)


@pytest.fixture
def shown(view: ReadingView, pages: Text, style: TextStyle) -> ReadingView:
    view.show_text(pages, style)
    view.setFocus()
    return view


# The mouse


def test_dragging_selects_from_character_to_character(shown: ReadingView, pages: Text) -> None:
    words = pages.paragraphs[0].text
    drag(shown, point(shown, 1, 2), point(shown, 1, 8, right=True))
    assert shown.selected_text == words[2:9]
    drag(shown, point(shown, 1, 8, right=True), point(shown, 1, 2))
    assert shown.selected_text == words[2:9]


def test_dragging_goes_over_paragraphs(shown: ReadingView, pages: Text) -> None:
    drag(shown, point(shown, 1, 20), point(shown, 3, 4, right=True))
    first, second, third = (p.text for p in pages.paragraphs[:3])
    assert shown.selected_text == f"{first[20:]}\n{second}\n{third[:5]}"


def test_a_selection_runs_on_below_the_view(shown: ReadingView, qtbot: QtBot) -> None:
    QTest.mousePress(shown.canvas, LEFT, pos=point(shown, 1, 2))
    QTest.mouseMove(shown.canvas, QPoint(100, 300))
    QTest.mouseMove(shown.canvas, QPoint(100, shown.page_height + 60))
    qtbot.waitUntil(lambda: "第 9 段" in shown.selected_text)
    QTest.mouseRelease(shown.canvas, LEFT, pos=QPoint(100, 300))
    assert "第 1 段" not in words_in_view(shown)
    assert "页脚" not in shown.selected_text


def test_a_click_takes_the_selection_away(shown: ReadingView) -> None:
    shown.select_all()
    assert shown.has_selection
    QTest.mouseClick(shown.canvas, LEFT, pos=point(shown, 2, 4))
    assert not shown.has_selection
    assert shown.selection == Selection(Place(2, 4), Place(2, 4))
    assert shown.marking.caret == Place(2, 4)


def test_two_clicks_take_a_clause_three_a_paragraph(shown: ReadingView, pages: Text) -> None:
    words = pages.paragraphs[1].text
    place = point(shown, 2, words.index("值班"))
    QTest.mouseDClick(shown.canvas, LEFT, pos=place)
    assert shown.selected_text == "值班的人要记在本子上"
    QTest.mouseClick(shown.canvas, LEFT, pos=place)
    assert shown.selected_text == words


def test_shift_and_click_select_up_to_there(shown: ReadingView, pages: Text) -> None:
    QTest.mouseClick(shown.canvas, LEFT, pos=point(shown, 1, 3))
    QTest.mouseClick(shown.canvas, LEFT, SHIFT, pos=point(shown, 2, 6))
    assert shown.selected_text == f"{pages.paragraphs[0].text[3:]}\n{pages.paragraphs[1].text[:6]}"


def test_the_wheel_scrolls_and_zooms(shown: ReadingView, qtbot: QtBot) -> None:
    def turn(modifiers: Qt.KeyboardModifier, pixels: int = 0) -> None:
        place = QPointF(50, 50)
        event = QWheelEvent(
            place,
            shown.canvas.mapToGlobal(place),
            QPoint(0, -pixels),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(shown.canvas, event)

    assert shown.page is not None
    turn(Qt.KeyboardModifier.NoModifier, pixels=37)
    assert shown.page.placed()[0].top == -37
    wanted: list[int] = []
    shown.zoom_wanted.connect(wanted.append)
    turn(CONTROL)
    assert wanted == [-1]
    assert shown.page.placed()[0].top == -37
    turn(Qt.KeyboardModifier.NoModifier)
    notch = round(3 * 18 * 1.75)
    qtbot.waitUntil(
        lambda: abs(shown.spot().offset + 37 + notch) <= 2 or shown.spot().paragraph > 1
    )


# The keys


def test_shift_and_arrows_select(shown: ReadingView, pages: Text) -> None:
    words = pages.paragraphs[0].text
    shown.select(Selection(Place(1, 3), Place(1, 3)))
    for _ in range(4):
        QTest.keyClick(shown, Key.Key_Right, SHIFT)
    assert shown.selected_text == words[3:7]
    QTest.keyClick(shown, Key.Key_Left, SHIFT)
    assert shown.selected_text == words[3:6]
    QTest.keyClick(shown, Key.Key_End, SHIFT)
    assert shown.page is not None
    line = shown.page.lines(0).span_of(0)
    assert shown.selected_text == words[3 : line[1] - 1]
    QTest.keyClick(shown, Key.Key_Home, SHIFT)
    assert shown.selected_text == words[0:3]
    QTest.keyClick(shown, Key.Key_Home, SHIFT | CONTROL)
    assert shown.selected_text == words[0:3]
    QTest.keyClick(shown, Key.Key_End, SHIFT | CONTROL)
    assert shown.selected_text.endswith(pages.paragraphs[-1].text)
    assert "第 60 段" in words_in_view(shown)


def test_down_and_up_come_back(shown: ReadingView) -> None:
    shown.set_caret_mode(True)
    shown.select(Selection(Place(1, 5), Place(1, 5)))
    for key in (Key.Key_Down,) * 9 + (Key.Key_Up,) * 9:
        QTest.keyClick(shown, key)
    assert shown.selection == Selection(Place(1, 5), Place(1, 5))
    QTest.keyClick(shown, Key.Key_PageDown)
    assert shown.selection is not None
    assert shown.selection.caret.paragraph > 1


def test_the_caret_passes_over_pairs_and_hidden_paragraphs(shown: ReadingView, pages: Text) -> None:
    words = pages.paragraphs[8].text
    shown.set_caret_mode(True)
    at = words.index("😀")
    shown.select(Selection(Place(9, at), Place(9, at)))
    QTest.keyClick(shown, Key.Key_Right, SHIFT)
    assert shown.selected_text == "😀"
    shown.select(Selection(Place(9, len(words)), Place(9, len(words))))
    QTest.keyClick(shown, Key.Key_Right)
    assert shown.selection == Selection(Place(11, 0), Place(11, 0))
    QTest.keyClick(shown, Key.Key_Left)
    assert shown.selection == Selection(Place(9, len(words)), Place(9, len(words)))


def test_without_the_caret_keys_scroll(shown: ReadingView) -> None:
    assert shown.page is not None
    QTest.keyClick(shown, Key.Key_Down)
    assert shown.page.placed()[0].top == -32
    QTest.keyClick(shown, Key.Key_Up)
    assert shown.page.placed()[0].top == 0
    QTest.keyClick(shown, Key.Key_Space)
    below = words_in_view(shown)
    QTest.keyClick(shown, Key.Key_Space, SHIFT)
    QTest.keyClick(shown, Key.Key_PageDown)
    assert words_in_view(shown) == below
    QTest.keyClick(shown, Key.Key_End)
    assert "第 60 段" in words_in_view(shown)
    QTest.keyClick(shown, Key.Key_Home)
    assert "第 1 段" in words_in_view(shown)
    assert shown.selection is None


def test_letters_are_taken_and_do_nothing(shown: ReadingView) -> None:
    before = shown.spot()
    for key in (Key.Key_A, Key.Key_1):
        QTest.keyClick(shown, key)
    QTest.keyClick(shown, Key.Key_Backspace)
    assert shown.spot() == before
    assert not shown.has_selection


def test_everything_is_selected_and_copied(shown: ReadingView, pages: Text) -> None:
    QTest.keyClick(shown, Key.Key_A, CONTROL)
    before = words_in_view(shown)
    QTest.keyClick(shown, Key.Key_C, CONTROL)
    expected = "\n".join(p.text for p in pages.paragraphs if p.kind is not Kind.JUNK)
    assert QGuiApplication.clipboard().text() == expected
    assert words_in_view(shown) == before


def test_the_caret_is_seen_only_where_it_is_of_use(shown: ReadingView) -> None:
    assert shown.marking.caret is None
    shown.set_caret_mode(True)
    assert shown.marking.caret == Place(1, 0)
    shown.clearFocus()
    assert shown.marking.caret is None
    shown.setFocus()
    shown.set_caret_mode(False)
    assert shown.marking.caret is None
    QTest.keyClick(shown, Key.Key_Right, SHIFT)
    assert shown.marking.caret == Place(1, 1)


def test_selected_lines_are_painted(shown: ReadingView, style: TextStyle) -> None:
    def rows() -> set[int]:
        picture = shown.canvas.grab().toImage()
        colour = style.colours["selection"].rgb()
        columns = range(60, 400, 7)
        return {
            y
            for y in range(picture.height())
            if any(picture.pixelColor(x, y).rgb() == colour for x in columns)
        }

    assert rows() == set()
    assert shown.text is not None
    shown.select(Selection(Place(1, 0), Place(1, len(shown.text.paragraphs[0].text))))
    found = rows()
    assert len(found) > 60
    # Without a gap between two lines.
    assert found == set(range(min(found), max(found) + 1))


# Copying


def two_places(text: Text) -> st.SearchStrategy[Selection]:
    places = st.sampled_from(text.paragraphs).flatmap(
        lambda p: st.integers(0, len(p.text)).map(lambda index: Place(p.number, index))
    )
    return st.builds(Selection, places, places)


MIXED = text_of(
    [
        Paragraph(1, Kind.HEADING, "题目<一>"),
        Paragraph(2, Kind.BODY, "𠮷林同志说：快。要稳。", bold=((6, 8),)),
        Paragraph(3, Kind.JUNK, "页脚"),
        Paragraph(4, Kind.TABLE, "姓名\t电话"),
        Paragraph(5, Kind.TABLE, "王\t1"),
        Paragraph(6, Kind.NOTE, "注：无。"),
        Paragraph(7, Kind.HEADING, "一、章"),
    ],
    [Section(1, "一、章", 7, 0, 3)],
)


@given(two_places(MIXED))
def test_copied_words_are_exactly_those_selected(selection: Selection) -> None:
    whole, offsets = "", {}
    for paragraph in MIXED.paragraphs:
        offsets[paragraph.number] = len(whole)
        whole += paragraph.text + "\n"
    first = offsets[selection.start.paragraph] + selection.start.index
    after = offsets[selection.end.paragraph] + selection.end.index
    expected = whole[first:after]
    copied = plain_text(MIXED, selection)
    if "页脚" not in expected and not {selection.start.paragraph, selection.end.paragraph} & {3}:
        assert copied == expected
    else:
        assert not set(copied) & set("页脚")


def test_html_keeps_headings_bold_words_and_tables() -> None:
    selection = Selection(Place(1, 0), Place(7, 3))
    assert html(MIXED, selection).splitlines() == [
        "<h1>题目&lt;一&gt;</h1>",
        '<p style="text-indent:2em">𠮷林同志说：<b>快。</b>要稳。</p>',
        "<table><tr><td>姓名</td><td>电话</td></tr><tr><td>王</td><td>1</td></tr></table>",
        "<p><small>注：无。</small></p>",
        "<h2>一、章</h2>",
    ]
    part = Selection(Place(2, 1), Place(2, 7))
    assert html(MIXED, part) == "<p>林同志说：<b>快</b></p>"


def test_very_many_paragraphs_are_copied_as_plain_text() -> None:
    text = text_of(body(*["一行"] * (MOST_HTML + 2)))
    data = as_mime(text, whole(text))
    assert data.text() == "\n".join(["一行"] * (MOST_HTML + 2))
    assert not data.hasHtml()


def test_very_long_selections_are_copied_as_plain_text() -> None:
    text = text_of(body("字" * 400_000))
    data = as_mime(text, Selection(Place(1, 0), Place(1, 400_000)))
    assert len(data.text()) == 400_000
    assert not data.hasHtml()


# Words and clauses


@pytest.mark.parametrize(
    ("text", "index", "taken"),
    [
        ("先说，再写。", 1, "先说"),
        ("先说，再写。", 3, "再写"),
        ("先说，再写。", 2, "，"),
        ("用 WPS2019 写", 4, "WPS2019"),
        ("用WPS写", 0, "用WPS写"),
        ("𠮷林，好", 0, "𠮷林"),
        ("好", 9, "好"),
        ("", 0, ""),
    ],
)
def test_what_a_double_click_takes(text: str, index: int, taken: str) -> None:
    start, end = word_at(text, index)
    assert text[start:end] == taken


@given(st.text("甲乙，。a1 ", max_size=20), st.integers(0, 20))
def test_clauses_lead_to_both_ends(text: str, index: int) -> None:
    index = min(index, len(text))
    place = index
    while place < len(text):
        following = clause_after(text, place)
        assert following > place
        place = following
    place = index
    while place > 0:
        previous = clause_before(text, place)
        assert previous < place
        place = previous
