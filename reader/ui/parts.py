"""The parts of a window, for those that work on several of them at once."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QLineEdit, QSplitter

from reader.ui.actions import Actions
from reader.ui.beside import Choices
from reader.ui.bookmarking import Bookmarking
from reader.ui.collecting import Collecting
from reader.ui.comparing.comparing import Comparing
from reader.ui.correcting.door import CorrectionDoor
from reader.ui.deciding import Deciding
from reader.ui.desk import Desk
from reader.ui.finding.finding import Finding
from reader.ui.folder_menus import FolderMenus
from reader.ui.importing import Importing
from reader.ui.linking import Linking
from reader.ui.margins import Margins
from reader.ui.maximising import Maximising
from reader.ui.open_documents import OpenDocuments
from reader.ui.originals import Originals
from reader.ui.pasting.pasting import Pasting
from reader.ui.printing.printing import Printing
from reader.ui.recent import RecentPlaces
from reader.ui.searches import Searches
from reader.ui.shelf import Shelf
from reader.ui.sidebar import Sidebar
from reader.ui.status import StatusLine
from reader.ui.text_finding import TextFinding
from reader.ui.theming import Theming
from reader.ui.undoing import Undoing
from reader.ui.watching.folders import WatchedFolders
from reader.workspace.workspace import Workspace


class Working(Protocol):
    """A part that works on the library that is open."""

    def set_workspace(self, workspace: Workspace) -> None:
        """Work on this library from now on."""
        ...


@dataclass(frozen=True)
class Parts:
    """What a window is made of."""

    actions: Actions
    box: QLineEdit
    sidebar: Sidebar
    desk: Desk
    splitter: QSplitter
    finding: Finding
    searches: Searches
    text_finding: TextFinding
    theming: Theming
    deciding: Deciding
    margins: Margins
    linking: Linking
    maximising: Maximising
    comparing: Comparing
    bookmarking: Bookmarking
    importing: Importing
    shelf: Shelf
    status: StatusLine
    undoing: Undoing
    collecting: Collecting
    folder_menus: FolderMenus
    watched: WatchedFolders
    pasting: Pasting
    originals: Originals
    opened: OpenDocuments
    choices: Choices
    recent: RecentPlaces
    printing: Printing
    correcting: CorrectionDoor

    @property
    def working(self) -> tuple[Working, ...]:
        """Those that work on a library, in the order in which they begin with it."""
        return (
            self.pasting,
            self.originals,
            self.printing,
            self.shelf,
            self.finding,
            self.theming,
            self.deciding,
            self.margins,
            self.bookmarking,
            self.importing,
            self.searches,
            self.text_finding,
            self.recent,
            self.watched,
            self.correcting,
        )
