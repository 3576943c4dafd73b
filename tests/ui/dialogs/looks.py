"""What a person would find fault with in a dialog: what is cut, hidden or out of reach."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

from reader.ui.fitting import Scrolled
from reader.ui.pane_header import ElidedLabel

Field = QComboBox | QLineEdit | QAbstractSpinBox
STOPS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
# More than any dialog has.
MOST_STOPS = 120


def cut(dialog: QDialog) -> list[str]:
    """The words that have less room than they need, and are not shortened with a tip either."""
    return [
        f"{type(part).__name__} {part.objectName()} {part.size().toTuple()}"
        for part in _parts(dialog)
        if not _whole(part)
    ]


def hidden(dialog: QDialog) -> list[str]:
    """What sticks out of the dialog, or of what it stands in, and cannot be scrolled to."""
    return [
        f"{type(part).__name__} {part.objectName()}"
        for part in _parts(dialog)
        if not _reachable(part, dialog)
    ]


def feet(dialog: QDialog) -> list[QPushButton]:
    """The buttons that are never scrolled away."""
    return [
        part
        for part in dialog.findChildren(QPushButton)
        if part.isVisible() and not _inside(part, Scrolled, dialog)
    ]


def in_reach(button: QWidget, dialog: QDialog) -> bool:
    """Whether all of it is within the dialog."""
    return dialog.rect().contains(QRect(button.mapTo(dialog, QPoint()), button.size()))


def unreached(dialog: QDialog) -> list[str]:
    """The controls that the Tab key does not come to."""
    reached = set(_walk(dialog))
    return [
        f"{type(part).__name__} {part.objectName()}"
        for part in dialog.findChildren(QWidget)
        if isinstance(part, STOPS) and _wants_keys(part) and part not in reached
    ]


def _walk(dialog: QDialog) -> Iterator[QWidget]:
    first = QApplication.focusWidget()
    for _ in range(MOST_STOPS):
        part = QApplication.focusWidget()
        if part is None or part.window() is not dialog:
            return
        yield part
        QTest.keyClick(part, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is first:
            return


def _wants_keys(part: QWidget) -> bool:
    inner = isinstance(part.parentWidget(), (QComboBox, QAbstractSpinBox))
    tab = Qt.FocusPolicy.TabFocus.value
    return (
        part.isVisible()
        and part.isEnabled()
        and not inner
        and bool(part.focusPolicy().value & tab)
        and not _is_sign(part)
    )


def sideways(dialog: QDialog) -> list[str]:
    """What has to be scrolled sideways to be seen as a whole."""
    areas = (area for area in dialog.findChildren(Scrolled) if area.isVisible())
    return [
        f"{body.width()} in {area.viewport().width()}"
        for area in areas
        if (body := area.widget()) is not None and body.width() > area.viewport().width()
    ]


def _parts(dialog: QDialog) -> Iterator[QWidget]:
    kinds = (QLabel, QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox, QTabBar)
    for part in dialog.findChildren(QWidget):
        inner = isinstance(part.parentWidget(), (QComboBox, QAbstractSpinBox, QLineEdit, QTabBar))
        if isinstance(part, kinds) and part.isVisible() and not inner and not _is_sign(part):
            yield part


def _is_sign(part: QWidget) -> bool:
    """Qt's own button for what finds no room on a tool bar has no words."""
    return part.objectName() == "qt_toolbar_ext_button"


def _whole(part: QWidget) -> bool:
    if isinstance(part, ElidedLabel):
        return True
    if isinstance(part, QLabel) and part.wordWrap():
        return part.heightForWidth(part.width()) <= part.height()
    needed = part.minimumSizeHint() if isinstance(part, Field) else part.sizeHint()
    if isinstance(part, QTabBar):
        needed = part.minimumSizeHint()
    return needed.boundedTo(part.size()) == needed


def _reachable(part: QWidget, dialog: QDialog) -> bool:
    """Whether each ancestor has room for it, or scrolls."""
    above = part.parentWidget()
    while above is not None:
        grand = above.parentWidget()
        if isinstance(grand, QScrollArea) and above is grand.viewport():
            body = grand.widget()
            assert body is not None
            place = QRect(part.mapTo(body, QPoint()), part.size())
            if not body.rect().contains(place) or not _scrolls(grand, body):
                return False
            part = grand
            above = grand
        elif not above.rect().contains(QRect(part.mapTo(above, QPoint()), part.size())):
            return False
        if above is dialog:
            return True
        above = above.parentWidget()
    return False


def _scrolls(area: QScrollArea, body: QWidget) -> bool:
    def all_of(bar: QScrollBar, room: int, needed: int) -> bool:
        return needed <= room or bar.maximum() >= needed - room

    room = area.viewport().size()
    return all_of(area.verticalScrollBar(), room.height(), body.height()) and all_of(
        area.horizontalScrollBar(), room.width(), body.width()
    )


def _inside(part: QWidget, kind: type[QWidget], dialog: QDialog) -> bool:
    above = part.parentWidget()
    while above is not None and above is not dialog:
        if isinstance(above, kind):
            return True
        above = above.parentWidget()
    return False
