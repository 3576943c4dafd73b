"""搜索: the hits of a query with exact totals, what they share, and where else to look."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reader.documents.model import Passage
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.card_model import Card
from reader.ui.cards import CardList
from reader.ui.panels.facets import FacetTree
from reader.ui.panels.names import MOST_ROWS, ROWS_ABOVE_HITS, More, NamesList
from reader.ui.panels.result_tools import ResultTools
from reader.ui.panels.result_words import ResultWords
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
# In a panel that is lower (pixels) the names have a third of the height above the hits, else half
# of it; and what is said about the hits stands in one row with the controls.
LOW = 300
# What stands above all lists, about, in pixels.
HEAD = 100
# Above and below the rows of a list, and the least height that a list of hits has (pixels).
EDGE, LEAST_LIST = 4, 40


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
        self._recent: tuple[Match, ...] = ()
        self._idle = True
        self._folded = False
        self._scope = SearchScope()
        self._words = words = ResultWords(tr, self)
        words.query_wanted.connect(self.query_wanted)
        words.everywhere_wanted.connect(self._search_everywhere)
        words.said.connect(self._fit)
        self._tools = tools = ResultTools(tr)
        self.filter_button, self.keep_button = tools.filter_button, tools.keep_button
        tools.everywhere_wanted.connect(self._search_everywhere)
        tools.scope_wanted.connect(self.scope_wanted)
        tools.filter_toggled.connect(self._toggle_facets)
        tools.keep_wanted.connect(self.keep_wanted)
        tools.order_changed.connect(self.order_changed)
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
        self.list = CardList(appearance, 2, least=1)
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
        return self._tools.order

    @property
    def words(self) -> str:
        """What it says of the search: totals, or that nothing was found and what is there."""
        return self._words.whole

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self.list.set_appearance(appearance)
        self.matches.set_appearance(appearance)
        self.facets.set_appearance(appearance)
        self._tools.set_appearance(appearance)

    # What is shown

    def clear(self) -> None:
        """Say what can be searched for."""
        self._empty()
        self._words.invite()
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
        self._words.say(text)

    def show_results(self, results: SearchResults) -> None:
        """List the hits of a query."""
        if self._idle:
            self._idle = False
            self.show_matches(())
        self.list.set_cards([self._card(hit) for hit in results.hits], keep=True)
        self._words.tell(results, not self._scope.everywhere)
        if not results.paragraphs:
            self._set_facets(None)

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer wording that the library does hold."""
        self._words.suggest(suggestions)

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Offer what has the name that was typed, by pinyin or initials too."""
        self.matches.show_names(matches)
        self.tell_names()

    def tell_names(self) -> None:
        """Where no text was found, say that it is names that were."""
        if self.matches.best is not None:
            self._words.tell_names(self.matches.best)

    def say_gone(self, title: str) -> None:
        """A reference was pasted whose document is not there."""
        self._words.say_gone(title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow panel what a menu has too gives way; in a low one there are fewer names."""
        super().resizeEvent(event)
        self._tools.fit(self.width())
        self.matches.tighten(self.height() < LOW)
        self._fit()

    def _fit(self) -> None:
        """In a low panel totals are said briefly, and beside the controls if there is room."""
        words, low = self._words.brief_width, self.height() < LOW
        folded = low and 0 < words <= self.width() - self._tools.least_width
        if folded != self._folded:
            self._folded = folded
            self._tools.fold(self._words.summary if folded else None)
            if not folded:
                self._top.insertWidget(0, self._words.summary)
        self._words.fold(low)
        self._fit_matches()

    def _fit_matches(self) -> None:
        """All names are in view where there is room; the hits below them keep theirs.

        In a low panel they give way to what narrows a search down, while that is open.
        """
        count = self.matches.count()
        if self.height() < LOW and not self.facets.isHidden():
            count = 0
        self.matches.setVisible(bool(count))
        if count:
            hits = bool(self.list.count())
            above = self.height() // 3 if self.height() < LOW else self.height() // 2
            room = above if hits else self.height() - HEAD
            most = min(count, ROWS_ABOVE_HITS if hits else MOST_ROWS)
            heights = list(accumulate(self.matches.sizeHintForRow(row) for row in range(most)))
            fitting = [height for height in heights if height <= room]
            self.matches.setFixedHeight((fitting or heights[:1])[-1] + 2 * EDGE)

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
        self._words.empty()
        self.list.set_cards(())
        self._set_facets(None)
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

    def _search_everywhere(self) -> None:
        self.scope_changed.emit(SearchScope())

    def _set_facets(self, facets: Facets | None) -> None:
        self.facets.set_facets(facets)
        self._fit_facets()

    def _fit_facets(self) -> None:
        """They take no room where there is nothing to narrow down."""
        self.facets.setVisible(self.filter_button.isChecked() and not self.facets.empty)
        self._fit_matches()

    def _toggle_facets(self, on: bool) -> None:
        self._fit_facets()
        self.facets_toggled.emit(on)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.facets)
        splitter.addWidget(self.list)
        self.list.setMinimumHeight(LEAST_LIST)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 2)
        self._top = QVBoxLayout()
        self._top.setContentsMargins(0, 4, 0, 2)
        self._top.addWidget(self._words.summary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._top)
        layout.addWidget(self._tools)
        layout.addWidget(self.scope_bar)
        layout.addWidget(self._words.suggestions)
        layout.addLayout(self._words.elsewhere)
        layout.addSpacing(2)
        layout.addWidget(self.matches)
        layout.addWidget(splitter, 1)
