"""主题: the theme outline, and the passages of the theme that was chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.documents.model import Passage
from reader.library.model import Decision
from reader.messages import Translator
from reader.themes.model import EntryState, Theme
from reader.ui.appearance import Appearance
from reader.ui.card_model import Card
from reader.ui.cards import CardList
from reader.ui.choosing import Choice
from reader.ui.theme_tree import ThemeTree, theme_of
from reader.workspace.model import Entry, SetAside, ThemeCount
from reader.workspace.snippet import snippet

# In a panel that is lower (pixels) the note of a theme is its tool tip only.
LOW = 260
# How outline and passages share the height, and how they do in a low panel.
SHARE, LOW_SHARE = (3, 2), (1, 2)
# The least height of a list of passages, in pixels.
LEAST_LIST = 40


class ThemesPanel(QWidget):
    """Shows the outline with the number of passages of each theme."""

    theme_wanted = Signal(str)
    passage_wanted = Signal(object)
    opened = Signal()
    passage_menu_wanted = Signal(object, QPoint)
    lost_menu_wanted = Signal(object, QPoint)
    remove_wanted = Signal(object)
    entry_changed = Signal()

    def __init__(self, appearance: Appearance, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._muted = appearance.colours["muted"]
        self._chosen: str | None = None
        self._silent = False
        self._listed: Theme | None = None
        self._entries: tuple[Entry, ...] = ()
        self._set_aside = SetAside((), ())
        self._by_passage: dict[Passage, Entry] = {}
        self._leaving: tuple[int, Passage] | None = None
        self.tree = ThemeTree("theme_tree", tr("主题"))
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        Choice(self.tree).chosen.connect(lambda _: self._choose(self.tree.currentItem()))
        self.tree.itemClicked.connect(lambda item, _column: self._choose(item))
        self.tree.itemActivated.connect(lambda item, _column: self._choose(item))
        self._note = QLabel()
        self._note.setObjectName("panel_note")
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._said = "", ""
        self._low = False
        self.entries = self._make_entries(appearance)
        self.aside = QToolButton()
        self.aside.setObjectName("show_removed")
        self.aside.setCheckable(True)
        self.aside.setAutoRaise(True)
        self.aside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.aside.toggled.connect(lambda _on: self._show_entries())
        self.aside.hide()
        self._lay_out()

    def _make_entries(self, appearance: Appearance) -> CardList:
        entries = CardList(appearance, 2, least=1)
        entries.setObjectName("theme_entries")
        entries.setMinimumHeight(LEAST_LIST)
        entries.setAccessibleName(self._tr("主题条目"))
        entries.chosen.connect(self._go)
        entries.opened.connect(self._go)
        entries.opened.connect(lambda _key: self.opened.emit())
        entries.menu_wanted.connect(self._ask_menu)
        entries.selectionModel().selectionChanged.connect(
            lambda _now, _before: self.entry_changed.emit()
        )
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), entries)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove)
        return entries

    def _lay_out(self) -> None:
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(0)
        lower.addWidget(self._note)
        lower.addWidget(self.entries, 1)
        lower.addWidget(self.aside)
        splitter = self._splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.tree)
        splitter.addWidget(below)
        splitter.setStretchFactor(0, SHARE[0])
        splitter.setStretchFactor(1, SHARE[1])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self._muted = appearance.colours["muted"]
        self.tree.colour_numbers(self._muted)
        self.entries.set_appearance(appearance)

    def set_themes(self, counts: Sequence[ThemeCount]) -> None:
        """Show an outline; what was open and chosen stays so."""
        if self.tree.count_anew(counts):
            return
        self._silent = True
        self.tree.show_themes(counts)
        self.tree.colour_numbers(self._muted)
        self._silent = False
        if self._chosen is not None:
            self.select(self._chosen)

    def clear(self) -> None:
        """Show nothing: another library has another outline."""
        self._chosen = None
        self._silent = True
        self.tree.clear()
        self._silent = False
        self._said = "", ""
        self._say()
        self._listed = None
        self._entries, self._set_aside = (), SetAside((), ())
        self.aside.setChecked(False)
        self._show_entries()

    def set_entries(self, theme: Theme, entries: Sequence[Entry], aside: SetAside) -> None:
        """List the passages of a theme; what the user set aside is shown on demand."""
        self._listed = theme
        heading = self._tr("{name}：{count} 段", name=theme.name, count=len(entries))
        if not entries:
            heading += self._tr("\n资料库里还没有段落讲到它；导入新的文献以后会自动归类")
        self._said = heading, theme.note
        self._say()
        self._entries, self._set_aside = tuple(entries), aside
        self._show_entries()
        self._step_on()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low panel the note of the theme leaves its room to the passages, and more of it."""
        super().resizeEvent(event)
        self._say()
        low = self.height() < LOW
        if low != self._low:
            self._low = low
            share = LOW_SHARE if low else SHARE
            self._splitter.setSizes([self.height() * part for part in share])

    def _say(self) -> None:
        heading, note = self._said
        shown = note and self.height() >= LOW
        self._note.setText(f"{heading}\n{note}" if shown else heading)
        self._note.setToolTip(note)
        # The splitter would give the list less than the note needs.
        self._note.setMinimumHeight(max(self._note.heightForWidth(self.width()), 0))

    @property
    def listed(self) -> Theme | None:
        """The theme whose passages are listed; it need not be marked in the outline."""
        return self._listed

    @property
    def entry(self) -> Entry | None:
        """The entry that is chosen in the list; it may be one that was removed."""
        key = self.entries.current_key() if self.entries.selected_keys() else None
        return self._by_passage.get(key) if isinstance(key, Passage) else None

    def entry_of(self, passage: Passage) -> Entry | None:
        """The entry of a passage in the list."""
        return self._by_passage.get(passage)

    def remove(self) -> None:
        """Ask to take the chosen entry away; afterwards the next one is chosen."""
        entry, key = self.entry, self.entries.current_key()
        if entry is not None and entry.entry.state is not EntryState.REMOVED:
            self._leaving = self.entries.currentIndex().row(), entry.entry.passage
            self.remove_wanted.emit(entry)
        elif isinstance(key, Decision) and self.entries.selected_keys():
            self.remove_wanted.emit(key)

    def current(self) -> str | None:
        """The theme that is chosen."""
        return self._chosen

    def name_of(self, theme: str) -> str | None:
        """The name of a theme of the outline."""
        item = self.tree.items.get(theme)
        return None if item is None else item.text(0)

    def select(self, theme: str) -> None:
        """Mark a theme without asking for its passages; the outline may come later."""
        self._chosen = theme
        if theme in self.tree.items:
            self._silent = True
            self.tree.setCurrentItem(self.tree.items[theme])
            self._silent = False

    def unselect(self) -> None:
        """Mark no theme; the list of passages stays."""
        self._chosen = None
        self._silent = True
        self.tree.setCurrentIndex(QModelIndex())
        self._silent = False

    def _show_entries(self) -> None:
        """The entries, and below them those set aside where somebody wants to see them."""
        removed, lost = self._set_aside.removed, self._set_aside.lost
        if not self._set_aside:
            self.aside.setChecked(False)
        shown = self.aside.isChecked()
        listed = (*self._entries, *removed) if shown else self._entries
        self._by_passage = {item.entry.passage: item for item in listed}
        cards = [self._card(item) for item in listed]
        cards += [self._lost_card(decision) for decision in lost] if shown else []
        self.entries.set_cards(cards, keep=True)
        self.aside.setText(self._aside_words(len(removed), len(lost), shown))
        self.aside.setAccessibleName(self.aside.text())
        self.aside.setVisible(bool(self._set_aside))
        self.entry_changed.emit()

    def _aside_words(self, removed: int, lost: int, shown: bool) -> str:
        parts = []
        if removed:
            parts.append(self._tr("已排除 {count} 段", count=removed))
        if lost:
            parts.append(self._tr("{count} 处找不到原文", count=lost))
        parts.append(self._tr("隐藏") if shown else self._tr("显示"))
        return "　".join(parts)

    def _step_on(self) -> None:
        """After the chosen entry was taken away, go on with the one in its place."""
        leaving, self._leaving = self._leaving, None
        passages = [item.entry.passage for item in self._entries]
        if leaving is not None and passages and leaving[1] not in passages:
            key = passages[min(leaving[0], len(passages) - 1)]
            self.entries.select(key)
            self.passage_wanted.emit(key)

    def _go(self, key: object) -> None:
        if isinstance(key, Passage):
            self.passage_wanted.emit(key)

    def _ask_menu(self, key: object, place: QPoint) -> None:
        wanted = self.passage_menu_wanted if isinstance(key, Passage) else self.lost_menu_wanted
        wanted.emit(key, place)

    def _card(self, item: Entry) -> Card:
        passage, state = item.entry.passage, item.entry.state
        piece, _ = snippet(passage.text, ())
        number = self._tr("第 {number} 段", number=passage.paragraph)
        words = state_words(state, self._tr)
        return Card(
            key=passage,
            headline=item.title,
            detail=piece,
            badge=f"{words}　{number}" if words else number,
            tip=self._tr("、").join(item.entry.reasons) or words,
        )

    def _lost_card(self, decision: Decision) -> Card:
        piece, _ = snippet(decision.selector.exact, ())
        words = state_words(decision.state, self._tr)
        lost = self._tr("找不到原文")
        return Card(decision, decision.title, piece, badge=f"{words}　{lost}", tip=lost)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._silent:
            self._chosen = theme_of(item)
            self.theme_wanted.emit(self._chosen)


def state_words(state: EntryState, tr: Translator) -> str:
    """What the user decided on an entry; nothing for one that nobody decided on."""
    words = {
        EntryState.ADDED: tr("已归入"),
        EntryState.KEPT: tr("已确认"),
        EntryState.REMOVED: tr("已排除"),
    }
    return words.get(state, "")
