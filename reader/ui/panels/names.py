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
# Characters of a heading and of its document that a row has room for.
LONGEST_HEADING, LONGEST_TITLE = 9, 7


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
        super().__init__(appearance, 0)
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
        name = _named(match)
        return Card(key=match, headline=_short(match), badge=self._badge(match), tip=name)

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


def _named(match: Match) -> str:
    if match.kind is MatchKind.PASSAGE:
        return f"{match.detail} › {match.name}" if match.detail else match.name
    return f"{match.name} ‹ {match.detail}" if match.detail else match.name


def _short(match: Match) -> str:
    """A heading is cut so that the title of its document can be read beside it."""
    if match.kind is not MatchKind.HEADING or not match.detail:
        return _named(match)
    name, title = match.name, match.detail
    if len(name) > LONGEST_HEADING:
        start, end = match.spans[0] if match.spans else (0, 0)
        first = 0 if end <= LONGEST_HEADING else max(min(start - 1, len(name) - LONGEST_HEADING), 0)
        piece = name[first : first + LONGEST_HEADING]
        rest = "…" if first + LONGEST_HEADING < len(name) else ""
        name = f"{'…' if first else ''}{piece}{rest}"
    if len(title) > LONGEST_TITLE:
        title = title[: LONGEST_TITLE - 1] + "…"
    return f"{name} ‹ {title}"
