"""The sidebar: five panels behind a row of tabs."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.panels import DOCUMENTS
from reader.ui.panels.bookmarks import BookmarksPanel
from reader.ui.panels.contents import ContentsPanel
from reader.ui.panels.documents import DocumentsPanel
from reader.ui.panels.results import ResultsPanel
from reader.ui.panels.themes import ThemesPanel

STYLES = (
    Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
    Qt.ToolButtonStyle.ToolButtonTextOnly,
    Qt.ToolButtonStyle.ToolButtonIconOnly,
)
LEAST_HEIGHT, LEAST_WIDTH = 100, 200
ICONS = ("documents", "contents", "themes", "search", "bookmark")


class Sidebar(QFrame):
    """Holds the panels; `panel_changed` tells which one is in front."""

    panel_changed = Signal(int)

    def __init__(self, appearance: Appearance, tr: Translator) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAccessibleName(tr("侧栏"))
        self._tr = tr
        self.documents = DocumentsPanel(appearance, tr)
        self.contents = ContentsPanel(tr)
        self.themes = ThemesPanel(appearance, tr)
        self.results = ResultsPanel(appearance, tr, self._name)
        self.bookmarks = BookmarksPanel(appearance, tr)
        self._stack = QStackedWidget()
        # The panel that needs most should not make the window higher than a small screen.
        self._stack.setMinimumHeight(LEAST_HEIGHT)
        for panel in self.panels:
            self._stack.addWidget(panel)
        self._tabs = QButtonGroup(self)
        row = QWidget()
        row.setObjectName("tabs")
        tabs = QHBoxLayout(row)
        tabs.setContentsMargins(4, 0, 4, 0)
        tabs.setSpacing(0)
        names = (tr("文献"), tr("目录"), tr("主题"), tr("搜索"), tr("书签"))
        for number, name in enumerate(names):
            tabs.addWidget(self._tab(number, name))
        self._tabs.idToggled.connect(self._switch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(row)
        layout.addWidget(self._stack, 1)
        self.setMinimumWidth(LEAST_WIDTH)
        self.set_appearance(appearance)
        self._tabs.button(DOCUMENTS).setChecked(True)

    @property
    def panels(self) -> tuple[QWidget, ...]:
        """The panels in the order of their tabs."""
        return (self.documents, self.contents, self.themes, self.results, self.bookmarks)

    @property
    def panel(self) -> int:
        """The panel in front."""
        return self._stack.currentIndex()

    def show_panel(self, number: int) -> None:
        """Bring a panel to the front."""
        self._tabs.button(number).setChecked(True)

    def enter(self, number: int) -> bool:
        """Bring a panel to the front and the keyboard into it; False where it is there already."""
        panel = self.panels[number]
        if panel.isVisible() and panel.isAncestorOf(QApplication.focusWidget() or self):
            return False
        self.show_panel(number)
        views = (
            *(self.documents.list, self.contents.tree, self.themes.tree),
            *(self.results.list, self.bookmarks.tree),
        )
        views[number].setFocus()
        return True

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        for number, name in enumerate(ICONS):
            button = self._tabs.button(number)
            button.setIcon(appearance.icon(name, "muted", 16))
        self.documents.set_appearance(appearance)
        self.results.set_appearance(appearance)
        self.themes.set_appearance(appearance)
        self.bookmarks.set_appearance(appearance)

    def _name(self, kind: str, key: str) -> str:
        """What people call a document, a folder of documents or a theme."""
        names = {"documents": self.documents.title_of, "collections": self.documents.folder_name}
        name = names.get(kind, self.themes.name_of)(key)
        return name or (self._tr("已删除的文献夹") if kind == "collections" else key)

    def set_tip(self, number: int, tip: str) -> None:
        """What is told of a tab: its name with its keys."""
        self._tabs.button(number).setToolTip(tip)

    def _tab(self, number: int, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(name)
        button.setObjectName(f"tab_{number + 1}")
        button.setAccessibleName(name)
        button.setIconSize(QSize(16, 16))
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._tabs.addButton(button, number)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show icons and names, or names only, or icons only: as there is room."""
        super().resizeEvent(event)
        buttons = [b for b in self._tabs.buttons() if isinstance(b, QToolButton)]
        for style in STYLES:
            for button in buttons:
                button.setToolButtonStyle(style)
            if sum(button.sizeHint().width() for button in buttons) + 8 <= self.width():
                return

    def _switch(self, number: int, on: bool) -> None:
        if on:
            # The keyboard must not go through a page on its way: that would turn to it.
            if self._stack.isAncestorOf(QApplication.focusWidget() or self):
                self._tabs.button(number).setFocus()
            self._stack.setCurrentIndex(number)
            self.panel_changed.emit(number)
