"""最近读过: the places that the user went to last, across restarts."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from reader.documents.model import Passage
from reader.ui.desk import Desk
from reader.ui.part import LibraryPart, Means
from reader.ui.tasks import Job
from reader.workspace.model import Match, MatchKind, RecentPlace
from reader.workspace.workspace import Workspace

MOST = 20
LONGEST, SHORT = 28, 10
STEP = " › "

Places = tuple[RecentPlace, ...]


class RecentPlaces(LibraryPart):
    """Notes where somebody goes, and holds the list ready for menus: they cannot wait for it."""

    changed = Signal()
    notice = Signal(str)

    def __init__(self, means: Means, desk: Desk) -> None:
        super().__init__(means)
        self._desk = desk
        self._places: Places = ()
        desk.visited.connect(self._visited)

    @property
    def places(self) -> Places:
        """The last places, the newest first."""
        return self._places

    def set_workspace(self, workspace: Workspace) -> None:
        """Turn to another library."""
        super().set_workspace(workspace)
        self._show(())
        self._tasks.run(
            lambda _job: workspace.visits.places(MOST), self._show, self.failed.emit, "recent"
        )

    def matches(self) -> Sequence[Match]:
        """The places as something that can be gone to by the search box."""
        return [
            Match(
                MatchKind.PASSAGE,
                f"{place.passage.document} {place.passage.paragraph}",
                self._short_name(place),
                (),
                self._when(place.time),
                place.passage,
            )
            for place in self._places
        ]

    def menu(self, parent: QWidget) -> QMenu:
        """A menu of the places, filled when it is opened."""
        menu = QMenu(self._tr("最近读过"), parent)
        menu.setObjectName("recent_places_menu")
        menu.aboutToShow.connect(partial(self._fill, menu))
        self._fill(menu)
        return menu

    def go(self, place: RecentPlace) -> None:
        """Show a place, where its words are now."""
        workspace = self._workspace
        if workspace is None:
            return

        def find(_job: Job) -> Passage | None:
            return workspace.visits.find_again(place)

        def show(passage: Passage | None) -> None:
            if passage is not None:
                self._desk.show(passage)
            else:
                gone = self._tr("《{title}》已不在资料库中", title=place.title)
                self.notice.emit(gone)

        self._tasks.run(find, show, self.failed.emit, "recent place")

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for place in self._places:
            words = self._name(place).replace("&", "&&")
            menu.addAction(f"{words}\t{self._when(place.time)}", partial(self.go, place))
        if not self._places:
            menu.addAction(self._tr("还没有读过什么")).setEnabled(False)

    def _visited(self, passage: Passage) -> None:
        workspace = self._workspace
        if workspace is None:
            return

        def note(_job: Job) -> Places:
            workspace.visits.remember(passage)
            return workspace.visits.places(MOST)

        # Each of them is to be noted: no channel, and the last answer is the newest one.
        self._tasks.run(note, self._show, self.failed.emit)

    def _show(self, places: Places) -> None:
        self._places = places
        self.changed.emit()

    # Words

    def _name(self, place: RecentPlace) -> str:
        """Title, innermost section, paragraph."""
        section = (_short(place.sections[-1]),) if place.sections else ()
        number = self._tr("第 {number} 段", number=place.passage.paragraph)
        return STEP.join((_short(place.title), *section, number))

    def _short_name(self, place: RecentPlace) -> str:
        """What a card has room for."""
        number = self._tr("第 {number} 段", number=place.passage.paragraph)
        title = place.title
        title = title if len(title) <= SHORT else title[: SHORT - 1] + "…"
        return STEP.join((title, number))

    def _when(self, time: str) -> str:
        """The local time of a visit, as short as can be."""
        try:
            then = datetime.fromisoformat(time).astimezone()
        except ValueError:
            return ""
        now = datetime.now().astimezone()
        clock = then.strftime("%H:%M")
        days = (now.date() - then.date()).days
        if days == 0:
            return clock
        if days == 1:
            return self._tr("昨天 {clock}", clock=clock)
        return then.strftime("%m-%d") if then.year == now.year else then.strftime("%Y-%m-%d")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
