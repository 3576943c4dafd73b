"""The list of the 文献 panel: documents that can be selected, dragged and put in order."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from reader.ui.appearance import Appearance
from reader.ui.card_model import CardModel, Index
from reader.ui.cards import CardList
from reader.ui.panels.collections import DOCUMENTS_TYPE, documents_data, dropped_documents

Flag = Qt.ItemFlag
Drop = QAbstractItemView.DropIndicatorPosition
Modifier = Qt.KeyboardModifier


class DocumentModel(CardModel):
    """Documents that can be dragged; between them others can be put where that makes sense."""

    def __init__(self) -> None:
        super().__init__()
        self.sortable = False

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What comes between two documents lands on neither."""
        if index.isValid():
            return super().flags(index) | Flag.ItemIsDragEnabled
        return Flag.ItemIsDropEnabled if self.sortable else Flag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        """Documents by their ids."""
        return [DOCUMENTS_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The documents that are dragged, from the top."""
        rows = sorted({index.row() for index in indexes})
        return documents_data([str(self.keys[row]) for row in rows])

    def supportedDropActions(self) -> Qt.DropAction:
        """They stay here whatever happens to them elsewhere."""
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


class DocumentList(CardList):
    """Named 文献. Several documents may be selected.

    `remove_wanted(documents)` is the Delete key; `arranged(documents, before)` puts documents
    before another one (None: at the end), by dragging or by Alt+Up and Alt+Down.
    """

    remove_wanted = Signal(object)
    arranged = Signal(object, object)

    def __init__(self, appearance: Appearance) -> None:
        self._documents = DocumentModel()
        super().__init__(appearance, 1, several=True, model=self._documents, least=0)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragEnabled(True)
        self.setDropIndicatorShown(True)

    def set_sortable(self, sortable: bool) -> None:
        """Whether the user may put the documents in order."""
        self._documents.sortable = sortable

    def selected(self) -> tuple[str, ...]:
        """The documents that are selected, from the top."""
        return tuple(str(key) for key in self.selected_keys())

    def meant(self, document: str) -> tuple[str, ...]:
        """What a menu on a document is about: all that are selected, if it is one of them."""
        selected = self.selected()
        return selected if document in selected else (document,)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks to take the selected documents out; with Alt the arrows move them."""
        selected, key = self.selected(), event.key()
        if key == Qt.Key.Key_Delete and selected:
            self.remove_wanted.emit(selected)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() & Modifier.AltModifier:
            self._shift(selected, 1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _shift(self, selected: Sequence[str], by: int) -> None:
        """Move the selected documents up or down by one place."""
        others = [str(key) for key in self.keys if key not in set(selected)]
        if not (self._documents.sortable and selected and others):
            return
        keys = [str(key) for key in self.keys]
        # The place among the others, of the first one that is selected.
        place = sum(key not in set(selected) for key in keys[: keys.index(selected[0])]) + by
        if 0 <= place <= len(others):
            self.arranged.emit(selected, others[place] if place < len(others) else None)

    # Drag and drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """What comes from elsewhere is for the window."""
        if event.source() is self and self._documents.sortable:
            super().dragEnterEvent(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which documents they would be put."""
        super().dragMoveEvent(event)
        if event.mimeData().hasFormat(DOCUMENTS_TYPE) and self._documents.sortable:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the new order; the list changes when it was kept."""
        if event.mimeData().hasFormat(DOCUMENTS_TYPE) and self._documents.sortable:
            index = self.indexAt(event.position().toPoint())
            below = self.dropIndicatorPosition() is Drop.BelowItem
            row = index.row() + below if index.isValid() else len(self.keys)
            moved = dropped_documents(event.mimeData())
            rest = [str(key) for key in self.keys[row:] if key not in moved]
            self.arranged.emit(moved, rest[0] if rest else None)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
