"""The contents that result: the documents of the file and the headings of each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from reader.documents.labels import section_label
from reader.documents.model import Document
from reader.messages import Translator
from reader.ui.choosing import Choice
from reader.ui.correcting.lines import Lines

PLACE = Qt.ItemDataRole.UserRole


class Outline(QTreeWidget):
    """Follows the list of paragraphs, and leads to its rows (`row_wanted`)."""

    row_wanted = Signal(int)

    def __init__(self, tr: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._tr = tr
        self._lines = Lines()
        self._items: dict[tuple[int, int], QTreeWidgetItem] = {}
        self._silent = False
        self.setObjectName("correction_outline")
        self.setAccessibleName(tr("更正后的目录"))
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        Choice(self).chosen.connect(lambda _: self._go(self.currentItem()))
        self.itemClicked.connect(lambda item, _column: self._go(item))

    def set_lines(self, lines: Lines) -> None:
        """Show the headings of other lines; made anew only where they are different."""
        same = _headings(lines) == _headings(self._lines)
        self._lines = lines
        if same:
            return
        self._silent = True
        self.setUpdatesEnabled(False)
        self.clear()
        self._items = {}
        roots = [self._root(number, document) for number, document in enumerate(lines.documents)]
        self.addTopLevelItems(roots)
        self.expandAll()
        self.setUpdatesEnabled(True)
        self._silent = False

    def follow(self, row: int) -> None:
        """Mark the heading that a row stands under."""
        section = self._lines.section_before(row)
        place = (self._lines.line(row).document, 0 if section is None else section.paragraph)
        item = self._items.get(place)
        if item is not None and item is not self.currentItem():
            self._silent = True
            self.setCurrentItem(item)
            self._silent = False

    def _root(self, number: int, document: Document) -> QTreeWidgetItem:
        root = QTreeWidgetItem([document.metadata.title])
        root.setToolTip(0, document.metadata.title)
        root.setData(0, PLACE, (number, 0))
        font = root.font(0)
        font.setBold(True)
        root.setFont(0, font)
        self._items[number, 0] = root
        above: list[tuple[int, QTreeWidgetItem]] = [(0, root)]
        for section in document.sections:
            label = section_label(section.title)
            item = QTreeWidgetItem([label])
            item.setToolTip(0, self._tr("{level} 级：{title}", level=section.level, title=label))
            item.setData(0, PLACE, (number, section.paragraph))
            while above[-1][0] >= section.level:
                above.pop()
            above[-1][1].addChild(item)
            above.append((section.level, item))
            self._items[number, section.paragraph] = item
        return root

    def _go(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._silent:
            document, paragraph = item.data(0, PLACE)
            self.row_wanted.emit(self._lines.row(document, paragraph))


def _headings(lines: Lines) -> list[tuple[object, ...]]:
    return [(document.metadata.title, document.sections) for document in lines.documents]
