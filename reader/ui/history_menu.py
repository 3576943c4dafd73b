"""The lists of places behind the buttons 后退 and 前进: a long press or the menu key shows them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu, QToolButton

from reader.messages import Translator
from reader.ui.desk import Desk
from reader.ui.menus import pop_up
from reader.ui.navigator import Place

PRESS_MS = 500
MOST = 20
LONGEST = 32


class HistoryMenu(QObject):
    """Hangs a list of places on a button; it stays a plain button for those who look from outside.

    With a menu of its own a QToolButton would have another role.
    """

    def __init__(
        self,
        button: QToolButton,
        desk: Desk,
        direction: int,
        title: Callable[[str], str],
        tr: Translator,
    ) -> None:
        """`direction` is -1 for back, 1 for forward; `title` names a document by its id."""
        super().__init__(button)
        self._button = button
        self._desk = desk
        self._direction = direction
        self._title = title
        self._tr = tr
        self._press = QTimer(self, singleShot=True, interval=PRESS_MS)
        self._press.timeout.connect(self._pressed_long)
        button.pressed.connect(self._press.start)
        button.released.connect(self._press.stop)
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(lambda _place: self.open())

    def open(self) -> None:
        """Show the places in this direction, the nearest first."""
        navigator = self._desk.ways.navigator
        places: Sequence[Place] = navigator.behind if self._direction < 0 else navigator.ahead
        if not places:
            return
        menu = QMenu(self._button)
        menu.setObjectName("history_menu")
        for steps, place in enumerate(places[:MOST], 1):
            go = partial(self._desk.ways.travel, steps * self._direction)
            menu.addAction(self._name(place), go)
        below = self._button.mapToGlobal(QPoint(0, self._button.height()))
        pop_up(menu, below, self._button.accessibleName())

    def _pressed_long(self) -> None:
        # The press has had its effect: letting go must not go back as well.
        self._button.setDown(False)
        self.open()

    def _name(self, place: Place) -> str:
        title = self._title(place.document)
        title = title if len(title) <= LONGEST else title[:LONGEST] + "…"
        paragraph = 0
        if place.spot is not None:
            paragraph = place.spot.paragraph
        elif place.passage is not None:
            paragraph = place.passage.paragraph
        title = title.replace("&", "&&")
        if not paragraph:
            return title
        return self._tr("{title}　第 {number} 段", title=title, number=paragraph)
