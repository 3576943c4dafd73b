"""Lets a screen reader say what was found, once, when somebody has stopped typing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from reader.ui.announcing import announce

# Who types letter by letter pauses for less than this: the totals of half a word help nobody.
REST_MS = 700


class Aloud(QObject):
    """Says the answer to each question that somebody typed; it is read again at the box.

    A question that is repeated in the background is not told, but the box keeps up with it.
    """

    def __init__(self, box: QLineEdit, words: Callable[[], str]) -> None:
        """`words` gives the answer as it is known now."""
        super().__init__(box)
        self._box = box
        self._words = words
        self._asked = self._known = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._say)

    def ask(self, at_once: bool = False) -> None:
        """Somebody asked for something: its answer is to be told; `at_once` where nobody types."""
        self._asked, self._known = True, False
        if at_once:
            self._rest.stop()
        else:
            self._rest.start()

    def answer(self) -> None:
        """The answer is shown."""
        self._known = True
        if not self._rest.isActive():
            self._say()

    def forget(self) -> None:
        """Nobody waits for the answer any more: they went on to a place."""
        self._asked = False
        self._rest.stop()

    def clear(self) -> None:
        """Nothing is searched for."""
        self.forget()
        self._describe("")

    def _say(self) -> None:
        if not self._known:
            return
        words = self._words()
        self._describe(words)
        if self._asked:
            announce(self._box, words)
        self._asked = False

    def _describe(self, words: str) -> None:
        """Some readers say at once what is described anew."""
        if words != self._box.accessibleDescription():
            self._box.setAccessibleDescription(words)
