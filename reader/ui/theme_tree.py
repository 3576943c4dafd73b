"""The theme outline as a tree, each theme with the number of its passages."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from reader.workspace.model import ThemeCount

THEME = Qt.ItemDataRole.UserRole


class ThemeTree(QTreeWidget):
    """Shows an outline; `items` are the themes by their ids."""

    def __init__(self, name: str, title: str) -> None:
        """`name` is the English name for outside programs, `title` what is read aloud."""
        super().__init__()
        self.items: dict[str, QTreeWidgetItem] = {}
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def show_themes(self, counts: Sequence[ThemeCount]) -> None:
        """Show these and nothing else, parents first, all of them open."""
        self.clear()
        for count in counts:
            item = theme_item(count)
            self.items[count.theme.id] = item
            above = self.items.get(count.theme.parent or "")
            if above is None:
                self.addTopLevelItem(item)
            else:
                above.addChild(item)
        self.expandAll()

    def clear(self) -> None:
        """Show nothing."""
        super().clear()
        self.items = {}

    def count_anew(self, counts: Sequence[ThemeCount]) -> bool:
        """Show other numbers of the same themes; False where these are others."""
        if list(self.items) != [count.theme.id for count in counts]:
            return False
        for count in counts:
            self.items[count.theme.id].setText(1, _number(count))
        return True

    def colour_numbers(self, colour: QColor) -> None:
        """Draw the numbers in this colour."""
        for item in self.items.values():
            item.setForeground(1, colour)


def theme_item(count: ThemeCount) -> QTreeWidgetItem:
    """A row of a theme, that is none of the outline yet."""
    item = QTreeWidgetItem([count.theme.name, _number(count)])
    item.setData(0, THEME, count.theme.id)
    item.setToolTip(0, count.theme.note or count.theme.name)
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def theme_of(item: QTreeWidgetItem) -> str:
    """The id of the theme in a row, "" for a row of something else."""
    return str(item.data(0, THEME) or "")


def _number(count: ThemeCount) -> str:
    return str(count.entries) if count.entries else ""
