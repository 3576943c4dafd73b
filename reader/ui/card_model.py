"""Cards, the entries of a list, and the model that holds them or makes those that are seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
TEXTS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


@dataclass(frozen=True, slots=True)
class Card:
    """One entry of a list. `spans` are marked in `detail`; `key` is what it stands for."""

    key: object
    headline: str
    detail: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    badge: str = ""
    tip: str = ""

    @property
    def spoken(self) -> str:
        """All that a person sees of it, as one text."""
        return "\n".join(part for part in (self.headline, self.detail, self.badge) if part)


class CardModel(QAbstractListModel):
    """Holds the cards of a list; those of a long list are made when they are looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: Sequence[object] = ()
        self._make: Callable[[object], Card] = _no_card
        self._cards: dict[int, Card] = {}
        self._rows: dict[object, int] = {}

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards."""
        self.set_keys([card.key for card in cards], _no_card)
        self._cards = dict(enumerate(cards))

    def set_keys(self, keys: Sequence[object], make: Callable[[object], Card]) -> None:
        """Show the cards that `make` gives for these keys."""
        self.beginResetModel()
        self._keys, self._make = keys, make
        self._cards, self._rows = {}, {}
        self.endResetModel()

    @property
    def keys(self) -> Sequence[object]:
        """What the cards stand for, row by row."""
        return self._keys

    def card(self, row: int) -> Card:
        """The card of a row."""
        if row not in self._cards:
            self._cards[row] = self._make(self._keys[row])
        return self._cards[row]

    def row_of(self, key: object) -> int | None:
        """The row of the first card that stands for `key`."""
        if not self._rows:
            last = len(self._keys) - 1
            self._rows = {k: last - row for row, k in enumerate(reversed(self._keys))}
        return self._rows.get(key)

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of cards."""
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a card for Qt and for screen readers."""
        if not index.isValid():
            return None
        if role not in TEXTS:
            return None
        card = self.card(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return card.spoken
        return card.tip or None


def _no_card(_key: object) -> Card:
    raise LookupError("every card of a short list is there")
