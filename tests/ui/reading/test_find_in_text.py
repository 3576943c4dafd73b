"""Finding words in a text: as you type, counted, walked through, and back."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.documents.model import Kind, Paragraph, Passage
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.reading.find_bar import ROOMY
from reader.ui.reading.find_in_text import FindInText
from reader.ui.reading.occurrences import first_from, occurrences, place_of, quoted
from reader.ui.reading.places import Place, Spot
from reader.ui.reading.view import ReadingView
from reader.ui.tasks import TaskRunner
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text
from tests.ui.reading.pages import marked, select_words, words_in_view
from tests.ui.texts import body, text_of

Spans = tuple[tuple[int, int], ...]


def literal(text: str, words: str) -> Spans:
    """The spans of words, found in the simplest way."""
    size = len(words)
    return tuple((i, i + size) for i in range(len(text)) if size and text.startswith(words, i))


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.close()
    runner.deleteLater()


@pytest.fixture
def asked() -> list[str]:
    """The queries that the workspace is asked for."""
    return []


@pytest.fixture
def finder(
    view: ReadingView,
    tasks: TaskRunner,
    look: Appearance,
    tr: Translator,
    pages: Text,
    style: TextStyle,
    asked: list[str],
    qtbot: QtBot,
) -> FindInText:
    def highlighter(query: str) -> Callable[[str], Spans]:
        asked.append(query)
        words = query[1:-1].replace('""', '"')
        return lambda text: literal(text, words)

    view.show_text(pages, style)
    made = FindInText(view, tasks, highlighter, look, tr)
    made.bar.resize(ROOMY, made.bar.height())
    qtbot.addWidget(made.bar)
    made.open_bar()
    return made


def type_words(finder: FindInText, words: str, qtbot: QtBot) -> None:
    finder.bar.box.setText(words)
    qtbot.waitUntil(lambda: finder.bar.count.text() not in ("", "正在查找…"))


def current(view: ReadingView) -> Passage:
    assert view.marking.current is not None
    return view.marking.current


def test_words_are_found_as_they_are_typed(
    finder: FindInText, view: ReadingView, qtbot: QtBot
) -> None:
    type_words(finder, "第 30 件", qtbot)
    assert finder.bar.count.text() == "1 / 3"
    assert "第 30 件" in words_in_view(view)
    assert set(marked(view)) == {"第 30 件"}
    assert len(view.bar.rows()["hit_tick"]) >= 1
    type_words(finder, "值班", qtbot)
    assert finder.bar.count.text() == "1 / 177"


def test_words_are_literal_whatever_they_hold(
    finder: FindInText, asked: list[str], qtbot: QtBot
) -> None:
    type_words(finder, '-说 "好" OR', qtbot)
    assert asked[-1] == '"-说 ""好"" OR"'
    assert finder.bar.count.text() == "没有找到"


def test_nothing_found_stays_where_it_was(
    finder: FindInText, view: ReadingView, qtbot: QtBot
) -> None:
    before = view.spot()
    type_words(finder, "第 50 件", qtbot)
    assert view.spot() != before
    type_words(finder, "第 50 件宇宙", qtbot)
    assert finder.bar.count.text() == "没有找到"
    assert view.spot() == before
    assert marked(view) == []


def test_where_there_is_little_room_it_counts_to_none(
    finder: FindInText, view: ReadingView, qtbot: QtBot
) -> None:
    type_words(finder, "宇宙", qtbot)
    finder.bar.resize(ROOMY - 1, finder.bar.height())
    assert finder.bar.count.text() == "0 / 0"
    finder.bar.resize(ROOMY, finder.bar.height())
    assert finder.bar.count.text() == "没有找到"


def test_enter_goes_on_and_around(finder: FindInText, view: ReadingView, qtbot: QtBot) -> None:
    type_words(finder, "第 59 件", qtbot)
    box, seen = finder.bar.box, []
    for key in (Qt.KeyboardModifier.NoModifier,) * 3 + (Qt.KeyboardModifier.ShiftModifier,) * 2:
        QTest.keyClick(box, Qt.Key.Key_Return, key)
        seen.append(finder.bar.count.text())
    assert seen == ["2 / 3", "3 / 3", "1 / 3", "3 / 3", "2 / 3"]
    assert current(view).text == "第 59 件"


def test_escape_returns_to_where_it_was_begun(
    finder: FindInText, view: ReadingView, qtbot: QtBot
) -> None:
    before = view.spot()
    type_words(finder, "第 50 件", qtbot)
    QTest.keyClick(finder.bar.box, Qt.Key.Key_Escape)
    assert finder.bar.isHidden()
    assert view.spot() == before
    assert marked(view) == []
    assert view.window().focusWidget() is view


def test_who_went_on_stays_and_can_go_back(
    finder: FindInText, view: ReadingView, qtbot: QtBot
) -> None:
    came: list[tuple[Passage, Spot]] = []
    finder.arrived.connect(lambda passage, spot: came.append((passage, spot)))
    before = view.spot()
    type_words(finder, "第 50 件", qtbot)
    finder.step(1)
    finder.step(1)
    QTest.keyClick(finder.bar.box, Qt.Key.Key_Escape)
    assert "第 50 件" in words_in_view(view)
    assert [(passage.paragraph, spot) for passage, spot in came] == [(50, before)]
    assert view.selected_text == "第 50 件"


def test_who_only_looked_keeps_what_was_selected(
    finder: FindInText, view: ReadingView, qtbot: QtBot
) -> None:
    finder.close_bar(back=True)
    select_words(view, "第 3 件事")
    finder.open_bar()
    type_words(finder, "第 50 件", qtbot)
    QTest.keyClick(finder.bar.box, Qt.Key.Key_Escape)
    assert view.selected_text == "第 3 件事"


def test_selected_words_are_looked_for(finder: FindInText, view: ReadingView, qtbot: QtBot) -> None:
    finder.close_bar(back=True)
    select_words(view, "第 20 件事")
    finder.open_bar()
    assert finder.bar.box.text() == "第 20 件事"
    qtbot.waitUntil(lambda: finder.bar.count.text() == "1 / 3")


def test_step_without_the_bar_asks_for_words(
    finder: FindInText, view: ReadingView, qtbot: QtBot
) -> None:
    type_words(finder, "第 7 件", qtbot)
    finder.close_bar(back=True)
    assert marked(view) == []
    finder.step(1)
    assert not finder.bar.isHidden()
    qtbot.waitUntil(lambda: finder.bar.count.text() == "1 / 3")


def test_another_text_is_searched_for_the_same_words(
    finder: FindInText, view: ReadingView, style: TextStyle, qtbot: QtBot
) -> None:
    type_words(finder, "值班", qtbot)
    view.show_text(text_of(body("没有", "值班的人")), style)
    finder.text_changed()
    qtbot.waitUntil(lambda: finder.bar.count.text() == "1 / 1")
    assert marked(view) == ["值班", "值班"]


def test_the_hits_of_the_library_wait_meanwhile(
    finder: FindInText, view: ReadingView, qtbot: QtBot
) -> None:
    view.set_hits(lambda paragraph: literal(paragraph.text, "本子"))
    assert set(marked(view)) == {"本子"}
    type_words(finder, "值班", qtbot)
    assert set(marked(view)) == {"值班"}
    finder.close_bar(back=True)
    assert set(marked(view)) == {"本子"}


# The occurrences, against a plain oracle

TEXTS = st.lists(st.tuples(st.booleans(), st.text("甲乙丙", max_size=12)), min_size=1, max_size=8)


def never() -> bool:
    return False


@given(TEXTS, st.text("甲乙", min_size=1, max_size=2), st.data())
def test_occurrences_and_the_first_from_a_place(
    items: list[tuple[bool, str]], words: str, data: st.DataObject
) -> None:
    paragraphs = [
        Paragraph(number, Kind.JUNK if junk else Kind.BODY, text)
        for number, (junk, text) in enumerate(items, 1)
    ]
    text = text_of(paragraphs)

    def spans(paragraph: Paragraph) -> Spans:
        return literal(paragraph.text, words)

    expected = [
        Place(p.number, start)
        for p in paragraphs
        if p.kind is not Kind.JUNK
        for start, _ in spans(p)
    ]
    found = occurrences(text, spans, never)
    assert [place_of(passage) for passage in found] == expected
    assert {passage.text for passage in found} <= {words}
    number = data.draw(st.integers(1, len(paragraphs)))
    place = Place(number, data.draw(st.integers(0, len(paragraphs[number - 1].text))))
    first = first_from(text, place, spans, never)
    in_turn = [other for other in expected if other >= place] + expected
    assert ([] if first is None else [place_of(first)]) == in_turn[:1]


def test_a_cancelled_look_ends() -> None:
    text = text_of(body("甲", "甲", "甲"))
    assert occurrences(text, lambda p: literal(p.text, "甲"), lambda: True) == []
    assert first_from(text, Place(1, 0), lambda p: literal(p.text, "甲"), lambda: True) is None


def test_quotes_are_doubled() -> None:
    assert quoted('他说"好"') == '"他说""好"""'
