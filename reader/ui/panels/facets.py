"""What the found paragraphs share: counts by document, theme, source and year, to narrow down."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem

from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.workspace.model import Facet, Facets, SearchScope

CHOICE = Qt.ItemDataRole.UserRole
# How many of a kind are listed; the search itself can be narrowed for the others.
LONGEST = 50

DOCUMENTS, THEMES, SOURCES, YEARS = "documents", "themes", "sources", "years"


def narrowed(scope: SearchScope, kind: str, key: str) -> SearchScope:
    """The scope with one more restriction of a kind."""
    if kind == DOCUMENTS:
        return replace(scope, documents=frozenset({key}))
    if kind == THEMES:
        return replace(scope, themes=frozenset({key}))
    if kind == SOURCES:
        return replace(scope, sources=frozenset({key}))
    return replace(scope, years=frozenset({key}))


class FacetTree(QTreeWidget):
    """Lists the facets of a search; choosing one asks to narrow the search down to it."""

    narrow_wanted = Signal(str, str)

    def __init__(self, appearance: Appearance, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._muted = appearance.colours["muted"]
        self._facets: list[QTreeWidgetItem] = []
        self.setObjectName("search_facets")
        self.setAccessibleName(tr("筛选"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemClicked.connect(lambda item, _column: self._choose(item))
        self.itemActivated.connect(lambda item, _column: self._choose(item))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to narrow down."""
        return self.topLevelItemCount() == 0

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self._muted = appearance.colours["muted"]
        for item in self._facets:
            item.setForeground(1, self._muted)

    def set_facets(self, facets: Facets | None) -> None:
        """Show the counts of a search; groups that were folded stay so."""
        folded = {str(group.data(0, CHOICE)) for group in self._groups() if not group.isExpanded()}
        self._facets = []
        self.clear()
        if facets is None:
            return
        unknown = self._tr("未注明")
        for kind, name, found in (
            (YEARS, self._tr("年份"), facets.years),
            (SOURCES, self._tr("来源"), facets.sources),
            (THEMES, self._tr("主题"), facets.themes),
            (DOCUMENTS, self._tr("文献"), facets.documents),
        ):
            if len(found) > 1 or (found and kind == THEMES):
                group = self._group(kind, name, found, unknown)
                group.setExpanded(kind not in folded)

    def _groups(self) -> list[QTreeWidgetItem]:
        items = map(self.topLevelItem, range(self.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _group(
        self, kind: str, name: str, facets: Sequence[Facet], unknown: str
    ) -> QTreeWidgetItem:
        group = QTreeWidgetItem([name, ""])
        group.setData(0, CHOICE, kind)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        for facet in facets[:LONGEST]:
            item = QTreeWidgetItem([facet.name or unknown, f"{facet.paragraphs:,}"])
            item.setToolTip(0, facet.name or unknown)
            item.setData(0, CHOICE, (kind, facet.key))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setForeground(1, self._muted)
            group.addChild(item)
            self._facets.append(item)
        self.addTopLevelItem(group)
        return group

    def _choose(self, item: QTreeWidgetItem) -> None:
        choice = item.data(0, CHOICE)
        if isinstance(choice, tuple | list):
            kind, key = choice
            self.narrow_wanted.emit(kind, key)
