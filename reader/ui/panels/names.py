"""转到: names that somebody may have meant, by kind; to walk over them goes nowhere yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeyEvent

from reader.documents.model import Wording
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.card_model import Card
from reader.ui.cards import CardList
from reader.workspace.model import Match, MatchKind

# So many of a kind are listed at first: of all where there is one kind only, else of each.
MOST_ALONE, MOST_OF_EACH = 5, 3
# The rows that are in view: with hits of a search below them, and without.
ROWS_ABOVE_HITS, MOST_ROWS = 6, 14
# Of what was recognised in a name so many characters before it are shown, where it is long.
LONGEST, BEFORE = 14, 4


@dataclass(frozen=True, slots=True)
class More:
    """Stands for the further names of a kind."""

    kind: MatchKind


class NamesList(CardList):
    """Lists names, the kind with the best one first.

    A click, Enter and an accessibility action choose; the arrow keys only mark. `grown` tells
    that other rows are there now.
    """

    grown = Signal()

    def __init__(self, appearance: Appearance, tr: Translator) -> None:
        super().__init__(appearance, 1, snug=True)
        self._tr = tr
        self._matches: tuple[Match, ...] = ()
        self._whole: set[MatchKind] = set()
        self._walking = False
        self.setObjectName("lookup_results")
        self.setAccessibleName(tr("转到"))

    def show_names(self, matches: Sequence[Match]) -> None:
        """List these, of which the best comes first."""
        self._matches, self._whole = tuple(matches), set()
        self._fill()

    def show_more(self, kind: MatchKind) -> None:
        """List all names of a kind; the first of those that were not listed is marked."""
        shown = set(self.keys)
        self._whole.add(kind)
        self._fill()
        new = next((key for key in self.keys if key not in shown), None)
        if new is not None:
            self.select(new)

    @property
    def best(self) -> Match | None:
        """What fits best."""
        return self._matches[0] if self._matches else None

    def enter(self, last: bool = False) -> None:
        """Take the keyboard, and mark the first row, or the last one."""
        self.setFocus()
        if self.count():
            self._walk_to(self.model().index(self.count() - 1 if last else 0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys move the mark; Enter chooses."""
        before, self._walking = self._walking, True
        super().keyPressEvent(event)
        self._walking = before

    def _walk_to(self, index: QModelIndex) -> None:
        before, self._walking = self._walking, True
        self.setCurrentIndex(index)
        self._walking = before

    def _choose(self, index: QModelIndex) -> None:
        if not self._walking:
            super()._choose(index)

    def _fill(self) -> None:
        kinds = dict.fromkeys(match.kind for match in self._matches)
        most = MOST_OF_EACH if len(kinds) > 1 else MOST_ALONE
        cards: list[Card] = []
        for kind in kinds:
            names = [match for match in self._matches if match.kind is kind]
            # A row that stands for one name takes as much room as that name.
            whole = kind in self._whole or len(names) <= most + 1
            cards += [self._card(match) for match in (names if whole else names[:most])]
            if not whole:
                cards.append(self._more(kind, len(names) - most))
        self.set_cards(cards)
        self.grown.emit()

    def _card(self, match: Match) -> Card:
        first, second = _lines(match)
        tip = f"{first}\n{second}" if second else first
        start = _start(match) if first == match.name else 0
        headline = f"…{first[start:]}" if start else first
        return Card(key=match, headline=headline, detail=second, badge=self._badge(match), tip=tip)

    def _badge(self, match: Match) -> str:
        tr = self._tr
        if match.wording is Wording.GONE:
            return tr("转到该段") if match.passage is not None else tr("转到文献")
        if match.wording is Wording.ALTERED:
            return tr("转到改后处")
        kinds = {
            MatchKind.DOCUMENT: tr("转到文献"),
            MatchKind.THEME: tr("转到主题"),
            MatchKind.HEADING: tr("转到标题"),
            MatchKind.PASSAGE: tr("转到引用处"),
            MatchKind.COMMAND: tr("执行命令"),
        }
        return kinds[match.kind]

    def _more(self, kind: MatchKind, count: int) -> Card:
        tr = self._tr
        words = {
            MatchKind.DOCUMENT: tr("还有 {count} 篇文献…"),
            MatchKind.THEME: tr("还有 {count} 个主题…"),
            MatchKind.HEADING: tr("还有 {count} 个标题…"),
            MatchKind.PASSAGE: tr("还有 {count} 处…"),
            MatchKind.COMMAND: tr("还有 {count} 个命令…"),
        }
        return Card(key=More(kind), headline=words[kind].format(count=count))


def _lines(match: Match) -> tuple[str, str]:
    """A name and the document that it stands in; the document of a reference and its words."""
    if match.kind is MatchKind.PASSAGE and match.detail:
        return match.detail, " ".join(match.name.split())
    return match.name, match.detail


def _start(match: Match) -> int:
    """Where a long name is shown from, so that what was recognised in it can be seen."""
    start, end = match.spans[0] if match.spans else (0, 0)
    return max(start - BEFORE, 0) if end > LONGEST else 0
