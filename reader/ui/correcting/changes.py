"""已作的更正: what was corrected, one by one; each can be taken back by itself."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from reader.documents.corrections import Correction
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.choosing import Choice
from reader.ui.correcting.steps import View, row_of
from reader.ui.correcting.wording import describe

HINT = QSize(200, 90)
Index = QModelIndex | QPersistentModelIndex
TEXTS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class ChangesModel(QAbstractListModel):
    """The corrections of what is shown, the latest first; put into words when looked at."""

    def __init__(self, appearance: Appearance, tr: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._tr = tr
        self.appearance = appearance
        self.view: View | None = None

    def set_view(self, view: View) -> None:
        """List other corrections."""
        self.beginResetModel()
        self.view = view
        self.endResetModel()

    def correction(self, row: int) -> Correction | None:
        """What is listed in a row."""
        made = () if self.view is None else self.view.corrections
        return made[len(made) - 1 - row] if 0 <= row < len(made) else None

    def row_of(self, correction: Correction) -> int | None:
        """Where a correction is listed."""
        made = () if self.view is None else self.view.corrections
        return len(made) - 1 - made.index(correction) if correction in made else None

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of corrections."""
        inside = parent is not None and parent.isValid()
        return 0 if inside or self.view is None else len(self.view.corrections)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a correction does; one that no longer finds its place says so, in a colour."""
        correction = self.correction(index.row()) if index.isValid() else None
        if correction is None or self.view is None:
            return None
        lost = correction in self.view.lost
        if role in TEXTS:
            text = describe(correction, self._tr)
            return self._tr("找不到原处：{correction}", correction=text) if lost else text
        if role == Qt.ItemDataRole.ForegroundRole and lost:
            return self.appearance.colours["warning"]
        return None


class ChangesList(QListView):
    """`drop_wanted(corrections)` takes some back; `row_wanted` leads to where one is."""

    drop_wanted = Signal(object)
    row_wanted = Signal(int)

    def __init__(self, appearance: Appearance, tr: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = ChangesModel(appearance, tr, self)
        self._silent = False
        self.setObjectName("correction_changes")
        self.setAccessibleName(tr("已作的更正"))
        self.setModel(self._model)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        Choice(self).chosen.connect(lambda _: self._go())
        self.clicked.connect(lambda _: self._go())

    def sizeHint(self) -> QSize:
        """It takes what is left below the form, and does not push it away."""
        return QSize(HINT)

    def set_appearance(self, appearance: Appearance) -> None:
        """Mark what is lost in the colour of another palette."""
        self._model.appearance = appearance
        self.viewport().update()

    def set_view(self, view: View) -> None:
        """List the corrections of what is shown; the chosen one stays chosen."""
        chosen = self.chosen()
        self._silent = True
        self._model.set_view(view)
        row = None if chosen is None else self._model.row_of(chosen)
        if row is not None:
            self.setCurrentIndex(self._model.index(row))
        self._silent = False

    def chosen(self) -> Correction | None:
        """The correction that is chosen."""
        return self._model.correction(self.currentIndex().row())

    def drop_chosen(self) -> None:
        """Take the chosen one back."""
        chosen = self.chosen()
        if chosen is not None:
            self.drop_wanted.emit((chosen,))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the chosen one back."""
        if event.key() == Qt.Key.Key_Delete:
            self.drop_chosen()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        correction, view = self.chosen(), self._model.view
        if correction is None or view is None or self._silent:
            return
        row = row_of(view, correction)
        if row is not None:
            self.row_wanted.emit(row)
