"""主题: the theme outline, and the passages of the theme that was chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.cards import Card, CardList
from reader.ui.choosing import Choice
from reader.workspace.model import Entry, ThemeCount
from reader.workspace.snippet import snippet

THEME = Qt.ItemDataRole.UserRole


class ThemesPanel(QWidget):
    """Shows the outline with the number of passages of each theme."""

    theme_wanted = Signal(str)
    passage_wanted = Signal(object)
    opened = Signal()
    passage_menu_wanted = Signal(object, QPoint)

    def __init__(self, appearance: Appearance, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._muted = appearance.colours["muted"]
        self._items: dict[str, QTreeWidgetItem] = {}
        self._chosen: str | None = None
        self._silent = False
        self.tree = QTreeWidget()
        self.tree.setObjectName("theme_tree")
        self.tree.setAccessibleName(tr("主题"))
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        Choice(self.tree).chosen.connect(lambda _: self._choose(self.tree.currentItem()))
        self.tree.itemClicked.connect(lambda item, _column: self._choose(item))
        self.tree.itemActivated.connect(lambda item, _column: self._choose(item))
        self._note = QLabel()
        self._note.setObjectName("panel_note")
        self._note.setWordWrap(True)
        self.entries = CardList(appearance, 2)
        self.entries.setObjectName("theme_entries")
        self.entries.setAccessibleName(tr("主题条目"))
        self.entries.chosen.connect(self.passage_wanted)
        self.entries.opened.connect(self.passage_wanted)
        self.entries.opened.connect(lambda _key: self.opened.emit())
        self.entries.menu_wanted.connect(self.passage_menu_wanted)
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(0)
        lower.addWidget(self._note)
        lower.addWidget(self.entries, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.tree)
        splitter.addWidget(below)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self._muted = appearance.colours["muted"]
        for item in self._items.values():
            item.setForeground(1, self._muted)
        self.entries.set_appearance(appearance)

    def set_themes(self, counts: Sequence[ThemeCount]) -> None:
        """Show an outline; what was open and chosen stays so."""
        if list(self._items) == [count.theme.id for count in counts]:
            for count in counts:
                self._items[count.theme.id].setText(1, _number(count.entries))
            return
        self._silent = True
        self.tree.clear()
        self._items = {}
        for count in counts:
            item = QTreeWidgetItem([count.theme.name, _number(count.entries)])
            item.setToolTip(0, count.theme.note or count.theme.name)
            item.setData(0, THEME, count.theme.id)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setForeground(1, self._muted)
            self._items[count.theme.id] = item
            parent = self._items.get(count.theme.parent or "")
            if parent is None:
                self.tree.addTopLevelItem(item)
            else:
                parent.addChild(item)
        self.tree.expandAll()
        self._silent = False
        if self._chosen is not None:
            self.select(self._chosen)

    def clear(self) -> None:
        """Show nothing: another library has another outline."""
        self._chosen = None
        self._items = {}
        self._silent = True
        self.tree.clear()
        self._silent = False
        self._note.clear()
        self.entries.set_cards(())

    def set_entries(self, name: str, note: str, entries: Sequence[Entry]) -> None:
        """List the passages of a theme."""
        heading = self._tr("{name}：{count} 段", name=name, count=len(entries))
        self._note.setText(f"{heading}\n{note}" if note else heading)
        self.entries.set_cards([self._card(entry) for entry in entries], keep=True)

    def current(self) -> str | None:
        """The theme that is chosen."""
        return self._chosen

    def name_of(self, theme: str) -> str | None:
        """The name of a theme of the outline."""
        item = self._items.get(theme)
        return None if item is None else item.text(0)

    def select(self, theme: str) -> None:
        """Mark a theme without asking for its passages; the outline may come later."""
        self._chosen = theme
        if theme in self._items:
            self._silent = True
            self.tree.setCurrentItem(self._items[theme])
            self._silent = False

    def unselect(self) -> None:
        """Mark no theme; the list of passages stays."""
        self._chosen = None
        self._silent = True
        self.tree.setCurrentIndex(QModelIndex())
        self._silent = False

    def _card(self, item: Entry) -> Card:
        passage = item.entry.passage
        piece, _ = snippet(passage.text, ())
        return Card(
            key=passage,
            headline=item.title,
            detail=piece,
            badge=self._tr("第 {number} 段", number=passage.paragraph),
            tip=self._tr("、").join(item.entry.reasons),
        )

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._silent:
            self._chosen = str(item.data(0, THEME))
            self.theme_wanted.emit(self._chosen)


def _number(count: int) -> str:
    return str(count) if count else ""
