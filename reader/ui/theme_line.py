"""The line below a page that names the themes of the paragraph in view, each a link."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from reader.messages import Translator
from reader.ui.crumbs import cut
from reader.ui.early import CUSTOM_MENU, LINKS_ACCESSIBLE, RICH_TEXT

if TYPE_CHECKING:
    from reader.workspace.model import ThemeTag

# Between two names: the wide space of Chinese would be drawn as a narrow one.
GAP = "\u00a0\u00a0\u00a0"
# The link that stands for the themes that there is no room for, and the sides of the label.
MORE, SIDES = "?", 34


class ThemeLine(QLabel):
    """As many names as there is room for; a link behind them, or a right click, lists them all."""

    theme_chosen = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._tags: Sequence[ThemeTag] = ()
        self._colour = ""
        self.setObjectName("pane_themes")
        self.setMinimumWidth(SIDES)
        self.setProperty("textFormat", RICH_TEXT)
        self.setProperty("textInteractionFlags", LINKS_ACCESSIBLE)
        self.setProperty("contextMenuPolicy", CUSTOM_MENU)
        self.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(self.mapToGlobal(place))
        )
        self.linkActivated.connect(self._follow)

    def set_tags(self, tags: "Sequence[ThemeTag]", colour: str) -> None:
        """Name these themes, with the links in a colour ("#rrggbb")."""
        self._tags, self._colour = tags, colour
        names = self._tr("、").join(tag.name for tag in tags)
        self.setAccessibleName(self._said(names) if names else self._tr("本段没有主题"))
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many names as there is room for now."""
        super().resizeEvent(event)
        self._show()

    @property
    def above(self) -> QPoint:
        """Its corner, on the screen."""
        return self.mapToGlobal(QPoint(0, 0))

    def _show(self) -> None:
        room = self.width() - SIDES
        if not self._tags:
            words = self._tr("本段没有主题")
            shown = cut(words, room, self._width)
            self.setText(escape(shown))
            self.setToolTip(words if shown != words else "")
            return
        links = [self._link(tag, tag.name) for tag in self._tags]
        names = [tag.name for tag in self._tags]
        self.setToolTip("")
        if self._width(self._said(GAP.join(names))) <= room:
            self.setText(self._said(GAP.join(links)))
        else:
            # What the line is about can be seen by its place: that gives way first.
            self.setText(self._cut(names, links, room))

    def _cut(self, names: list[str], links: list[str], room: int) -> str:
        for count in range(len(names), 0, -1):
            rest = f"+{len(names) - count}"
            more = [] if count == len(names) else [rest]
            if self._width(GAP.join([*names[:count], *more])) <= room:
                return GAP.join([*links[:count], *(self._more(rest) for _ in more)])
        rest = f"+{len(names) - 1}" if len(names) > 1 else ""
        left = room - self._width(GAP + rest) if rest else room
        first = self._link(self._tags[0], cut(names[0], left, self._width), whole=True)
        return GAP.join([first, self._more(rest)]) if rest else first

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def _said(self, themes: str) -> str:
        return self._tr("本段主题：{themes}", themes=themes)

    def _link(self, tag: "ThemeTag", words: str, whole: bool = False) -> str:
        """A theme, with its reasons as its tool tip; with `whole` its name too."""
        reasons = self._tr("、").join(tag.reasons)
        tip = self._tr("{name}：{reasons}", name=tag.name, reasons=reasons) if whole else reasons
        return self._linked(tag.theme, words, tip)

    def _more(self, words: str) -> str:
        return self._linked(MORE, words, self._tr("、").join(tag.name for tag in self._tags))

    def _linked(self, target: str, words: str, tip: str) -> str:
        return (
            f'<a href="{escape(target)}" title="{escape(tip)}" '
            f'style="color:{self._colour};text-decoration:none">{escape(words)}</a>'
        )

    def _follow(self, link: str) -> None:
        if link == MORE:
            self.menu_wanted.emit(self.above)
        else:
            self.theme_chosen.emit(link)
