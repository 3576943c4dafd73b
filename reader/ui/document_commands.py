"""The menu 文献: folders, original files, and what becomes of documents."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QMenuBar

from reader.messages import Translator
from reader.ui.parts import Parts
from reader.workspace.workspace import Workspace

ORIGINAL_ACTIONS = ("open_original", "show_original", "relocate_original")
FOLDER_ACTIONS = ("rename_collection", "remove_collection", "search_collection")


class DocumentCommands(QObject):
    """What the actions on documents and folders do.

    They are about the documents that are selected in the list, else about the one that is read;
    what concerns its file is about the latter.
    """

    def __init__(self, window: QMainWindow, parts: Parts, tr: Translator) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._tr = tr
        self._writable = False
        panel = parts.sidebar.documents
        panel.node_changed.connect(self.update)
        panel.list.selectionModel().selectionChanged.connect(lambda *_: self.update())
        self.update()

    def commands(self) -> dict[str, Callable[[], object]]:
        """What to do for each action, by its key."""
        return {
            "collect": self._collect,
            "new_collection": self._parts.collecting.create,
            "rename_collection": lambda: self._with_folder(self._rename),
            "remove_collection": lambda: self._with_folder(self._parts.collecting.remove),
            "search_collection": lambda: self._with_folder(self._parts.collecting.search_in),
            "keep_search": self.keep_search,
            "open_original": lambda: self._with_original(self._parts.originals.open),
            "show_original": lambda: self._with_original(self._parts.originals.show_place),
            "relocate_original": lambda: self._with_original(self._parts.originals.relocate),
            "correct": self._correct,
            "remove_document": lambda: self._parts.shelf.remove(self.documents),
        }

    def fill(self, bar: QMenuBar) -> None:
        """Put the actions into a menu of their own."""
        self._parts.actions.fill_menu(
            bar.addMenu(self._tr("文献(&D)")),
            *("collect", "", "new_collection", *FOLDER_ACTIONS, "keep_search", ""),
            *(*ORIGINAL_ACTIONS, "correct", "", "remove_document"),
        )

    def set_workspace(self, workspace: Workspace) -> None:
        """What cannot be written takes no changes."""
        self._writable = not workspace.read_only
        self.update()

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that are meant."""
        selected = self._parts.sidebar.documents.list.selected()
        active = self._parts.desk.active.document
        return selected or ((active,) if active is not None else ())

    def keep_search(self) -> None:
        """Make a folder of what is searched for now."""
        finding = self._parts.finding
        if finding.query:
            self._parts.collecting.keep_search(finding.query, finding.scope)
        else:
            self._parts.status.notice(self._tr("先在搜索框中输入要找的文字，再存为文献夹"))

    def update(self) -> None:
        """Another document is read or selected, or another folder is shown."""
        actions, panel = self._parts.actions, self._parts.sidebar.documents
        for key in FOLDER_ACTIONS:
            actions[key].setEnabled(panel.folder is not None)
        active = self._parts.shelf.records.get(self._parts.desk.active.document or "")
        for key in ORIGINAL_ACTIONS:
            actions[key].setEnabled(active is not None and active.has_file)
        if not self._writable:
            actions["relocate_original"].setEnabled(False)
        there = bool(self.documents)
        actions["collect"].setEnabled(there)
        actions["correct"].setEnabled(len(self.documents) == 1 and self._writable)
        actions["remove_document"].setEnabled(there and self._writable)

    def _collect(self) -> None:
        documents = self.documents
        if documents:
            middle = self._window.mapToGlobal(self._window.rect().center())
            self._parts.folder_menus.offer(documents, middle)

    def _with_original(self, do: Callable[[str], object]) -> None:
        """The file of the text that is read."""
        document = self._parts.desk.active.document
        if document is not None:
            do(document)

    def _correct(self) -> None:
        documents = self.documents
        if documents:
            self._parts.correcting.correct(documents[0])

    def _with_folder(self, do: Callable[[str], object]) -> None:
        folder = self._parts.sidebar.documents.folder
        if folder is not None:
            do(folder.id)

    def _rename(self, folder: str) -> None:
        panel = self._parts.sidebar.documents
        self._parts.collecting.shown.emit()
        panel.show_tree(True)
        panel.tree.rename(folder)
