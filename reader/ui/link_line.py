"""A line of words, some of which do something: each of these becomes a control of its own."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from reader.ui.early import PLAIN_TEXT

if TYPE_CHECKING:
    from reader.ui.appearance import Appearance
    from reader.ui.link_buttons import LinkButtons

MORE = "…"
# No words are cut to fewer characters than these.
SHORTEST = 1
LEAST_WIDTH = 30


class Link(NamedTuple):
    """Words that do something. A screen reader says `name`, which is never cut."""

    words: str
    name: str
    do: Callable[[], object]
    tip: str = ""


Part = str | Link


class LinkLine(QLabel):
    """Words as far as there is room; the name for screen readers is always whole.

    Until it is given its look they are nothing but words: controls come after the first paint.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setProperty("textFormat", PLAIN_TEXT)
        # Else Qt moves the words of a label with a border, away from the buttons over them.
        self.setIndent(0)
        self._parts: Sequence[Part] = ()
        self._buttons: LinkButtons | None = None

    def set_parts(self, parts: Sequence[Part], whole: str) -> None:
        """Show words and links; `whole` is what a screen reader says of the line."""
        self._parts = parts
        self.setAccessibleName(whole)
        self.fit()

    def set_look(self, look: "Appearance", colour: str) -> None:
        """Make the links controls, in a named colour of the palette."""
        if self._buttons is None:
            from reader.ui.link_buttons import LinkButtons

            self._buttons = LinkButtons(self)
        self._buttons.set_look(look, colour)
        self.fit()

    def fit(self) -> None:
        """Show what there is room for."""
        shown = self.fitting(self.contentsRect().width())
        self.setText("".join(words_of(part) for part in shown))
        if self._buttons is not None:
            self._buttons.show(shown)

    def fitting(self, room: int) -> Sequence[Part]:
        """What is shown in so many pixels: here as much as there is room for, from the left."""
        shown: list[Part] = []
        taken = 0
        for part in self._parts:
            words = words_of(part)
            fitted = cut(words, room - taken, self.advance)
            shown.append(part._replace(words=fitted) if isinstance(part, Link) else fitted)
            if fitted != words:
                break
            taken += self.advance(words)
        return shown

    def advance(self, text: str) -> int:
        """How wide a text is, in pixels."""
        return self.fontMetrics().horizontalAdvance(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much as there is room for now."""
        super().resizeEvent(event)
        self.fit()


def words_of(part: Part) -> str:
    """What is seen of a part."""
    return part if isinstance(part, str) else part.words


def cut(text: str, room: int, width: Callable[[str], int]) -> str:
    """As much of a text as there is room for, with an ellipsis at its end."""
    if width(text) <= room:
        return text
    low, high = SHORTEST, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle] + MORE) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low] + MORE
