"""The line that tells where a page stands: sections that can be gone to, and the paragraph."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QLabel

from reader.documents.labels import section_label
from reader.documents.model import Section
from reader.documents.trails import siblings
from reader.messages import Translator
from reader.ui.early import LINKS_ACCESSIBLE, PLAIN_TEXT, RICH_TEXT

STEP = " › "
MORE = "…"
# No name is cut to fewer characters than these.
SHORTEST = 1
# What there must be room for to name a section at all.
SHORTEST_NAME = "一二…"
# What the links ask for: to go to a section, or for the sections beside it.
GO, BESIDE = "go", "beside"


class Crumbs(QLabel):
    """Sections as links. The sign before each lists the sections beside it.

    `section_wanted` carries a section. Where there is little room the sections in the middle are
    left out behind an ellipsis, then names are cut; the name for screen readers is always whole.
    The first paint shows plain words: links come with their colour, after it.
    """

    section_wanted = Signal(object)

    def __init__(self, name: str, tr: Translator) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMinimumWidth(30)
        self.setProperty("textFormat", PLAIN_TEXT)
        self._tr = tr
        self._all: Sequence[Section] = ()
        self._trail: tuple[Section, ...] = ()
        self._place = ""
        self._plain = ""
        self._colour = ""
        self.linkActivated.connect(self._follow)

    def set_hint(self, text: str) -> None:
        """Show a plain text: there is no page."""
        self._all, self._trail, self._place, self._plain = (), (), "", text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._show()

    def set_place(
        self, title: str, sections: Sequence[Section], trail: tuple[Section, ...], place: str
    ) -> None:
        """Show the way to a paragraph: `trail` are some of `sections`, `place` its number."""
        self._all, self._trail, self._place, self._plain = sections, trail, place, ""
        whole = STEP.join((title, *map(_name, trail), place))
        self.setAccessibleName(whole)
        self.setToolTip(whole)
        self._show()

    def set_colour(self, colour: str) -> None:
        """The colour of the links ("#rrggbb")."""
        if not self._colour:
            self.setProperty("textFormat", RICH_TEXT)
            self.setProperty("textInteractionFlags", LINKS_ACCESSIBLE)
        self._colour = colour
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much as there is room for."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        if self._plain:
            words = cut(self._plain, self.width(), self._width)
            self.setText(escape(words) if self._colour else words)
            return
        self.setText(self._html(*self._fitting()))

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def _fitting(self) -> tuple[list[int], int]:
        """The steps that are shown, by their number, and how wide each of them may be."""
        shown = list(range(len(self._trail)))
        room = self.width() - self._width(self._place) - 4
        sign = self._width(STEP)

        def width(steps: Sequence[int]) -> int:
            hidden = sign + self._width(MORE) if len(steps) < len(self._trail) else 0
            return hidden + sum(self._width(_name(self._trail[k])) + sign for k in steps)

        while len(shown) > 1 and width(shown) > room:
            # The innermost one tells most, then the outermost one.
            shown.pop(-2 if len(shown) > 2 else 0)
        taken = width(shown) - sum(self._width(_name(self._trail[k])) for k in shown)
        return shown, max(room - taken, 0)

    def _html(self, shown: list[int], room: int) -> str:
        if shown and room < self._width(SHORTEST_NAME):
            return self._place_alone(shown[-1])
        if not shown:
            return self._words(cut(self._place, self.width(), self._width))
        parts = []
        whole = sum(self._width(_name(self._trail[k])) for k in shown)
        for number, section in enumerate(self._trail):
            if number in shown:
                name = _name(section)
                if whole > room:
                    name = cut(name, room // len(shown), self._width)
                parts.append(self._link(GO, number, name) + self._sign(number + 1))
            elif number == 0 or number - 1 in shown:
                hidden = next((k for k in shown if k > number), number)
                parts.append(self._link(BESIDE, hidden, MORE) + self._sign(hidden))
        return "".join(parts) + self._words(self._place)

    def _place_alone(self, innermost: int) -> str:
        """Where there is no room for the name of a section: the paragraph, and a way to both."""
        if self._width(MORE + STEP + self._place) <= self.width():
            return self._link(BESIDE, innermost, MORE) + self._words(STEP + self._place)
        return self._words(cut(self._place, self.width(), self._width))

    def _words(self, text: str) -> str:
        return escape(text) if self._colour else text

    def _sign(self, number: int) -> str:
        """The sign before a step; it lists what else there is at that place."""
        if number < len(self._trail):
            return self._link(BESIDE, number, STEP)
        return self._words(STEP)

    def _link(self, kind: str, number: int, text: str) -> str:
        if not self._colour:
            return text
        words = escape(text).replace(" ", "&nbsp;")
        look = f"color:{self._colour};text-decoration:none"
        return f'<a href="{kind}:{number}" style="{look}">{words}</a>'

    # Following

    def _follow(self, link: str) -> None:
        kind, _, number = link.partition(":")
        section = self._trail[int(number)]
        if kind == GO:
            self.section_wanted.emit(section)
        else:
            self.list_beside(section)

    @property
    def trail(self) -> tuple[Section, ...]:
        """The sections that are named."""
        return self._trail

    def list_beside(self, section: Section) -> None:
        """Offer the sections beside one, and those that it stands in, in a menu."""
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        menu.setAccessibleName(self._tr("同一级的标题"))
        outer = self._trail[: self._trail.index(section)] if section in self._trail else ()
        for above in outer:
            menu.addAction(_entry(above), partial(self.section_wanted.emit, above))
        if outer:
            menu.addSeparator()
        for beside in siblings(self._all, section):
            entry = menu.addAction(_entry(beside), partial(self.section_wanted.emit, beside))
            entry.setCheckable(True)
            entry.setChecked(beside is section)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._corner())

    def _corner(self) -> QPoint:
        """Below the pointer where that is on the line, else below its beginning."""
        place = self.mapFromGlobal(QCursor.pos())
        left = place.x() if self.rect().contains(place) else 0
        return self.mapToGlobal(QPoint(left, self.height()))


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


def _name(section: Section) -> str:
    return section_label(section.title)


def _entry(section: Section) -> str:
    name = _name(section)
    return (name if len(name) <= 40 else name[:40] + MORE).replace("&", "&&")
