"""The line below a page that names the themes of the paragraph in view, each a link."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal

from reader.messages import Translator
from reader.ui.early import CUSTOM_MENU
from reader.ui.link_line import Link, LinkLine, Part, cut

if TYPE_CHECKING:
    from reader.workspace.model import ThemeTag

GAP = "　"


class ThemeLine(LinkLine):
    """As many names as there is room for; a link behind them, or a right click, lists them all."""

    theme_chosen = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, tr: Translator) -> None:
        super().__init__("pane_themes")
        self._tr = tr
        self._tags: Sequence[ThemeTag] = ()
        self.setProperty("contextMenuPolicy", CUSTOM_MENU)
        self.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(self.mapToGlobal(place))
        )

    def set_tags(self, tags: "Sequence[ThemeTag]") -> None:
        """Name these themes."""
        self._tags = tags
        names = self._tr("、").join(tag.name for tag in tags)
        self.set_parts((), self._said(names) if names else self._tr("本段没有主题"))

    @property
    def above(self) -> QPoint:
        """Its corner, on the screen."""
        return self.mapToGlobal(QPoint(0, 0))

    def fitting(self, room: int) -> Sequence[Part]:
        """What the line is about can be seen by its place: that gives way first."""
        if not self._tags:
            words = self._tr("本段没有主题")
            shown = cut(words, room, self.advance)
            self.setToolTip(words if shown != words else "")
            return (shown,)
        self.setToolTip("")
        names = [tag.name for tag in self._tags]
        if self.advance(self._said(GAP.join(names))) <= room:
            before, after = self._said("\0").split("\0")
            return (before, *_joined([self._link(tag) for tag in self._tags]), after)
        return _joined(self._cut(names, room))

    def _cut(self, names: list[str], room: int) -> list[Link]:
        for count in range(len(names), 0, -1):
            rest = f"+{len(names) - count}"
            more = [] if count == len(names) else [rest]
            if self.advance(GAP.join([*names[:count], *more])) <= room:
                links = [self._link(tag) for tag in self._tags[:count]]
                return [*links, *(self._more(rest) for _ in more)]
        rest = f"+{len(names) - 1}" if len(names) > 1 else ""
        left = room - self.advance(GAP + rest) if rest else room
        first = self._link(self._tags[0], cut(names[0], left, self.advance))
        return [first, self._more(rest)] if rest else [first]

    def _said(self, themes: str) -> str:
        return self._tr("本段主题：{themes}", themes=themes)

    def _link(self, tag: "ThemeTag", words: str = "") -> Link:
        """A theme, with its reasons as its tool tip; where its name is cut, with that too."""
        tip = self._tr("、").join(tag.reasons)
        if words:
            tip = self._tr("{name}：{reasons}", name=tag.name, reasons=tip)
        return Link(words or tag.name, tag.name, partial(self.theme_chosen.emit, tag.theme), tip)

    def _more(self, words: str) -> Link:
        """A link that lists them all."""
        return Link(
            words,
            self._tr("本段的全部主题"),
            lambda: self.menu_wanted.emit(self.above),
            self._tr("、").join(tag.name for tag in self._tags),
        )


def _joined(links: Sequence[Link]) -> list[Part]:
    parts: list[Part] = []
    for link in links:
        parts += [link, GAP]
    return parts[:-1]
