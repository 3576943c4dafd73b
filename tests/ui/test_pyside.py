"""PySide6 itself: some builds drop a reference to None with every call that returns nothing.

PySide6 6.12.0 does so before Python 3.12, and a window dies after some thousand calls. The
versions are bounded in pyproject.toml; this is the test that they are bounded rightly.
"""

import sys

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QTextCursor, QTextDocument

CALLS = 1000
SLACK = 100
"""References to None that come and go by themselves; a fault is one for each call."""


def none_references_after(calls: int) -> int:
    """How many references to None a number of calls of each kind adds or drops."""
    thing, timer, action = QObject(), QTimer(), QAction()
    document = QTextDocument()
    cursor = QTextCursor(document)
    before = sys.getrefcount(None)
    for _ in range(calls):
        thing.setObjectName("name")
        timer.setInterval(5)
        action.setText("text")
        cursor.insertText("字")
    return sys.getrefcount(None) - before


@pytest.mark.usefixtures("qapp")
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_calls_that_return_nothing_keep_the_references_to_none() -> None:
    none_references_after(10)
    assert abs(none_references_after(CALLS)) < SLACK
