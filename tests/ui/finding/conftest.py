"""A search box with its results, over a small library."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from reader.messages import Translator
from tests.ui.conftest import OpenLibrary
from tests.ui.finding.searching import Search


@pytest.fixture
def search(qtbot: QtBot, tr: Translator, open_library: OpenLibrary) -> Iterator[Search]:
    made = Search(qtbot, tr, open_library())
    yield made
    made.tasks.close()
    made.tasks.deleteLater()
