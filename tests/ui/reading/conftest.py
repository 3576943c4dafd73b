"""A view on the screen, and texts for it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from reader.documents.model import Kind, Paragraph
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.reading.view import ReadingView
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text
from tests.ui.texts import body, text_of


@pytest.fixture
def look() -> Appearance:
    return Appearance(RESOURCES, "light")


@pytest.fixture
def style(look: Appearance) -> TextStyle:
    return TextStyle(18, look.colours)


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
