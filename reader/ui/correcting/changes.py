"""已作的更正: what was corrected, one by one; each can be taken back by itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from reader.documents.corrections import Correction
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.choosing import Choice
from reader.ui.correcting.steps import Corrections, View, row_of
from reader.ui.correcting.wording import describe

NUMBER = Qt.ItemDataRole.UserRole


class ChangesList(QTreeWidget):
    """`drop_wanted(corrections)` takes some back; `row_wanted` leads to where one is."""

    drop_wanted = Signal(object)
    row_wanted = Signal(int)

    def __init__(self, appearance: Appearance, tr: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._tr = tr
        self._appearance = appearance
        self._view: View | None = None
        self._silent = False
        self.setObjectName("correction_changes")
        self.setAccessibleName(tr("已作的更正"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        Choice(self).chosen.connect(lambda _: self._go())
        self.itemClicked.connect(lambda *_: self._go())

    def set_appearance(self, appearance: Appearance) -> None:
        """Mark what is lost in the colour of another palette."""
        self._appearance = appearance
        if self._view is not None:
            self.set_view(self._view)

    def set_view(self, view: View) -> None:
        """List the corrections of what is shown, the latest first."""
        self._view, self._silent = view, True
        chosen = self.chosen()
        self.clear()
        items = [self._item(view, number) for number in range(len(view.corrections))]
        self.addTopLevelItems(items[::-1])
        if chosen is not None and chosen in view.corrections:
            self.setCurrentItem(items[view.corrections.index(chosen)])
        self._silent = False

    def chosen(self) -> Correction | None:
        """The correction that is chosen."""
        item = self.currentItem()
        correction: Correction | None = None if item is None else item.data(0, NUMBER)
        return correction

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

    def _item(self, view: View, number: int) -> QTreeWidgetItem:
        correction, tr = view.corrections[number], self._tr
        text = describe(correction, tr)
        lost = correction in view.lost
        if lost:
            text = tr("找不到原处：{correction}", correction=text)
        item = QTreeWidgetItem([text])
        item.setToolTip(0, text)
        item.setData(0, NUMBER, correction)
        if lost:
            item.setForeground(0, self._appearance.colours["warning"])
        return item

    def _go(self) -> None:
        correction = self.chosen()
        if correction is None or self._view is None or self._silent:
            return
        row = row_of(self._view, correction)
        if row is not None:
            self.row_wanted.emit(row)


def lost_among(view: View) -> Corrections:
    """The corrections that no longer find their place."""
    return tuple(correction for correction in view.corrections if correction in view.lost)
