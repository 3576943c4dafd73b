"""Where a search looks: each restriction is a button that takes it away again."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from reader.messages import Translator
from reader.ui.eliding import ELIDED, ElidedButton
from reader.ui.genres import genre_names
from reader.ui.panels.flow import FlowLayout
from reader.workspace.model import SearchScope

CROSS = "  ×"

Names = Callable[[str, str], str]


class RestrictionButton(ElidedButton):
    """A name with a cross; a long name is cut as far as there is no room for it."""

    def __init__(self, name: str) -> None:
        super().__init__(_label(name))
        self._name = name
        self.setObjectName("scope_restriction")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def cut(self, room: int) -> str:
        """As much of the name as there is room for, and the cross."""
        metrics = self.fontMetrics()
        return _label(
            metrics.elidedText(self._name, ELIDED, room - metrics.horizontalAdvance(CROSS))
        )


def _label(name: str) -> str:
    return f"{name}{CROSS}".replace("&", "&&")


class ScopeBar(QWidget):
    """Shows the restrictions of a scope; nothing where there is none.

    `names(kind, key)` gives the name of a document, folder or theme for its id.
    """

    changed = Signal(object)

    def __init__(self, names: Names, tr: Translator) -> None:
        super().__init__()
        self._names = names
        self._tr = tr
        self._layout = FlowLayout()
        self._layout.setContentsMargins(12, 0, 10, 6)
        self.setLayout(self._layout)
        self.set_scope(SearchScope())

    def set_scope(self, scope: SearchScope) -> None:
        """Show the restrictions of a scope."""
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text, without in self._restrictions(scope):
            self._layout.addWidget(self._button(text, without))
        self.setVisible(not scope.everywhere)
        self.updateGeometry()

    def _button(self, text: str, without: SearchScope) -> QPushButton:
        button = RestrictionButton(text)
        button.setToolTip(self._tr("去掉这个限制：{name}", name=text))
        button.setAccessibleName(self._tr("去掉这个限制：{name}", name=text))
        button.clicked.connect(lambda: self.changed.emit(without))
        return button

    def _restrictions(self, scope: SearchScope) -> list[tuple[str, SearchScope]]:
        tr = self._tr
        genres = genre_names(tr)
        unknown = tr("未注明")
        found: list[tuple[str, SearchScope]] = []
        for query in scope.within:
            rest = tuple(other for other in scope.within if other != query)
            text = tr("在“{query}”的结果中", query=query)
            found.append((text, replace(scope, within=rest)))
        for key in sorted(scope.collections):
            text = tr("文献夹：{name}", name=self._names("collections", key))
            found.append((text, replace(scope, collections=scope.collections - {key})))
        for key in sorted(scope.documents):
            text = tr("文献：{name}", name=self._names("documents", key))
            found.append((text, replace(scope, documents=scope.documents - {key})))
        for key in sorted(scope.themes):
            text = tr("主题：{name}", name=self._names("themes", key))
            found.append((text, replace(scope, themes=scope.themes - {key})))
        for genre in sorted(scope.genres):
            text = tr("类型：{name}", name=genres[genre])
            found.append((text, replace(scope, genres=scope.genres - {genre})))
        for key in sorted(scope.sources):
            text = tr("来源：{name}", name=key or unknown)
            found.append((text, replace(scope, sources=scope.sources - {key})))
        for key in sorted(scope.years):
            text = tr("年份：{name}", name=key or unknown)
            found.append((text, replace(scope, years=scope.years - {key})))
        return found
