"""The tool bar: the actions that are used all the time, around the search box."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolBar, QWidget

from reader.messages import Translator
from reader.ui.actions import Actions

ICON = QSize(18, 18)


def search_box(tr: Translator) -> QLineEdit:
    """The box that everything is searched from."""
    box = QLineEdit()
    box.setObjectName("search_box")
    box.setAccessibleName(tr("搜索框"))
    box.setPlaceholderText(tr("搜索全部文献"))
    box.setClearButtonEnabled(True)
    box.setMinimumWidth(160)
    box.setMaximumWidth(560)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def make_toolbar(actions: Actions, box: QLineEdit, tr: Translator) -> QToolBar:
    """Lay out the tool bar."""
    toolbar = QToolBar(tr("工具栏"))
    toolbar.setObjectName("toolbar")
    toolbar.setMovable(False)
    toolbar.setIconSize(ICON)
    toolbar.toggleViewAction().setEnabled(False)
    actions.add_button(toolbar, "sidebar", "toggle_sidebar")
    actions.add_button(toolbar, "back")
    actions.add_button(toolbar, "forward")
    toolbar.addWidget(_spring())
    toolbar.addWidget(box)
    search = actions["search"]
    search.changed.connect(lambda: _hint(box, search, tr))
    _hint(box, search, tr)
    toolbar.addWidget(_spring())
    actions.add_button(toolbar, "split")
    actions.add_button(toolbar, "link_panes")
    actions.add_button(toolbar, "add_bookmark")
    imports = ("import_files", "import_folder", "paste_document")
    actions.add_menu_button(toolbar, "import", tr("导入"), "import", imports)
    palettes = ("system", "light", "sepia", "dark", "contrast")
    actions.add_menu_button(toolbar, "palette", tr("配色"), "palette", palettes)
    actions.add_button(toolbar, "smaller", "text_smaller")
    actions.add_button(toolbar, "larger", "text_larger")
    return toolbar


def _hint(box: QLineEdit, search: QAction, tr: Translator) -> None:
    """Say what the empty box is for, and by which keys one comes to it."""
    keys = search.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    text = tr("搜索全部文献　{keys}", keys=keys) if keys else tr("搜索全部文献")
    box.setPlaceholderText(text)


def _spring() -> QWidget:
    spring = QWidget()
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spring
