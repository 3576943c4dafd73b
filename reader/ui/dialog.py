"""What all dialogs of the program have in common: they fit their screen and know their place."""

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWidget

from reader.ui.fitting import Scrolled, fit, held, keep_in_size, keep_on_screen


class DialogPlaces(QObject):
    """Where the user left the larger dialogs: Qt's own description of it, by object name.

    It belongs to the main window, and the dialogs of that find it there. `changed(places)` carries
    all that is to be kept.
    """

    changed = Signal(object)

    def __init__(self, places: Mapping[str, str], window: QWidget) -> None:
        super().__init__(window)
        self._places = dict(places)

    def of(self, name: str) -> str:
        """The place of a dialog; "" where it was never opened."""
        return self._places.get(name, "")

    def keep(self, name: str, place: str) -> None:
        """A dialog was left at a place."""
        if self._places.get(name) != place:
            self._places[name] = place
            self.changed.emit(dict(self._places))


class FittedDialog(QDialog):
    """A dialog that is never larger than its screen: its content scrolls, its foot stays in view.

    It lets go of itself when it is closed. With `remembered` it comes back where it was left, and
    as large; a dialog of a few lines is better placed beside what it is about.
    """

    def __init__(
        self, name: str, title: str, parent: QWidget | None, remembered: bool = True
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._remembered = remembered
        self._placed = False

    def lay_out(
        self,
        content: QLayout,
        foot: QLayout | QWidget | None,
        width: int,
        height: int = 0,
        margin: int | None = None,
    ) -> None:
        """Put the content above the foot, at this size at first; 0: as high as it wants to be.

        `margin` (pixels) is for a content that looks better with another one than is usual.
        """
        layout = QVBoxLayout(self)
        if margin is not None:
            layout.setContentsMargins(margin, margin, margin, margin)
        layout.addWidget(Scrolled(held(content)), 1)
        if isinstance(foot, QLayout):
            layout.addLayout(foot)
        elif foot is not None:
            layout.addWidget(foot)
        fit(self, width, height or self.sizeHint().height())

    def setVisible(self, visible: bool) -> None:
        """Before it is seen it goes to its place; when it goes, the place is noted."""
        if visible and not self._placed:
            self._placed = True
            self._go_to_place()
        elif not visible and self.isVisible():
            self._note_place()
        super().setVisible(visible)
        if visible:
            keep_on_screen(self)

    def _places(self) -> DialogPlaces | None:
        above = self.parentWidget()
        if not self._remembered or above is None:
            return None
        found = above.window().findChild(
            DialogPlaces, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
        return found if isinstance(found, DialogPlaces) else None

    def _go_to_place(self) -> None:
        places = self._places()
        place = places.of(self.objectName()) if places is not None else ""
        if place:
            self.restoreGeometry(QByteArray.fromBase64(place.encode("ascii", "ignore")))
        keep_in_size(self)

    def _note_place(self) -> None:
        places = self._places()
        if places is not None:
            place = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
            places.keep(self.objectName(), place)
