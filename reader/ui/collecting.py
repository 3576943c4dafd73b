"""Folders of documents in the window: every change at once, and with a way back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from reader.library.model import Collection
from reader.ui.panels.collections import FOLDER, Node
from reader.ui.panels.documents import DocumentsPanel
from reader.ui.part import LibraryPart, Means
from reader.ui.undoing import Deed
from reader.workspace.collections import CollectionDesk
from reader.workspace.model import SavedSearch, SearchScope
from reader.workspace.workspace import Workspace

LONGEST_NAME = 30


class Collecting(LibraryPart):
    """Keeps the tree in step with the personal data, and does what is asked for in it.

    `scope_wanted(scope)` and `search_wanted(query, scope)` are for whoever searches; `shown`
    asks for the panel to come to the front.
    """

    changed = Signal()
    shown = Signal()
    scope_wanted = Signal(object)
    search_wanted = Signal(str, object)

    def __init__(self, means: Means, panel: DocumentsPanel) -> None:
        super().__init__(means)
        self._panel = panel
        self._coming: Node | None = None
        self._unnamed: str | None = None
        tree = panel.tree
        tree.rename_wanted.connect(self.rename)
        tree.move_wanted.connect(self.move)
        tree.remove_wanted.connect(self.remove)
        tree.documents_dropped.connect(self._drop)
        panel.take_out_wanted.connect(self.take_out)
        panel.arranged.connect(self._arrange)
        panel.new_button.clicked.connect(lambda: self.create())

    # In step

    @property
    def node(self) -> Node:
        """What is chosen in the tree, or will be as soon as the folders are there."""
        return self._coming or self._panel.node

    def set_workspace(self, workspace: Workspace, node: str = "") -> None:
        """Show the folders of another library; `node` is what a session had chosen."""
        super().set_workspace(workspace)
        self._coming, self._unnamed = Node.parse(node), None
        self._panel.set_found({})
        self._panel.set_folders(())
        self.refresh()

    def refresh(self) -> None:
        """Read the folders anew."""
        workspace = self._workspace
        if workspace is not None:
            self._tasks.run(
                lambda _job: workspace.collections.folders(),
                self._show,
                self.failed.emit,
                "collections",
            )

    def refresh_found(self) -> None:
        """Search anew for what the folders of searches hold: the texts may have changed."""
        workspace = self._workspace
        if workspace is not None and any(f.search for f in self._panel.folders):
            self._tasks.run(
                lambda _job: workspace.collections.found(),
                self._panel.set_found,
                self.failed.emit,
                "collections found",
            )

    def _show(self, folders: Sequence[Collection]) -> None:
        self._panel.set_folders(folders)
        coming, self._coming = self._coming, None
        if coming is not None:
            self._panel.show_node(coming)
        self.refresh_found()
        self.changed.emit()
        unnamed, self._unnamed = self._unnamed, None
        if unnamed is not None:
            self._panel.tree.rename(unnamed)

    # Folders

    def create(self, parent: str | None = None, documents: Sequence[str] = ()) -> None:
        """Make a folder, with these documents in it, and let the user write its name."""
        name = self._tr("新文献夹")

        def make(desk: CollectionDesk) -> str:
            made = desk.create(name, parent)
            desk.add(made.id, documents)
            return made.id

        self._make(name, make)

    def keep_search(self, query: str, scope: SearchScope) -> None:
        """Make a folder of what a search finds."""
        name = query if len(query) <= LONGEST_NAME else query[:LONGEST_NAME] + "…"
        self._make(name, lambda desk: desk.create_search(name, query, scope).id)

    def _make(self, name: str, make: Callable[[CollectionDesk], str]) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        creation = _Creation(workspace, make)

        def after() -> None:
            if creation.made is not None and creation.fresh:
                self._coming = Node(FOLDER, creation.made)
                self._unnamed = creation.made
                self._panel.show_tree(True)
                self.shown.emit()
            self.refresh()

        self._do(
            self._tr("新建文献夹“{name}”", name=name),
            self._tr("已新建文献夹“{name}”", name=name),
            creation.do,
            creation.undo,
            after,
        )

    def rename(self, folder: str, name: str) -> None:
        """Give a folder another name."""
        desk = self._desk
        self._do(
            self._tr("重命名文献夹“{name}”", name=self._name(folder)),
            self._tr("文献夹已重命名为“{name}”", name=name),
            lambda: desk().rename(folder, name),
            lambda former: desk().rename(folder, former),
        )

    def move(self, folder: str, parent: str | None, position: int | None = None) -> None:
        """Put a folder elsewhere."""
        desk, name = self._desk, self._name(folder)
        self._do(
            self._tr("移动文献夹“{name}”", name=name),
            self._tr("已移动文献夹“{name}”", name=name),
            lambda: desk().move(folder, parent, position),
            lambda spot: desk().move(folder, spot.parent, spot.position),
        )

    def remove(self, folder: str) -> None:
        """Remove a folder; the documents stay in the library."""
        desk, name = self._desk, self._name(folder)
        self._do(
            self._tr("删除文献夹“{name}”", name=name),
            self._tr("已删除文献夹“{name}”，其中的文献仍在资料库里", name=name),
            lambda: desk().remove(folder),
            lambda removed: desk().restore(removed),
        )

    # Documents

    def add(self, folder: str, documents: Sequence[str]) -> None:
        """Put documents into a folder."""
        desk, words = self._desk, self._words(documents)
        self._do(
            self._tr("加入文献夹“{name}”：{documents}", name=self._name(folder), documents=words),
            self._tr("已加入文献夹“{name}”：{documents}", name=self._name(folder), documents=words),
            lambda: desk().add(folder, documents),
            lambda added: desk().take_out(folder, added),
        )

    def take_out(self, folder: str, documents: Sequence[str]) -> None:
        """Take documents out of a folder."""
        desk, words = self._desk, self._words(documents)
        self._do(
            self._tr("移出文献夹“{name}”：{documents}", name=self._name(folder), documents=words),
            self._tr("已移出文献夹“{name}”：{documents}", name=self._name(folder), documents=words),
            lambda: desk().take_out(folder, documents),
            lambda places: desk().put_back(folder, places),
        )

    def _drop(self, folder: str, documents: Sequence[str], moved: bool) -> None:
        shown = self._panel.folder
        if not moved or shown is None or shown.search is not None or shown.id == folder:
            self.add(folder, documents)
            return
        desk, source, words = self._desk, shown.id, self._words(documents)
        self._do(
            self._tr("移到文献夹“{name}”：{documents}", name=self._name(folder), documents=words),
            self._tr("已移到文献夹“{name}”：{documents}", name=self._name(folder), documents=words),
            lambda: desk().transfer(source, folder, documents),
            lambda done: desk().transfer_back(source, folder, *done),
        )

    def _arrange(self, folder: str, documents: Sequence[str], before: str | None) -> None:
        shown = self._panel.folder
        if shown is None or shown.id != folder:
            return
        rest = [document for document in shown.documents if document not in documents]
        place = rest.index(before) if before in rest else len(rest)
        order = (*rest[:place], *documents, *rest[place:])
        desk = self._desk
        self._do(
            self._tr("调整“{name}”中的顺序", name=shown.name),
            self._tr("已调整“{name}”中的顺序", name=shown.name),
            lambda: desk().arrange(folder, order),
            lambda former: desk().arrange(folder, former),
        )

    # Searching

    def search_in(self, folder: str) -> None:
        """Restrict the search to a folder."""
        self.scope_wanted.emit(SearchScope(collections=frozenset({folder})))

    def search_again(self, folder: str) -> None:
        """Search what a folder that is a search was made of."""
        desk = self._desk

        def show(search: SavedSearch | None) -> None:
            if search is not None:
                self.search_wanted.emit(search.query, search.scope)

        self._tasks.run(lambda _job: desk().search(folder), show, self.failed.emit)

    # Inside

    @property
    def _desk(self) -> Callable[[], CollectionDesk]:
        """The desk of the library that is open now; it is made in the worker thread."""
        workspace = self._workspace
        assert workspace is not None
        return lambda: workspace.collections

    def _do(
        self,
        name: str,
        said: str,
        do: Callable[[], object],
        undo: Callable[..., object],
        after: Callable[[], None] | None = None,
    ) -> None:
        self._undoing.do(Deed(name, said, do, undo, after or self.refresh))

    def _name(self, folder: str) -> str:
        return self._panel.folder_name(folder) or ""

    def _words(self, documents: Sequence[str]) -> str:
        titles = [self._panel.title_of(document) or "" for document in documents]
        if len(titles) == 1:
            return self._tr("《{title}》", title=titles[0])
        return self._tr("{count} 篇文献", count=len(titles))


class _Creation:
    """Making a folder: what is done again after an undo is the same folder, with what was in it."""

    def __init__(self, workspace: Workspace, make: Callable[[CollectionDesk], str]) -> None:
        self._workspace = workspace
        self._make = make
        self._back: Callable[[], None] | None = None
        self.made: str | None = None

    @property
    def fresh(self) -> bool:
        """Whether it was just made for the first time."""
        return self._back is None

    def do(self) -> None:
        """Make it, or bring it back."""
        if self._back is None:
            self.made = self._make(self._workspace.collections)
        else:
            self._back()

    def undo(self, _: None) -> None:
        """Remove it."""
        desk = self._workspace.collections
        removed = desk.remove(self.made or "")
        self._back = lambda: desk.restore(removed)
