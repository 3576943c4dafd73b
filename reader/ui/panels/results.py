"""搜索: the hits of a query with exact totals, what they share, and where else to look."""

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.documents.model import Passage
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.cards import Card, CardList
from reader.ui.eliding import ElidedCombo
from reader.ui.naming import name_combo
from reader.ui.panels.facets import FacetTree
from reader.ui.panels.names import MOST_ROWS, ROWS_ABOVE_HITS, More, NamesList
from reader.ui.panels.scope_bar import Names, ScopeBar
from reader.workspace.model import (
    Facets,
    Match,
    MatchKind,
    SearchHit,
    SearchResults,
    SearchScope,
    Suggestion,
)
from reader.workspace.snippet import snippet

MOST_MATCHES = 5
# In a panel that is narrower (pixels) there is no button to keep a search.
NARROW = 240
# In one that is lower the names have a third of the height above the hits, else half of it.
LOW = 300
# What stands above all lists, about, in pixels.
HEAD = 100
# Above and below the rows of a list, and the least height that a list of hits has (pixels).
EDGE, LEAST_LIST = 4, 40
# What the scope menu offers; Finding knows what each of them means now.
THIS_DOCUMENT, THIS_THEME, ORIGINALS, THESE_RESULTS = "document", "theme", "originals", "results"
THIS_FOLDER = "folder"


def _as_is(_kind: str, key: str) -> str:
    return key


class ResultsPanel(QWidget):
    """Lists hits; asks for other searches by signals."""

    passage_wanted = Signal(object)
    passage_menu_wanted = Signal(object, QPoint)
    match_wanted = Signal(object)
    opened = Signal()
    order_changed = Signal()
    more_wanted = Signal()
    scope_changed = Signal(object)
    scope_wanted = Signal(str)
    query_wanted = Signal(str)
    narrow_wanted = Signal(str, str)
    facets_toggled = Signal(bool)
    keep_wanted = Signal()

    def __init__(self, appearance: Appearance, tr: Translator, names: Names = _as_is) -> None:
        super().__init__()
        self._tr = tr
        self._suggested: tuple[Suggestion, ...] = ()
        self._recent: tuple[Match, ...] = ()
        # The query that found no paragraph.
        self._nothing = ""
        self._idle = True
        self._scope = SearchScope()
        self._everywhere = QPushButton(tr("在全部文献中搜索"))
        self._everywhere.setObjectName("search_everywhere")
        self._everywhere.clicked.connect(lambda: self.scope_changed.emit(SearchScope()))
        self._summary = _label("search_summary")
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._suggestions = _label("search_suggestions")
        self._suggestions.setTextFormat(Qt.TextFormat.RichText)
        self._suggestions.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._suggestions.setContentsMargins(14, 4, 10, 0)
        self._suggestions.linkActivated.connect(self.query_wanted)
        self._order = self._make_order()
        self.filter_button = self._make_filter_button()
        self.keep_button = self._make_keep_button()
        self.scope_button = self._make_scope_button()
        self.scope_bar = ScopeBar(names, tr)
        self.scope_bar.changed.connect(self.scope_changed)
        self.matches = NamesList(appearance, tr)
        self.matches.chosen.connect(self._choose_match)
        self.matches.clicked.connect(lambda _index: self._run_command())
        self.matches.opened.connect(self._open_match)
        self.matches.grown.connect(self._fit_matches)
        self.facets = FacetTree(appearance, tr)
        self.facets.narrow_wanted.connect(self.narrow_wanted)
        self.facets.hide()
        self.list = CardList(appearance, 2)
        self.list.setObjectName("search_results")
        self.list.setAccessibleName(tr("搜索结果"))
        self.list.chosen.connect(self.passage_wanted)
        self.list.opened.connect(self.passage_wanted)
        self.list.opened.connect(lambda _key: self.opened.emit())
        self.list.menu_wanted.connect(self.passage_menu_wanted)
        self.list.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._lay_out()
        self.set_appearance(appearance)
        self.clear()

    @property
    def order(self) -> str:
        """relevance, date or title."""
        return str(self._order.currentData())

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self.list.set_appearance(appearance)
        self.matches.set_appearance(appearance)
        self.filter_button.setIcon(appearance.icon("filter", "muted", 16))
        self.keep_button.setIcon(appearance.icon("folder", "muted", 16))
        self.facets.set_appearance(appearance)
        self._accent = appearance.colours.values["accent"]
        self.show_suggestions(self._suggested)

    # What is shown

    def clear(self) -> None:
        """Say what can be searched for."""
        self._empty()
        self._summary.setText(
            self._tr("在上方搜索框中输入要找的文字；空格表示“并且”，OR 表示“或者”，-词 表示“不含”")
        )

        self._idle = True
        self._show_recent()

    def set_recent(self, places: Sequence[Match]) -> None:
        """Where the user was last: offered as long as nothing is searched for."""
        self._recent = tuple(places)
        # Whoever walks through the list has chosen one of them: it stays as it is meanwhile.
        if self._idle and not self.matches.hasFocus():
            self._show_recent()

    def _show_recent(self) -> None:
        """Their details are when that was."""
        cards = [
            Card(key=match, headline=match.name, badge=match.detail)
            for match in self._recent[:MOST_MATCHES]
        ]
        self.matches.set_cards(cards)
        self._fit_matches()

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the query."""
        self._empty()
        self._summary.setText(text)

    def show_results(self, results: SearchResults) -> None:
        """List the hits of a query."""
        if self._idle:
            self._idle = False
            self.show_matches(())
        self.list.set_cards([self._card(hit) for hit in results.hits], keep=True)
        self.show_suggestions(())
        self._nothing = "" if results.paragraphs else results.query
        self._fit_matches()
        if results.paragraphs:
            text = self._tr(
                "{paragraphs} 段　{occurrences} 处　{documents} 篇",
                paragraphs=f"{results.paragraphs:,}",
                occurrences=f"{results.occurrences:,}",
                documents=f"{results.documents:,}",
            )
        else:
            text = self._tr(
                "没有找到“{query}”\n可以少写几个字，用空格分开几个词，或用 OR 连接几种说法",
                query=results.query,
            )
            self._set_facets(None)
        self._summary.setText(text)
        self._everywhere.setVisible(not results.paragraphs and not self._scope.everywhere)

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer wording that the library does hold."""
        self._suggested = tuple(suggestions)
        links = self._tr("、").join(
            f'<a href="{escape(s.query)}" style="color:{self._accent};text-decoration:none">'
            f"{escape(s.wording)}</a>&nbsp;({s.paragraphs})"
            for s in suggestions
        )
        self._suggestions.setText(self._tr("资料库里有：{links}", links=links) if links else "")
        self._suggestions.setVisible(bool(links))

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Offer what has the name that was typed, by pinyin or initials too."""
        self.matches.show_names(matches)
        if matches and self._nothing:
            said = self._tr("正文中没有“{query}”，名称相符的有：", query=self._nothing)
            self._summary.setText(said)

    def say_gone(self, title: str) -> None:
        """A reference was pasted whose document is not there."""
        said = self._tr(
            "资料库里没有《{title}》：这篇文献没有导入、已经移出，或者改了标题", title=title
        )
        self._summary.setText(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow panel what a menu has too gives way; in a low one there are fewer names."""
        super().resizeEvent(event)
        self.keep_button.setVisible(self.width() >= NARROW)
        self._fit_matches()

    def _fit_matches(self) -> None:
        """All names are in view where there is room; the hits below them keep theirs."""
        count = self.matches.count()
        self.matches.setVisible(bool(count))
        if count:
            row = self.matches.sizeHintForRow(0)
            hits = bool(self.list.count())
            above = self.height() // 3 if self.height() < LOW else self.height() // 2
            room = max((above if hits else self.height() - HEAD) // row, 1)
            rows = min(count, ROWS_ABOVE_HITS if hits else MOST_ROWS, room)
            self.matches.setFixedHeight(rows * row + 2 * EDGE)

    def show_facets(self, facets: Facets) -> None:
        """Count what the found paragraphs share."""
        self._set_facets(facets)

    def show_scope(self, scope: SearchScope) -> None:
        """Show where the search looks."""
        self._scope = scope
        self.scope_bar.set_scope(scope)

    def _choose_match(self, key: object) -> None:
        """To mark a command does not run it yet: Enter or a click does."""
        if isinstance(key, More):
            self.matches.show_more(key.kind)
        elif isinstance(key, Match) and key.kind is not MatchKind.COMMAND:
            self.match_wanted.emit(key)

    def go_to(self, match: Match) -> None:
        """Go to what has a name, and on with the keyboard there."""
        self.match_wanted.emit(match)
        self.opened.emit()

    def _open_match(self, key: object) -> None:
        if isinstance(key, Match):
            self.go_to(key)
        else:
            self._choose_match(key)

    def _run_command(self) -> None:
        match = self.matches.current_key()
        if isinstance(match, Match) and match.kind is MatchKind.COMMAND:
            self.match_wanted.emit(match)

    def _empty(self) -> None:
        self._idle = False
        self._nothing = ""
        self._everywhere.hide()
        self.list.set_cards(())
        self._set_facets(None)
        self.show_suggestions(())
        self.show_matches(())

    def _card(self, hit: SearchHit) -> Card:
        piece, spans = snippet(hit.text, hit.spans)
        start, end = hit.spans[0] if hit.spans else (0, len(hit.text))
        return Card(
            key=Passage(hit.document, hit.paragraph, start, end, hit.text[start:end]),
            headline=hit.title,
            detail=piece,
            spans=spans,
            badge=self._tr("第 {number} 段", number=hit.paragraph),
        )

    def _scrolled(self, value: int) -> None:
        bar = self.list.verticalScrollBar()
        if bar.maximum() > 0 and value >= bar.maximum() - self.list.viewport().height():
            self.more_wanted.emit()

    # Parts

    def _make_order(self) -> QComboBox:
        tr = self._tr
        order = ElidedCombo()
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

    def _make_filter_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("search_filter")
        button.setCheckable(True)
        button.setAccessibleName(self._tr("筛选结果"))
        button.setToolTip(self._tr("按年份、来源、主题、文献筛选结果"))
        button.toggled.connect(self._toggle_facets)
        return button

    def _make_keep_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("keep_search")
        button.setAccessibleName(self._tr("存为文献夹"))
        button.setToolTip(self._tr("把这次搜索存为文献夹：其中总是符合条件的文献"))
        button.clicked.connect(self.keep_wanted)
        return button

    def _make_scope_button(self) -> QToolButton:
        tr = self._tr
        button = QToolButton()
        button.setObjectName("search_scope")
        button.setText(tr("范围"))
        button.setAccessibleName(tr("搜索范围"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        # Its word is short and would be cut in the middle: others give way.
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        menu = QMenu(button)
        menu.addAction(tr("全部文献"), lambda: self.scope_changed.emit(SearchScope()))
        menu.addSeparator()
        for text, kind in (
            (tr("只搜当前文献"), THIS_DOCUMENT),
            (tr("只搜当前文献夹"), THIS_FOLDER),
            (tr("只搜当前主题"), THIS_THEME),
            (tr("只搜原文"), ORIGINALS),
            (tr("在这些结果中搜索"), THESE_RESULTS),
        ):
            menu.addAction(text, partial(self.scope_wanted.emit, kind))
        button.setMenu(menu)
        return button

    def _set_facets(self, facets: Facets | None) -> None:
        self.facets.set_facets(facets)
        self._fit_facets()

    def _fit_facets(self) -> None:
        """They take no room where there is nothing to narrow down."""
        self.facets.setVisible(self.filter_button.isChecked() and not self.facets.empty)

    def _toggle_facets(self, on: bool) -> None:
        self._fit_facets()
        self.facets_toggled.emit(on)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(0, 4, 0, 2)
        top.addWidget(self._summary, 1)
        tools = QHBoxLayout()
        tools.setContentsMargins(1, 0, 12, 4)
        tools.setSpacing(4)
        tools.addWidget(self.scope_button)
        tools.addWidget(self.filter_button)
        tools.addWidget(self.keep_button)
        tools.addStretch(1)
        tools.addWidget(self._order)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.facets)
        splitter.addWidget(self.list)
        self.list.setMinimumHeight(LEAST_LIST)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(tools)
        layout.addWidget(self.scope_bar)
        layout.addWidget(self._suggestions)
        elsewhere = QHBoxLayout()
        elsewhere.setContentsMargins(12, 2, 12, 2)
        elsewhere.addWidget(self._everywhere)
        elsewhere.addStretch(1)
        layout.addLayout(elsewhere)
        layout.addSpacing(2)
        layout.addWidget(self.matches)
        layout.addWidget(splitter, 1)


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
