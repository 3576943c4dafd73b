"""The tool bar: the actions that are used all the time, around the search box."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from reader.messages import Translator
from reader.ui.actions import Actions
from reader.ui.naming import name_clear_button
from reader.ui.roving import Row
from reader.ui.tool_bars import ToolBar

ICON = QSize(18, 18)
# Of the search box, in pixels, and what its icons and margins take of that.
NARROWEST, WIDEST, ICONS = 160, 560, 80


class SearchBox(QLineEdit):
    """The box that everything is searched from; while empty it says so, with its keys if it can."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._keys = ""
        self.setObjectName("search_box")
        self.setAccessibleName(tr("搜索框"))
        name_clear_button(self, tr)
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hint()

    def set_keys(self, keys: str) -> None:
        """The keys by which one comes to it, as people write them."""
        self._keys = keys
        self._hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much of the hint as there is room for."""
        super().resizeEvent(event)
        self._hint()

    def _hint(self) -> None:
        tr = self._tr
        hints = [tr("搜索全部文献"), tr("搜索")]
        if self._keys:
            hints.insert(0, tr("搜索全部文献　{keys}", keys=self._keys))
        room = self.width() - ICONS
        fitting = (h for h in hints if self.fontMetrics().horizontalAdvance(h) <= room)
        self.setPlaceholderText(next(fitting, hints[-1]))
        self.setToolTip(hints[0])


def make_toolbar(actions: Actions, box: SearchBox, tr: Translator) -> ToolBar:
    """Lay out the tool bar; what has a menu and keys of its own is the first to give way."""
    toolbar = ToolBar(tr)
    toolbar.setWindowTitle(tr("工具栏"))
    toolbar.setObjectName("toolbar")
    toolbar.setMovable(False)
    toolbar.setIconSize(ICON)
    toolbar.toggleViewAction().setEnabled(False)
    before = Row(toolbar)
    before.add(actions.add_button(toolbar, "sidebar", "toggle_sidebar"))
    before.add(actions.add_button(toolbar, "back"))
    last = actions.add_button(toolbar, "forward")
    before.add(last)
    toolbar.add_spring()
    toolbar.add_part(box)
    search = actions["search"]
    search.changed.connect(lambda: _tell_keys(box, search))
    _tell_keys(box, search)
    toolbar.add_spring()
    after = Row(toolbar)
    imports = ("import_files", "import_folder", "paste_document")
    palettes = ("system", "light", "sepia", "dark", "contrast")
    buttons = (
        first := actions.add_button(toolbar, "split"),
        link := actions.add_button(toolbar, "link_panes"),
        compare := actions.add_button(toolbar, "compare_panes", "compare"),
        actions.add_button(toolbar, "add_bookmark"),
        importing := actions.add_menu_button(toolbar, "import", tr("导入"), "import", imports),
        palette := actions.add_menu_button(toolbar, "palette", tr("配色"), "palette", palettes),
        smaller := actions.add_button(toolbar, "smaller", "text_smaller"),
        larger := actions.add_button(toolbar, "larger", "text_larger"),
    )
    actions.finish_bar(toolbar, (palette, smaller, larger, importing, compare, link))
    for button in (*buttons, toolbar.more):
        after.add(button)
    # The box is older than the buttons before it.
    ToolBar.setTabOrder(last, box)
    ToolBar.setTabOrder(box, first)
    return toolbar


def _tell_keys(box: SearchBox, search: QAction) -> None:
    box.set_keys(search.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
