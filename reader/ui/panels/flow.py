"""A layout for small buttons: one after another, in as many lines as they need."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem

# Between two widgets, and between two lines, in pixels.
GAP = 4


class FlowLayout(QLayout):
    """Lays widgets out in lines, like words; hidden ones take no room."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)

    def count(self) -> int:
        """The number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove one item."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that all lines take together."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """At least the widest item."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """At least the widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def setGeometry(self, box: QRect) -> None:
        """Lay the items out."""
        super().setGeometry(box)
        self._arrange(box, move=True)

    def _arrange(self, box: QRect, move: bool) -> int:
        whole, box = box, box.marginsRemoved(self.contentsMargins())
        left, top, height = box.left(), box.top(), 0
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(box.width(), 1000))
            if left > box.left() and left + size.width() > box.right() + 1:
                left, top, height = box.left(), top + height + GAP, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + GAP
            height = max(height, size.height())
        return top + height - whole.top() + self.contentsMargins().bottom()
