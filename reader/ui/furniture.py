"""What a window holds beside its two pages: made when the pages have been painted."""

from PySide6.QtWidgets import QMainWindow, QSplitter

from reader.messages import Translator
from reader.ui.actions import Actions
from reader.ui.appearance import Appearance
from reader.ui.beside import Choices
from reader.ui.bookmarking import Bookmarking
from reader.ui.collecting import Collecting
from reader.ui.comparing.comparing import Comparing
from reader.ui.correcting.door import CorrectionDoor
from reader.ui.deciding import Deciding
from reader.ui.desk import Desk
from reader.ui.finding.finding import Finding, Surroundings
from reader.ui.folder_menus import FolderMenus
from reader.ui.importing import Importing
from reader.ui.linking import Linking
from reader.ui.margins import Margins
from reader.ui.maximising import Maximising
from reader.ui.open_documents import OpenDocuments
from reader.ui.originals import Originals
from reader.ui.part import Means
from reader.ui.parts import Parts
from reader.ui.pasting.pasting import Pasting
from reader.ui.printing.printing import Printing
from reader.ui.recent import RecentPlaces
from reader.ui.searches import Searches
from reader.ui.shelf import Shelf
from reader.ui.sidebar import Sidebar
from reader.ui.status import StatusLine
from reader.ui.tasks import TaskRunner
from reader.ui.text_finding import TextFinding
from reader.ui.theming import Theming
from reader.ui.toolbar import SearchBox, make_toolbar
from reader.ui.undoing import Undoing
from reader.ui.watching.folders import WatchedFolders


def furnish(
    window: QMainWindow,
    desk: Desk,
    splitter: QSplitter,
    look: Appearance,
    tasks: TaskRunner,
    tr: Translator,
) -> Parts:
    """Make sidebar, tool bar, status line and those that work on them, and put them in place."""
    sidebar = Sidebar(look, tr)
    box = SearchBox(tr)
    actions = Actions(window, tr)
    surroundings = Surroundings(
        lambda: desk.active.document,
        sidebar.themes.current,
        actions.commands,
        sidebar.documents.folder_id,
    )
    finding = Finding(box, sidebar.results, tasks, tr, surroundings)
    undoing = Undoing(tasks, tr, window)
    means = Means(window, tasks, undoing, tr)
    importing = Importing(means)
    status = StatusLine(tr, importing.area)
    window.setStatusBar(status)
    window.addToolBar(make_toolbar(actions, box, tr))
    shelf = Shelf(means, sidebar.documents)
    margins = Margins(means, desk)
    linking = Linking(means, desk, margins)
    maximising = Maximising(desk, splitter, actions["sidebar"])
    theming = Theming(means, sidebar.themes)
    bookmarking = Bookmarking(means, sidebar.bookmarks)
    collecting = Collecting(means, sidebar.documents)
    return Parts(
        actions=actions,
        box=box,
        sidebar=sidebar,
        desk=desk,
        splitter=splitter,
        finding=finding,
        searches=Searches(means, box, finding),
        text_finding=TextFinding(means, desk, look),
        theming=theming,
        deciding=Deciding(means),
        margins=margins,
        linking=linking,
        maximising=maximising,
        comparing=Comparing(means, desk, linking, look, lambda: maximising.on),
        bookmarking=bookmarking,
        importing=importing,
        shelf=shelf,
        status=status,
        undoing=undoing,
        collecting=collecting,
        folder_menus=FolderMenus(collecting, sidebar.documents, tr),
        watched=WatchedFolders(means, lambda: importing.running),
        pasting=Pasting(means),
        originals=Originals(means, lambda: shelf.records),
        choices=Choices(sidebar, finding, theming, lambda: desk.active.view.current_paragraph()),
        recent=RecentPlaces(means, desk),
        opened=OpenDocuments(desk, lambda document: document in shelf.records),
        printing=Printing(means, desk, bookmarking.marks),
        correcting=CorrectionDoor(means, look),
    )
