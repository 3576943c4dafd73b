"""Parts side by side that stand one below the other where there is no room beside each other."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSplitter, QWidget

from reader.ui.fitting import Scrolled

# Between columns, between a label and its field, between two columns of fields (pixels).
HANDLE, SPACING, BETWEEN = 7, 10, 16


class Columns(QSplitter):
    """Columns that the user may make wider; in a narrow window they are rows.

    It asks for the width of its widest part only, so that what holds it never needs to be scrolled
    sideways. A part that scrolls by itself has all of its height in rows: what is around them
    scrolls then.
    """

    def __init__(self, parts: Sequence[QWidget]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("columns")
        self.setHandleWidth(HANDLE)
        for part in parts:
            self.addWidget(part)
        self.setChildrenCollapsible(False)

    def minimumSizeHint(self) -> QSize:
        """As narrow as rows can be, and as high as the parts need as they stand now."""
        widest = max((part.minimumSizeHint().width() for part in self._parts()), default=0)
        stated = (0 if isinstance(p, Columns) else p.minimumWidth() for p in self._parts())
        return QSize(max(widest, *stated), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand as there is room."""
        self._turn()
        super().resizeEvent(event)

    @property
    def in_rows(self) -> bool:
        """Whether the parts stand one below the other."""
        return self.orientation() is Qt.Orientation.Vertical

    @property
    def beside_width(self) -> int:
        """What it takes to have all parts side by side, those of columns inside it too (pixels)."""
        parts = self._parts()
        return sum(map(_beside, parts)) + HANDLE * (len(parts) - 1)

    def _turn(self) -> None:
        rows = self.beside_width > self.width()
        for part in self._parts():
            if isinstance(part, Scrolled):
                part.set_whole(rows)
            elif isinstance(part, Columns):
                # Else the room would be shared so that these stand in rows.
                part.setMinimumWidth(0 if rows else part.beside_width)
        if rows != self.in_rows:
            self.setOrientation(Qt.Orientation.Vertical if rows else Qt.Orientation.Horizontal)
            self.updateGeometry()

    def _parts(self) -> list[QWidget]:
        parts = (self.widget(number) for number in range(self.count()))
        return [part for part in parts if part is not None and not part.isHidden()]


def _beside(part: QWidget) -> int:
    if isinstance(part, Columns):
        return part.beside_width
    return max(part.minimumSizeHint().width(), part.minimumWidth())


class Fields(QWidget):
    """Labels with their fields, in two columns of them, or in one where two have no room."""

    def __init__(self, rows: Sequence[tuple[QLabel, QWidget]]) -> None:
        super().__init__()
        self._rows = rows
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACING)
        self._place(2)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one column, and as high as it stands now."""
        return QSize(self._needed(1), self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand as there is room."""
        super().resizeEvent(event)
        self._place(2 if self.width() >= self._needed(2) else 1)

    def _needed(self, columns: int) -> int:
        """The width of so many columns, in pixels."""
        taken = 0
        for column in range(columns):
            rows = self._rows[column::columns]
            labels = (label.sizeHint().width() for label, _ in rows)
            fields = (
                max(field.minimumSizeHint().width(), field.minimumWidth()) for _, field in rows
            )
            taken += max(labels) + SPACING + max(fields)
        return taken + (columns - 1) * (BETWEEN + 2 * SPACING)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, (label, field) in enumerate(self._rows):
            row, column = divmod(number, columns)
            self._grid.addWidget(label, row, 3 * column)
            self._grid.addWidget(field, row, 3 * column + 1)
        two = columns == 2
        self._grid.setColumnMinimumWidth(2, BETWEEN if two else 0)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(4, 2 if two else 0)
        self.updateGeometry()
