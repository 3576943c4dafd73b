"""The documents that are open in each pane: the one that was read last is the first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from reader.ui.desk import Desk

MOST = 40
# Without a key that is let go (a menu was used), stepping ends so many ms after the last step.
STEPPING_MS = 1500

Lists = tuple[tuple[str, ...], tuple[str, ...]]


class OpenDocuments(QObject):
    """Two lists of documents, kept with the session.

    While somebody steps through a list with Ctrl held, its order stays; the document where the
    key is let go then becomes its first one.
    """

    changed = Signal()

    def __init__(self, desk: Desk, known: Callable[[str], bool]) -> None:
        """`known` tells whether the library has a document."""
        super().__init__(desk)
        self._desk = desk
        self._known = known
        self._lists: list[list[str]] = [[], []]
        self._closed: list[tuple[int, str]] = []
        self._stepping: tuple[int, list[str], int] | None = None
        self._end = QTimer(self, singleShot=True, interval=STEPPING_MS)
        self._end.timeout.connect(self.settle)
        desk.text_shown.connect(self._shown)
        desk.swapped.connect(self._swap)

    def restore(self, lists: Lists) -> None:
        """Come back to the lists of a session; what is gone from the library is left out."""
        self._closed.clear()
        self._stepping = None
        for number, documents in enumerate(lists):
            self._lists[number] = [document for document in documents if self._known(document)]
            self._put_first(number)
        self.changed.emit()

    @property
    def lists(self) -> Lists:
        """The open documents of both panes, the one that was read last first."""
        return tuple(self._lists[0]), tuple(self._lists[1])

    def of(self, pane: int) -> Sequence[str]:
        """Those of one pane that are still in the library."""
        return [document for document in self._lists[pane] if self._known(document)]

    @property
    def closed(self) -> bool:
        """Whether there is one that was closed and can be opened again."""
        return any(self._known(document) for _, document in self._closed)

    # What the user does

    def step(self, by: int) -> bool:
        """Show the next (1) or previous (-1) of the active pane, in the order of reading."""
        number = self._desk.active.number
        if self._stepping is None or self._stepping[0] != number:
            order = list(self.of(number))
            showing = self._desk.state(number).document
            self._stepping = number, order, order.index(showing) if showing in order else -1
        _, order, place = self._stepping
        if (len(order) < 2 and place == 0) or not order:
            self._stepping = None
            return False
        place = (place + by) % len(order) if place >= 0 else 0
        self._stepping = number, order, place
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self._end.start()
        self._desk.open(order[place], number)
        return True

    def settle(self) -> None:
        """Stepping has come to its end: what is shown now is the one that was read last."""
        if self._stepping is not None:
            number = self._stepping[0]
            self._stepping = None
            self._end.stop()
            application = QApplication.instance()
            if application is not None:
                application.removeEventFilter(self)
            self._put_first(number)
            self.changed.emit()

    def close(self, pane: int, document: str | None = None) -> None:
        """Close a document, else the one that is shown: the one before it takes its place."""
        self.settle()
        showing = self._desk.state(pane).document
        document = document or showing
        if document is None:
            return
        opened = self._lists[pane]
        if document in opened:
            opened.remove(document)
        self._closed = [*self._closed[-MOST:], (pane, document)]
        if document == showing:
            before = self.of(pane)
            if before:
                self._desk.open(before[0], pane)
            else:
                self._desk.empty_pane(pane)
        self.changed.emit()

    def close_others(self, pane: int) -> None:
        """Close all but the one that is shown."""
        self.settle()
        showing = self._desk.state(pane).document
        gone = [document for document in self._lists[pane] if document != showing]
        self._closed += [(pane, document) for document in reversed(gone)]
        self._lists[pane] = [document for document in self._lists[pane] if document == showing]
        self.changed.emit()

    def reopen(self) -> None:
        """Open the document again that was closed last, in its pane."""
        while self._closed:
            pane, document = self._closed.pop()
            if self._known(document):
                self._desk.open(document, pane)
                break
        self.changed.emit()

    # What happens on the desk

    def _shown(self, number: int) -> None:
        if self._stepping is None or self._stepping[0] != number:
            self._put_first(number)
            self.changed.emit()

    def _put_first(self, number: int) -> None:
        document = self._desk.state(number).document
        if document is not None:
            others = [other for other in self._lists[number] if other != document]
            self._lists[number] = [document, *others][:MOST]

    def _swap(self) -> None:
        self.settle()
        self._lists.reverse()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The end of stepping is when Ctrl is let go."""
        if (
            event.type() == QEvent.Type.KeyRelease
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Control
        ):
            self.settle()
        return super().eventFilter(watched, event)
