"""Two pages that go together: where one is read, the other follows by theme, heading or place.

While two versions of a text are compared they follow by their wording.
"""

from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import QTimer, Signal

from reader.documents.linking import Partner, ThemeLinks
from reader.documents.model import Passage
from reader.ui.desk import Desk
from reader.ui.margins import Margins
from reader.ui.pane import Pane
from reader.ui.part import Means, WindowPart
from reader.ui.reading.hooks import MarginMark
from reader.ui.side_by_side import SideBySide, WordingLinks
from reader.ui.ties import Ties

LINK = "link"


class LinkKind(StrEnum):
    """What ties the pages. By wording they are tied while somebody gives the links for it."""

    THEME = "theme"
    HEADING = "heading"
    POSITION = "position"
    WORDING = "wording"


class Linking(WindowPart):
    """The page that is read leads; the other one follows, and both show what they share.

    The other page may be scrolled freely: it is taken along again with the next paragraph. By
    position, whichever page is moved takes the other one along. `said(text)` is for the status
    line: why nothing follows.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(self, means: Means, desk: Desk, margins: Margins) -> None:
        super().__init__(means)
        self._desk = desk
        self._margins = margins
        self._ties = Ties(margins, means.tasks, self)
        self._kind = LinkKind.THEME
        self._on = False
        self._theme: str | None = None
        self._wording: WordingLinks | None = None
        # Whether these links were made for texts that are not shown any more.
        self._stale = False
        self._chosen: tuple[LinkKind, bool] | None = None
        # The paragraph that was followed last, by pane and document; and in which direction.
        self._followed: tuple[int, str | None, int] | None = None
        self._direction = 1
        # The pane that was moved last, and how far down those stand that were taken along.
        self._moved = 0
        self._taken: list[int | None] = [None, None]
        self._taking = False
        self._missed: object = None
        # Scrolling asks many times before anything can be painted. Ends with the panes.
        self._soon = QTimer(desk.widget, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow)
        desk.paragraph_changed.connect(lambda number, _paragraph: self._read_in(number))
        desk.text_shown.connect(self._text_shown)
        desk.split_changed.connect(lambda _on: self._soon.start())
        margins.changed.connect(lambda _number: self._soon.start())
        self._ties.ready.connect(self._soon.start)
        for pane in desk.panes:
            pane.view.bar.valueChanged.connect(lambda _, n=pane.number: self._scrolled(n))

    @property
    def on(self) -> bool:
        """Whether the pages are tied."""
        return self._on

    @property
    def kind(self) -> LinkKind:
        """What ties them, or did last."""
        return self._kind

    def set_on(self, on: bool) -> None:
        """Tie the pages, or let them go."""
        self._set(self._kind, on=on)

    def set_kind(self, kind: LinkKind) -> None:
        """Tie the pages by something else; by wording only where there are links for it."""
        if kind is not LinkKind.WORDING or self._wording is not None:
            self._set(kind, on=self._on)

    def _set(self, kind: LinkKind, *, on: bool) -> None:
        if (kind, on) != (self._kind, self._on):
            self._kind, self._on = kind, on
            self._moved, self._taken = self._desk.active.number, [None, None]
            self._followed = self._missed = None
            self._clear_marks()
            self._soon.start()
            self.changed.emit()

    # By wording

    @property
    def by_wording(self) -> bool:
        """Whether the pages can be tied by their wording now."""
        return self._wording is not None

    @property
    def chosen(self) -> tuple[LinkKind, bool]:
        """What tied the pages before they were tied by wording, and whether: for the session."""
        if self._kind is LinkKind.WORDING and self._chosen is not None:
            return self._chosen
        return self._kind, self._on

    @cached_property
    def side_by_side(self) -> SideBySide:
        """What brings both pages to the same words."""
        left, right = (pane.view for pane in self._desk.panes)
        found = SideBySide((left, right), lambda: self._desk.active.number, self)
        found.met.connect(self._mark_met)
        return found

    def tie_by_wording(self, links: WordingLinks) -> None:
        """Tie the pages by these links until `untie_wording`; other links take their place."""
        known, self._wording, self._stale = self._wording is not None, links, False
        if not known:
            self._chosen = self._kind, self._on
            self._set(LinkKind.WORDING, on=True)
        self._soon.start()
        self.changed.emit()

    def untie_wording(self) -> None:
        """Go back to what tied the pages before; letting them go meanwhile holds."""
        if self._wording is None:
            return
        self._wording = None
        if self._kind is LinkKind.WORDING and self._chosen is not None:
            kind, on = self._chosen
            self._set(kind, on=on and self._on)
        self._soon.start()
        self.changed.emit()

    def step(self, by: int, theme: str | None) -> bool:
        """Go to the next (1) or previous (-1) passage of a theme in every page that is shown.

        Of the theme that is asked for where a page has it, else of the one that ties the pages,
        else of the paragraph that is read. False where there is no further passage in any.
        """
        desk = self._desk
        lead, other = desk.active, desk.other
        links = self._ties.themes(lead, other)
        chosen = self._step_theme(links, theme, lead)
        if chosen is None:
            return False
        self._theme = chosen
        targets = links.step(chosen, (_reading(lead), _reading(other)), by)
        panes = (lead, other) if desk.split else (lead,)
        moved = False
        for pane, paragraph in zip(panes, targets, strict=False):
            if paragraph is not None:
                _go(pane, paragraph, flash=True)
                moved = True
        return moved

    def _step_theme(self, links: ThemeLinks, theme: str | None, lead: Pane) -> str | None:
        here = self._margins.themes(lead)
        known = {key for keys in here.values() for key in keys}
        read_now = here.get(_reading(lead), ())
        for candidate in (theme, self._theme, *read_now, *links.shared()):
            if candidate in known:
                return candidate
        return None

    # Following

    def _text_shown(self, _number: int) -> None:
        """What was marked belonged to another text, or to another state of it; links as well."""
        self._clear_marks()
        self._stale = True
        if "side_by_side" in self.__dict__:
            self.side_by_side.set_links(None)
        self._soon.start()

    def _read_in(self, number: int) -> None:
        if self._leads(number) and self._kind is not LinkKind.POSITION:
            self._soon.start()

    def _scrolled(self, number: int) -> None:
        """A page that was taken along has not been moved by anybody."""
        if not self._on or self._kind is not LinkKind.POSITION or self._taking:
            return
        page = self._desk.panes[number].view.page
        if page is not None and page.step != self._taken[number]:
            self._moved = number
            self._soon.start()

    def _leads(self, number: int) -> bool:
        return self._on and number == self._desk.active.number

    def _follow(self) -> None:
        lead, other = self._desk.active, self._desk.other
        wording = self._on and self._kind is LinkKind.WORDING and self._desk.split
        if self._wording is not None or "side_by_side" in self.__dict__:
            holds = wording and not self._stale
            self.side_by_side.set_links(self._wording if holds else None)
        both = self._desk.split and lead.text is not None and other.text is not None
        if wording and both:
            # These say themselves what has met.
            return
        if wording or not self._on or not both:
            self._clear_marks()
            return
        if self._kind is LinkKind.POSITION:
            panes = self._desk.panes
            self._follow_place(panes[self._moved], panes[1 - self._moved])
            for pane in panes:
                self._mark(pane, _reading(pane), self._tr("同一位置"))
            return
        here = _reading(lead)
        self._turn(lead, here)
        partner = self._partner(lead, other, here)
        self._tell_missing(lead, other, partner)
        if partner is None:
            self._clear_marks()
            return
        if partner.paragraph != _reading(other):
            _go(other, partner.paragraph, flash=False)
        self._mark(lead, here, partner.name)
        self._mark(other, partner.paragraph, partner.name)

    def _partner(self, lead: Pane, other: Pane, here: int) -> Partner | None:
        if self._kind is LinkKind.HEADING:
            headings = self._ties.headings(lead, other)
            return None if headings is None else headings.partner(here)
        links = self._ties.themes(lead, other)
        return links.partner(here, _reading(other), self._direction)

    def _turn(self, lead: Pane, here: int) -> None:
        """Note in which direction is read: the other page goes the same way."""
        before, self._followed = self._followed, (lead.number, lead.document, here)
        if before is None or before[:2] != (lead.number, lead.document):
            self._direction = 1
        elif here != before[2]:
            self._direction = 1 if here > before[2] else -1

    def _tell_missing(self, lead: Pane, other: Pane, partner: Partner | None) -> None:
        """Say once of two texts that there is nothing to tie them by."""
        texts = {lead.document, other.document}, self._kind
        if partner is not None or texts == self._missed:
            return
        tr = self._tr
        if self._kind is LinkKind.HEADING:
            headings = self._ties.headings(lead, other)
            if headings is not None and not headings.any:
                self._missed = texts
                self.said.emit(tr("两栏没有相近的标题，不能按标题联动；可改为按主题或按位置联动"))
        elif all(self._margins.known(pane) for pane in (lead, other)):
            themes = self._ties.themes(lead, other)
            if not themes.shared():
                self._missed = texts
                self.said.emit(tr("两栏没有共同的主题，不能按主题联动；可改为按标题或按位置联动"))

    def _follow_place(self, lead: Pane, other: Pane) -> None:
        """As far down in the one as in the other: the bars count characters."""
        here, there = lead.view.bar, other.view.bar
        self._taken[lead.number] = None
        if here.maximum() > 0:
            self._taking = True
            there.setValue(round(there.maximum() * here.value() / here.maximum()))
            self._taking = False
            page = other.view.page
            self._taken[other.number] = None if page is None else page.step

    # Marks

    def _mark(self, pane: Pane, paragraph: int, name: str) -> None:
        tip = self._tr("联动：{name}", name=name)
        pane.set_margin(LINK, (MarginMark(paragraph, LINK, tip, "accent"),))

    def _mark_met(self, left: int, right: int) -> None:
        if self._on and self._kind is LinkKind.WORDING and self._desk.split:
            for pane, paragraph in zip(self._desk.panes, (left, right), strict=True):
                self._mark(pane, paragraph, self._tr("同样的文字"))

    def _clear_marks(self) -> None:
        for pane in self._desk.panes:
            pane.set_margin(LINK, ())


def _reading(pane: Pane) -> int:
    paragraph = pane.view.current_paragraph()
    return 1 if paragraph is None else paragraph.number


def _go(pane: Pane, paragraph: int, flash: bool) -> None:
    assert pane.text is not None
    text = pane.text.paragraphs[paragraph - 1].text
    assert pane.document is not None
    pane.show_passage(Passage(pane.document, paragraph, 0, len(text), text), flash)
