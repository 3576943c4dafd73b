"""What the keys do on a page: scroll it, move the caret, select."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier

SCROLLS = {
    Key.Key_Up: "line_up",
    Key.Key_Down: "line_down",
    Key.Key_PageUp: "page_up",
    Key.Key_PageDown: "page_down",
    Key.Key_Home: "text_start",
    Key.Key_End: "text_end",
}
MOVES = {
    Key.Key_Left: "left",
    Key.Key_Right: "right",
    Key.Key_Up: "up",
    Key.Key_Down: "down",
    Key.Key_PageUp: "page_up",
    Key.Key_PageDown: "page_down",
    Key.Key_Home: "line_start",
    Key.Key_End: "line_end",
}
CONTROL_MOVES = {
    Key.Key_Left: "clause_left",
    Key.Key_Right: "clause_right",
    Key.Key_Home: "text_start",
    Key.Key_End: "text_end",
}


@dataclass(frozen=True, slots=True)
class Order:
    """What a key asks for: "scroll", "move", "select", "copy", "all", "open" or "nothing".

    `how` tells the direction of the first three.
    """

    what: str
    how: str = ""


def order_of(event: QKeyEvent, caret_mode: bool) -> Order | None:
    """What a key means; None where it is not for the page.

    Keys without Shift scroll. Where the caret is in use (`caret_mode`) they move it.
    """
    if event.matches(QKeySequence.StandardKey.Copy):
        return Order("copy")
    if event.matches(QKeySequence.StandardKey.SelectAll):
        return Order("all")
    modifiers = event.modifiers() & ~KEYPAD
    shift, control = bool(modifiers & SHIFT), bool(modifiers & CONTROL)
    if modifiers & ~SHIFT & ~CONTROL:
        return None
    key = Key(event.key())
    if key in (Key.Key_Return, Key.Key_Enter) and not shift and not control:
        return Order("open")
    if key == Key.Key_Space and not control:
        return Order("scroll", "page_up" if shift else "page_down")
    moves = CONTROL_MOVES if control else MOVES
    if key in moves and (shift or caret_mode):
        return Order("select" if shift else "move", moves[key])
    if not shift and key in SCROLLS and (not control or key in CONTROL_MOVES):
        return Order("scroll", SCROLLS[key])
    # A letter means nothing on a page that is read, and should not be heard either.
    if not control and event.text().isprintable() and event.text():
        return Order("nothing")
    return None
