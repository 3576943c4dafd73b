"""归入主题: choosing a theme by its name, its pinyin or its initials, or in the outline."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.messages import Translator
from reader.ui.dialog import FittedDialog
from reader.ui.naming import name_clear_button
from reader.ui.theme_tree import ThemeTree, theme_item, theme_of
from reader.workspace.model import Match, ThemeCount

QUOTE_LENGTH = 120
SIZE = (420, 520)
MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ThemeChooser(FittedDialog):
    """Asks for a theme without blocking the window.

    `wanted(text)` asks whoever made it for the themes of that name, which come back through
    `show_found`; `chosen(id, name)` ends it. The keyboard stays in the search line: the arrow keys
    move in the tree, Enter takes what is marked there.
    """

    wanted = Signal(str)
    chosen = Signal(str, str)

    def __init__(
        self,
        words: str,
        themes: Sequence[ThemeCount],
        used: Sequence[str],
        tr: Translator,
        parent: QWidget,
    ) -> None:
        super().__init__("theme_chooser", tr("归入主题"), parent)
        self._waiting = self._accepting = False
        quote = QLabel(words if len(words) <= QUOTE_LENGTH else words[:QUOTE_LENGTH] + "…")
        quote.setObjectName("theme_chooser_quote")
        quote.setTextFormat(Qt.TextFormat.PlainText)
        quote.setWordWrap(True)
        self.search = QLineEdit()
        self.search.setObjectName("theme_search")
        self.search.setAccessibleName(tr("查找主题"))
        self.search.setPlaceholderText(tr("主题的名称、拼音或首字母"))
        name_clear_button(self.search, tr)
        self.search.textChanged.connect(self._look_up)
        self.search.installEventFilter(self)
        self.tree = ThemeTree("theme_choices", tr("选择主题"))
        self.tree.itemActivated.connect(lambda _item, _column: self.accept())
        self.tree.currentItemChanged.connect(lambda _now, _before: self._update())
        self._recent = QTreeWidgetItem([tr("最近用过"), ""])
        self._recent.setFlags(Qt.ItemFlag.ItemIsEnabled)
        buttons = QDialogButtonBox()
        self._take = buttons.addButton(tr("归入"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._take.setObjectName("theme_take")
        self._take.setDefault(True)
        self._take.clicked.connect(self.accept)
        drop = buttons.addButton(tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        drop.clicked.connect(self.reject)
        content = QVBoxLayout()
        content.addWidget(quote)
        content.addWidget(self.search)
        content.addWidget(self.tree, 1)
        self._fill(themes, used)
        self.lay_out(content, buttons, *SIZE)
        self.search.setFocus()

    def show_found(self, matches: Sequence[Match]) -> None:
        """Show the themes that were recognised, and what they stand under; mark the best."""
        self._waiting = False
        found = [match.key for match in matches if match.key in self.tree.items]
        self._show(set(found), bool(self.search.text().strip()))
        self._mark(self.tree.items[found[0]] if found else None)
        if self._accepting and found:
            self.accept()
        self._accepting = False

    def accept(self) -> None:
        """Take the theme that is marked; while the search is under way, the one it finds."""
        if self._waiting:
            self._accepting = True
            return
        theme = self._current()
        if theme:
            name = self.tree.items[theme].text(0)
            super().accept()
            self.chosen.emit(theme, name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the tree while somebody types."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in MOVING
        ):
            self.tree.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    # Inside

    def _fill(self, themes: Sequence[ThemeCount], used: Sequence[str]) -> None:
        self.tree.show_themes(themes)
        counts = {count.theme.id: count for count in themes}
        recent = [theme_item(counts[theme]) for theme in used if theme in counts]
        if recent:
            self.tree.insertTopLevelItem(0, self._recent)
            self._recent.addChildren(recent)
            self._recent.setExpanded(True)
            self.tree.setCurrentItem(recent[0])
        self._update()

    def _look_up(self, text: str) -> None:
        if text.strip():
            self._waiting = True
            self._update()
            self.wanted.emit(text)
        else:
            self._waiting = self._accepting = False
            self._show(set(self.tree.items), narrowed=False)
            self._mark(self._recent.child(0))

    def _mark(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            self.tree.setCurrentIndex(QModelIndex())
        else:
            self.tree.setCurrentItem(item)
            self.tree.scrollToItem(item)
        self._update()

    def _show(self, found: set[str], narrowed: bool) -> None:
        """Only these and what they stand under; the last ones used where nobody searches."""
        for item in self.tree.items.values():
            item.setHidden(narrowed)
        for theme in found:
            shown: QTreeWidgetItem | None = self.tree.items[theme]
            while shown is not None:
                shown.setHidden(False)
                shown = shown.parent()
        self._recent.setHidden(narrowed)

    def _current(self) -> str:
        item = self.tree.currentItem()
        return "" if item is None or item.isHidden() else theme_of(item)

    def _update(self) -> None:
        self._take.setEnabled(bool(self._current()) or self._waiting)
