"""目录: the outline of the document in the active pane."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from reader.documents.labels import section_label
from reader.documents.model import Passage, Section
from reader.messages import Translator
from reader.ui.choosing import Choice
from reader.workspace.text import Text

SECTION = Qt.ItemDataRole.UserRole


class ContentsPanel(QWidget):
    """Shows the sections as a tree and follows what is read."""

    passage_wanted = Signal(object)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._text: Text | None = None
        self._items: list[QTreeWidgetItem] = []
        self._silent = False
        self.tree = QTreeWidget()
        self.tree.setObjectName("contents_tree")
        self.tree.setAccessibleName(tr("目录"))
        self.tree.setHeaderHidden(True)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setIndentation(16)
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        Choice(self.tree).chosen.connect(lambda _: self._choose(self.tree.currentItem()))
        self.tree.itemClicked.connect(lambda item, _column: self._choose(item))
        self.tree.itemActivated.connect(lambda item, _column: self._choose(item))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tree)

    def set_text(self, text: Text | None) -> None:
        """Show the outline of a text."""
        if text is self._text:
            return
        self._silent = True
        self._text = text
        self._items = []
        self.tree.clear()
        if text is not None:
            self._fill(text)
        else:
            self._say(self._tr("打开一篇文献，这里就是它的目录"))
        self.tree.expandAll()
        self._silent = False

    def follow(self, paragraph: int) -> None:
        """Mark the section that a paragraph stands in, without going there."""
        if self._text is None:
            return
        found = None
        for section, item in zip(self._text.sections, self._items, strict=True):
            if section.paragraph > paragraph:
                break
            found = item
        current = self.tree.currentItem()
        if found is not None and current is not None:
            chosen: Section | None = current.data(0, SECTION)
            if chosen is not None and chosen.paragraph == paragraph:
                return
        self._silent = True
        if found is None:
            self.tree.setCurrentIndex(QModelIndex())
        else:
            self.tree.setCurrentItem(found)
        self._silent = False

    def current(self) -> Section | None:
        """The section that is marked."""
        item = self.tree.currentItem()
        section = item.data(0, SECTION) if item is not None else None
        return section if isinstance(section, Section) else None

    def select(self, section: Section | None) -> None:
        """Mark a section without going there."""
        item = next((i for i in self._items if i.data(0, SECTION) == section), None)
        self._silent = True
        if item is None:
            self.tree.setCurrentIndex(QModelIndex())
        else:
            self.tree.setCurrentItem(item)
        self._silent = False

    def _fill(self, text: Text) -> None:
        open_items: list[tuple[int, QTreeWidgetItem]] = []
        for section in text.sections:
            while open_items and open_items[-1][0] >= section.level:
                open_items.pop()
            label = section_label(section.title)
            item = QTreeWidgetItem([label])
            item.setToolTip(0, label)
            item.setData(0, SECTION, section)
            if open_items:
                open_items[-1][1].addChild(item)
            else:
                self.tree.addTopLevelItem(item)
            open_items.append((section.level, item))
            self._items.append(item)
        if not text.sections:
            self._say(self._tr("这篇文献没有小标题"))
            self._say(self._tr("用“文献 › 更正识别结果”可以标出标题"))

    def _say(self, words: str) -> None:
        item = QTreeWidgetItem([words])
        item.setToolTip(0, words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.tree.addTopLevelItem(item)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        section: Section | None = item.data(0, SECTION) if item is not None else None
        if section is None or self._text is None or self._silent:
            return
        words = self._text.paragraphs[section.paragraph - 1].text[section.start : section.end]
        document = self._text.record.document
        self.passage_wanted.emit(
            Passage(document, section.paragraph, section.start, section.end, words)
        )
