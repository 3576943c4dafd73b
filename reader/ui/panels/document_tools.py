"""What stands around the list of the 文献 panel: its filter, its order, how many there are."""

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QToolButton

from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.eliding import FoldingCombo
from reader.ui.naming import name_clear_button, name_combo
from reader.ui.panels import arranging

ICON = QSize(16, 16)
# What the number of documents and the order beside it have around them, in pixels.
MARGINS = 40


class DocumentTools(QObject):
    """Rows of controls: `head` above all, `tree_row` above the tree, the rest above the list.

    Folded, the order and the button for a new folder stand in the head, as signs, and the number
    of documents is told by the filter: the rows that held them leave their room to the list.
    `filtered` tells that another filter is asked for, `order_changed` another order.
    """

    filtered = Signal()
    order_changed = Signal()

    def __init__(self, tr: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._tr = tr
        self._folded = False
        self._bare, self._empty = True, False
        self.filter = QLineEdit()
        self.filter.setObjectName("document_filter")
        self.filter.setAccessibleName(tr("筛选文献"))
        name_clear_button(self.filter, tr)
        self.filter.textChanged.connect(lambda _: self.filtered.emit())
        self.order_box = FoldingCombo()
        self.order_box.setObjectName("document_order")
        name_combo(self.order_box, tr("文献排序"))
        for name, key in arranging.orders(tr):
            self.order_box.addItem(name, key)
        self.order_box.currentIndexChanged.connect(lambda _: self.order_changed.emit())
        self.tree_button = _button("show_collections", tr("显示文献夹"))
        self.tree_button.setCheckable(True)
        self.new_button = _button("new_collection", tr("新建文献夹"))
        self.tree_button.toggled.connect(lambda _: self._place())
        self.lost_only = QCheckBox()
        self.lost_only.setObjectName("document_lost_only")
        self.lost_only.toggled.connect(lambda _: self.filtered.emit())
        self.lost_only.hide()
        self._count = QLabel()
        self._count.setObjectName("panel_note")
        self._count.setWordWrap(True)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._heading = QLabel(tr("文献夹"))
        self._heading.setObjectName("panel_note")
        self._lay_out()
        self._hint()

    def _lay_out(self) -> None:
        self.head, self.tree_row = QHBoxLayout(), QHBoxLayout()
        self.count_row, self.lost_row = QHBoxLayout(), QHBoxLayout()
        self.head.setContentsMargins(12, 10, 8, 0)
        self.head.setSpacing(4)
        self.head.addWidget(self.filter, 1)
        self.head.addWidget(self.tree_button)
        self.tree_row.setContentsMargins(0, 0, 8, 0)
        self.tree_row.addWidget(self._heading, 1)
        self.tree_row.addWidget(self.new_button)
        self.count_row.setContentsMargins(0, 4, 12, 4)
        self.count_row.setSpacing(0)
        self.count_row.addWidget(self._count, 1)
        self.count_row.addWidget(self.order_box)
        self.lost_row.setContentsMargins(12, 0, 12, 2)
        self.lost_row.addWidget(self.lost_only)

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self.tree_button.setIcon(appearance.icon("folder", "muted", 16))
        self.new_button.setIcon(appearance.icon("add", "muted", 16))
        self.order_box.set_sign(appearance.icon("sort", "muted", 16))

    # What is asked for

    @property
    def words(self) -> list[str]:
        """The words that a document must have."""
        return self.filter.text().casefold().split()

    @property
    def order(self) -> str:
        """The order chosen, to be kept with the session."""
        return str(self.order_box.currentData())

    def set_order(self, key: str) -> None:
        """Choose an order; one that there is not changes nothing."""
        index = self.order_box.findData(key)
        if index >= 0:
            self.order_box.setCurrentIndex(index)

    # What is told

    def offer_lost(self, count: int) -> bool:
        """Offer to show only what lost its file, where there is any; whether that is asked for."""
        self.lost_only.setText(self._tr("只看原文件已不在的 {count} 篇", count=count))
        self.lost_only.setVisible(bool(count))
        return bool(count) and self.lost_only.isChecked()

    def say(self, summary: str, bare: bool, empty: bool) -> None:
        """How many documents are listed; `bare`: none, `empty`: there is none in the library."""
        self._count.setText(summary)
        self._bare, self._empty = bare, empty
        self._show_count()
        self._hint()

    def fold(self, folded: bool, width: int) -> None:
        """Stand in fewer rows, or in all; `width` is that of the panel, in pixels.

        The order has what the number of documents leaves, a third of the width at least.
        """
        if folded != self._folded:
            self._folded = folded
            self._place()
            self._show_count()
            self._hint()
        count = self._count.fontMetrics().horizontalAdvance(self._count.text()) + MARGINS
        self.order_box.setMaximumWidth(max(width - count, width // 3))

    # Where it stands

    def _place(self) -> None:
        folded = self._folded
        self._heading.setVisible(not folded)
        if folded:
            self.head.insertWidget(1, self.order_box)
            self.head.addWidget(self.new_button)
        else:
            self.count_row.addWidget(self.order_box)
            self.tree_row.addWidget(self.new_button)
        self.new_button.setVisible(not folded or self.tree_button.isChecked())
        self.order_box.fold(folded)
        self.head.setContentsMargins(12, *((4, 8, 2) if folded else (10, 8, 0)))
        room = 0 if folded else 4
        self.count_row.setContentsMargins(0, room, 12, room)

    def _show_count(self) -> None:
        """Where no document is listed, it says what to do; folded, the filter has the number."""
        self._count.setVisible(not self._empty and (self._bare or not self._folded))

    def _hint(self) -> None:
        tr, summary = self._tr, self._count.text()
        hint = tr("按标题、作者、来源筛选")
        folded = self._folded and not self._bare
        self.filter.setPlaceholderText(tr("筛选：{summary}", summary=summary) if folded else hint)
        self.filter.setToolTip(f"{hint}\n{summary}" if folded else hint)


def _button(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setToolTip(text)
    button.setIconSize(ICON)
    return button
