"""What assistive programs read of how words look: the same as what the page paints."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from pytestqt.qtbot import QtBot

from reader.documents.model import Kind, Paragraph, Passage, Section
from reader.messages import Translator
from reader.ui.reading.hooks import Tint
from reader.ui.reading.spoken import Speaker
from reader.ui.reading.spoken_looks import Layer, Look, cut
from reader.ui.reading.view import ReadingView
from reader.ui.typesetting import TextStyle
from tests.ui.conftest import WAIT_MS
from tests.ui.texts import text_of

WORDS = "保密：传递文件要登记𠮷，不得托人捎带。"
MANY = 300

spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda s: (min(s), max(s)))
changes = st.sampled_from(
    [Look.strong, partial(Look.on, ground="hit"), partial(Look.on, ground="old", line="through")]
)


@given(spans, st.lists(st.tuples(spans, changes), max_size=6))
def test_each_character_has_the_changes_that_lie_on_it(
    whole: tuple[int, int], layers: list[Layer]
) -> None:
    start, end = whole
    wanted = []
    for index in range(start, end):
        look = Look()
        for (first, after), change in layers:
            if first <= index < after:
                look = change(look)
        wanted.append(look)
    found = cut(whole, layers)
    assert [look for (first, after), look in found for _ in range(first, after)] == wanted
    edges = [edge for span, _ in found for edge in span]
    assert all(edges[at] == edges[at + 1] for at in range(1, len(edges) - 1, 2)), "no gaps"


@pytest.fixture
def view(qtbot: QtBot, style: TextStyle) -> ReadingView:
    made = ReadingView()
    qtbot.addWidget(made)
    made.resize(600, 400)
    paragraphs = [
        Paragraph(1, Kind.HEADING, "保密工作"),
        Paragraph(2, Kind.BODY, WORDS, bold=((0, 3),)),
        *(Paragraph(number, Kind.BODY, WORDS) for number in range(3, MANY + 1)),
    ]
    made.show_text(text_of(paragraphs, [Section(1, "保密工作", 1, 0, 4)]), style)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def speaker(view: ReadingView, tr: Translator, qtbot: QtBot) -> Speaker:
    made = Speaker(view, tr)
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, speaker: Speaker) -> None:
    """Wait until all words are dressed."""
    timers = speaker.findChildren(QTimer)
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in timers), timeout=WAIT_MS)


def format_of(speaker: Speaker, number: int, words: str) -> QTextCharFormat:
    """The format of some words of a paragraph, which has to be one."""
    document = speaker.widget.document()
    found = document.find(words, document.findBlockByNumber(number - 1).position())
    assert found.blockNumber() == number - 1
    cursor = QTextCursor(document)
    formats = []
    for position in range(found.selectionStart() + 1, found.selectionEnd() + 1):
        cursor.setPosition(position)
        formats.append(cursor.charFormat())
    assert all(one == formats[0] for one in formats), words
    return formats[0]


def test_headings_are_large_and_bold_and_lead_ins_bold(speaker: Speaker) -> None:
    heading, lead = format_of(speaker, 1, "工作"), format_of(speaker, 2, "保密：")
    body = format_of(speaker, 2, "传递")
    assert heading.fontWeight() == lead.fontWeight() == QFont.Weight.Bold
    assert body.fontWeight() == QFont.Weight.Normal
    assert heading.fontPointSize() > lead.fontPointSize() == body.fontPointSize() > 0


def test_words_far_out_of_view_have_their_marks(
    speaker: Speaker, view: ReadingView, qtbot: QtBot, style: TextStyle
) -> None:
    start = WORDS.index("托人")
    far = MANY - 1

    def tints(paragraph: Paragraph) -> list[Tint]:
        if paragraph.number != far:
            return []
        return [
            Tint(start, start + 2, "diff_removed", "diff_removed_mark", "through"),
            Tint(start + 2, start + 4, "diff_added", "diff_added_mark", "below"),
            Tint(0, 0, "diff_added", "diff_added_mark", "below"),
        ]

    view.set_tints(tints, {})
    view.canvas.repaint()
    settle(qtbot, speaker)
    removed, added = format_of(speaker, far, "托人"), format_of(speaker, far, "捎带")
    assert removed.fontStrikeOut()
    assert removed.background().color() == style.colours["diff_removed"]
    assert added.fontUnderline()
    assert not added.fontStrikeOut()
    assert added.background().color() == style.colours["diff_added"]
    assert not format_of(speaker, far, "不得").fontStrikeOut()
    view.set_tints(None, {})
    view.canvas.repaint()
    settle(qtbot, speaker)
    assert not format_of(speaker, far, "托人").fontStrikeOut()


def test_hits_bookmarks_and_what_was_found_have_their_grounds(
    speaker: Speaker, view: ReadingView, qtbot: QtBot, style: TextStyle
) -> None:
    def ground(number: int, words: str) -> str:
        brush = format_of(speaker, number, words).background()
        return brush.color().name() if brush.style().value else ""

    def hits(paragraph: Paragraph) -> list[tuple[int, int]]:
        at = paragraph.text.find("登记")
        return [(at, at + 2)] if at >= 0 else []

    values = style.colours.values
    view.set_marks({5: "到办公室去问"})
    view.set_hits(hits)
    view.canvas.repaint()
    settle(qtbot, speaker)
    assert ground(5, "传递文件") == values["mark_bookmark"]
    assert ground(5, "登记") == ground(MANY, "登记") == values["hit"]
    assert ground(MANY, "传递文件") == ""
    start = WORDS.index("登记")
    view.set_found(hits)
    view.bring(Passage("d1", 2, start, start + 2, "登记"))
    view.canvas.repaint()
    settle(qtbot, speaker)
    assert ground(2, "登记") == values["hit_current"]
    assert ground(3, "登记") == values["hit"]


def test_the_words_and_their_places_stay_as_they_are(
    speaker: Speaker, view: ReadingView, qtbot: QtBot
) -> None:
    before = speaker.widget.toPlainText()
    told: list[tuple[int, int, int]] = []
    speaker.widget.document().contentsChange.connect(lambda *change: told.append(change))
    view.set_hits(lambda _paragraph: [(0, 2)])
    view.canvas.repaint()
    settle(qtbot, speaker)
    assert told == [], "a mark is no change of the words"
    assert speaker.widget.toPlainText() == before
    page = view.page
    assert page is not None
    block = speaker.widget.document().findBlockByNumber(1)
    box = next(iter(page.boxes(2, 0, 1)))
    assert abs(block.layout().position().y() + block.layout().lineAt(0).y() - box.top()) < 2


def test_what_is_missing_in_a_paragraph_is_described(speaker: Speaker, view: ReadingView) -> None:
    missing = Tint(2, 2, "diff_added", "diff_added_mark", "below")
    view.set_tints(lambda p: [missing] if p.number == 1 else [], {})
    view.canvas.repaint()
    assert speaker.widget.accessibleDescription() == "1 级标题　本段有 1 处不同"


def test_a_heading_and_a_bookmark_are_described(speaker: Speaker, view: ReadingView) -> None:
    view.set_marks({1: "到办公室去问"})
    view.canvas.repaint()
    assert speaker.widget.accessibleDescription() == "1 级标题　书签：到办公室去问"
