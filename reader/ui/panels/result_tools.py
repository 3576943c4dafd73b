"""What the 搜索 panel offers above its hits: where to look, narrowing down, keeping, the order."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.eliding import FOLDED, FoldingCombo
from reader.ui.menus import hang_menu
from reader.ui.naming import name_combo

# In a panel that is narrower (pixels) there is no button to keep a search.
NARROW = 240
# Between the controls of the row; in and beside the words before them (pixels).
GAP, AROUND = 4, 30
# What the scope menu offers; Finding knows what each of them means now.
THIS_DOCUMENT, THIS_THEME, ORIGINALS, THESE_RESULTS = "document", "theme", "originals", "results"
THIS_FOLDER = "folder"


class ResultTools(QWidget):
    """One row of controls, with room for a few words at its beginning.

    `everywhere_wanted` asks for a search in all documents, `scope_wanted` for one in a part of
    them.
    """

    everywhere_wanted = Signal()
    scope_wanted = Signal(str)
    filter_toggled = Signal(bool)
    keep_wanted = Signal()
    order_changed = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.order_box = self._make_order()
        self.scope_button = self._make_scope_button()
        self.filter_button = self._button(
            "search_filter", tr("筛选结果"), tr("按年份、来源、主题、文献筛选结果")
        )
        self.filter_button.setCheckable(True)
        self.filter_button.toggled.connect(self.filter_toggled)
        self.keep_button = self._button(
            "keep_search", tr("存为文献夹"), tr("把这次搜索存为文献夹：其中总是符合条件的文献")
        )
        self.keep_button.clicked.connect(self.keep_wanted)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(1, 0, 12, 4)
        row.setSpacing(GAP)
        row.addWidget(self.scope_button)
        row.addWidget(self.filter_button)
        row.addWidget(self.keep_button)
        row.addStretch(1)
        row.addWidget(self.order_box)

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self.filter_button.setIcon(appearance.icon("filter", "muted", 16))
        self.keep_button.setIcon(appearance.icon("folder", "muted", 16))
        self.order_box.set_sign(appearance.icon("sort", "muted", 16))

    @property
    def order(self) -> str:
        """relevance, date or title."""
        return str(self.order_box.currentData())

    def fit(self, width: int) -> None:
        """In a narrow panel (pixels) what a menu has too gives way."""
        self.keep_button.setVisible(width >= NARROW)

    @property
    def least_width(self) -> int:
        """What the row takes with the order as a sign, and around the words, in pixels."""
        shown = [
            b for b in (self.scope_button, self.filter_button, self.keep_button) if not b.isHidden()
        ]
        return sum(button.sizeHint().width() + GAP for button in shown) + FOLDED + AROUND

    def fold(self, words: QWidget | None) -> None:
        """Let words stand at the beginning of the row, and the order be a sign; None: neither."""
        if words is not None:
            self._row.insertWidget(0, words, 1)
        self._row.setContentsMargins(*((0, 0, 12, 0) if words else (1, 0, 12, 4)))
        self.order_box.fold(words is not None)

    # Parts

    def _make_order(self) -> FoldingCombo:
        tr = self._tr
        order = FoldingCombo()
        order.setObjectName("search_order")
        name_combo(order, tr("结果排序"))
        for name, key in (
            (tr("相关"), "relevance"),
            (tr("日期"), "date"),
            (tr("标题"), "title"),
        ):
            order.addItem(name, key)
        order.currentIndexChanged.connect(lambda _: self.order_changed.emit())
        return order

    def _button(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        return button

    def _make_scope_button(self) -> QToolButton:
        tr = self._tr
        button = self._button("search_scope", tr("搜索范围"), "")
        button.setText(tr("范围"))
        # Its word is short and would be cut in the middle: others give way.
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        menu = QMenu(button)
        menu.addAction(tr("全部文献"), self.everywhere_wanted.emit)
        menu.addSeparator()
        for text, kind in (
            (tr("只搜当前文献"), THIS_DOCUMENT),
            (tr("只搜当前文献夹"), THIS_FOLDER),
            (tr("只搜当前主题"), THIS_THEME),
            (tr("只搜原文"), ORIGINALS),
            (tr("在这些结果中搜索"), THESE_RESULTS),
        ):
            menu.addAction(text, partial(self.scope_wanted.emit, kind))
        hang_menu(button, menu, button.accessibleName())
        return button
