"""The line that tells where a page stands: sections that can be gone to, and the paragraph."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from reader.documents.labels import section_label
from reader.documents.model import Section
from reader.documents.trails import siblings
from reader.messages import Translator
from reader.ui.link_line import MORE, Link, LinkLine, Part, cut

STEP = " › "
# What there must be room for to name a section at all.
SHORTEST_NAME = "一二…"


class Crumbs(LinkLine):
    """Sections as links. The sign before each lists the sections beside it.

    `section_wanted` carries a section. Where there is little room the sections in the middle are
    left out behind an ellipsis, then names are cut.
    """

    section_wanted = Signal(object)

    def __init__(self, name: str, tr: Translator) -> None:
        super().__init__(name)
        self._tr = tr
        self._all: Sequence[Section] = ()
        self._trail: tuple[Section, ...] = ()
        self._place = ""
        self._plain = ""

    def set_hint(self, text: str) -> None:
        """Show a plain text: there is no page."""
        self._all, self._trail, self._place, self._plain = (), (), "", text
        self.setToolTip(text)
        self.set_parts((text,), text)

    def set_place(
        self, title: str, sections: Sequence[Section], trail: tuple[Section, ...], place: str
    ) -> None:
        """Show the way to a paragraph: `trail` are some of `sections`, `place` its number."""
        self._all, self._trail, self._place, self._plain = sections, trail, place, ""
        whole = STEP.join((title, *map(_name, trail), place))
        self.setToolTip(whole)
        self.set_parts((), whole)

    def fitting(self, room: int) -> Sequence[Part]:
        """The innermost section tells most, then the outermost one."""
        if self._plain:
            return super().fitting(room)
        return tuple(self._steps(*self._fitting(room)))

    def _fitting(self, space: int) -> tuple[list[int], int]:
        """The steps that are shown, by their number, and how wide each of them may be."""
        shown = list(range(len(self._trail)))
        room = space - self.advance(self._place) - 4
        sign = self.advance(STEP)

        def width(steps: Sequence[int]) -> int:
            hidden = sign + self.advance(MORE) if len(steps) < len(self._trail) else 0
            return hidden + sum(self.advance(_name(self._trail[k])) + sign for k in steps)

        while len(shown) > 1 and width(shown) > room:
            shown.pop(-2 if len(shown) > 2 else 0)
        taken = width(shown) - sum(self.advance(_name(self._trail[k])) for k in shown)
        return shown, max(room - taken, 0)

    def _steps(self, shown: list[int], room: int) -> Iterator[Part]:
        if shown and room < self.advance(SHORTEST_NAME):
            yield from self._place_alone(shown[-1])
            return
        if not shown:
            yield self._cut_place()
            return
        whole = sum(self.advance(_name(self._trail[k])) for k in shown)
        for number, section in enumerate(self._trail):
            if number in shown:
                name = _name(section)
                if whole > room:
                    name = cut(name, room // len(shown), self.advance)
                yield self._link(name, section)
                yield self._sign(number + 1)
            elif number == 0 or number - 1 in shown:
                hidden = next((k for k in shown if k > number), number)
                yield self._beside(MORE, hidden)
                yield STEP
        yield self._place

    def _place_alone(self, innermost: int) -> Iterator[Part]:
        """Where there is no room for the name of a section: the paragraph, and a way to both."""
        if self.advance(MORE + STEP + self._place) <= self.contentsRect().width():
            yield self._beside(MORE, innermost)
            yield STEP + self._place
        else:
            yield self._cut_place()

    def _cut_place(self) -> str:
        return cut(self._place, self.contentsRect().width(), self.advance)

    def _link(self, words: str, section: Section) -> Link:
        name = _name(section)
        return Link(words, name, partial(self.section_wanted.emit, section), name)

    def _sign(self, number: int) -> Part:
        """The sign before a step; it lists what else there is at that place."""
        return self._beside(STEP, number) if number < len(self._trail) else STEP

    def _beside(self, words: str, number: int) -> Link:
        section = self._trail[number]
        name = self._tr("同级标题：{title}", title=_name(section))
        return Link(words, name, partial(self.list_beside, section), name)

    # Following

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
            if beside is section:
                menu.setActiveAction(entry)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._corner())

    def _corner(self) -> QPoint:
        """Below the button that has the keyboard, else the pointer, else the line's beginning."""
        for child in self.findChildren(QWidget):
            if child.hasFocus():
                return child.mapToGlobal(QPoint(0, child.height()))
        place = self.mapFromGlobal(QCursor.pos())
        left = place.x() if self.rect().contains(place) else 0
        return self.mapToGlobal(QPoint(left, self.height()))


def _name(section: Section) -> str:
    return section_label(section.title)


def _entry(section: Section) -> str:
    name = _name(section)
    return (name if len(name) <= 40 else name[:40] + MORE).replace("&", "&&")
