"""The controls over a line of words: they can be pressed, focused, and heard one by one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from reader.ui.appearance import Appearance
from reader.ui.link_line import Link, LinkLine, Part, words_of
from reader.ui.roving import Row, stand_after

# Pixels beside the words in which the ring of the keyboard stands.
RING = 3
RADIUS = 4.0


class LinkButton(QToolButton):
    """One link. The words below it are those of the line; it paints what is different on it."""

    def __init__(self, line: QWidget) -> None:
        super().__init__(line)
        self._line = line
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = ""
        self._ink, self._ground, self._ring = QColor(), QColor(), QColor()
        self._do: Callable[[], object] | None = None
        self.clicked.connect(self._press)

    def set_link(self, link: Link) -> None:
        """Stand for another link."""
        self._words, self._do = link.words, link.do
        self.setAccessibleName(link.name)
        self.setToolTip(link.tip)
        self.update()

    def set_colours(self, ink: QColor, ground: QColor, ring: QColor) -> None:
        """The colours of the words, of what is below them, and of the ring of the keyboard."""
        self._ink, self._ground, self._ring = ink, ground, ring
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words in their colour, underlined below the pointer; a ring for the keyboard."""
        painter = QPainter(self)
        words = self.rect().adjusted(RING, 0, -RING, 0)
        font = self._line.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.fillRect(words, self._ground)
        painter.setPen(self._ink)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._ring, 1.5))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, RADIUS, RADIUS)
        painter.end()

    def _press(self) -> None:
        if self._do is not None:
            self._do()


class LinkButtons(QObject):
    """Puts a button over each link of a line. Tab comes to the line once, arrows go along it."""

    def __init__(self, line: LinkLine) -> None:
        super().__init__(line)
        self._line = line
        self._row = Row(line)
        self._buttons: list[LinkButton] = []
        self._colours = (QColor(), QColor(), QColor())

    def set_look(self, look: Appearance, colour: str) -> None:
        """Draw in another palette."""
        self._colours = (look.colours[colour], look.colours["pane"], look.colours["focus"])
        for button in self._buttons:
            button.set_colours(*self._colours)

    def show(self, parts: Sequence[Part]) -> None:
        """Stand over these parts of the line."""
        room, before, used = self._line.contentsRect(), "", 0
        for part in parts:
            words = words_of(part)
            if isinstance(part, Link):
                left = room.left() + self._line.advance(before)
                box = QRect(left, room.top(), self._line.advance(words), room.height())
                button = self._button(used)
                button.set_link(part)
                button.setGeometry(box.adjusted(-RING, 0, RING, 0))
                button.show()
                used += 1
            before += words
        for button in self._buttons[used:]:
            button.hide()

    def _button(self, number: int) -> LinkButton:
        if number == len(self._buttons):
            button = LinkButton(self._line)
            button.set_colours(*self._colours)
            self._row.add(button)
            stand_after(self._buttons[-1] if self._buttons else self._line, button)
            self._buttons.append(button)
        return self._buttons[number]
