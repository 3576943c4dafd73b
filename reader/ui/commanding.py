"""What the actions do: the menus, and the commands of window and panes."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QMessageBox

from reader.documents.references import write_reference
from reader.messages import Translator
from reader.settings import PALETTES, SYSTEM
from reader.ui.comparing.actions import connect_compare_actions
from reader.ui.document_commands import DocumentCommands
from reader.ui.emptiness import Emptiness
from reader.ui.entry_commands import EntryCommands
from reader.ui.link_actions import connect_link_actions, fill_link_menu
from reader.ui.menus import name_menu, name_menus
from reader.ui.pane_commands import PaneCommands
from reader.ui.parts import Parts
from reader.ui.preferring import Preferring
from reader.ui.shortening import shortened
from reader.workspace.text import Text
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    pass

PANELS = ("show_documents", "show_contents", "show_themes", "show_results", "show_bookmarks")
# Their dialogs wait for the user; whoever fired the action from outside should not.
ASKING = (
    "import_files",
    "import_folder",
    "import_preview",
    "new_library",
    "open_library",
    "preferences",
    "about",
    "collect",
    "relocate_original",
    "print_preview",
    "export_pdf",
)
# What needs a text in the active pane
READABLE = (
    *("add_bookmark", "copy", "copy_reference", "close_document"),
    *("paragraph_themes", "theme_add"),
    *("find", "find_next", "find_previous"),
    *("print_preview", "export_pdf"),
)
VERSION = "0.1.0"
# Characters of what would be undone, in the menu
LONGEST_NAME = 24


class Commanding(QObject):
    """Ties every action of the window to what it does."""

    library_wanted = Signal(str)

    def __init__(
        self,
        window: QMainWindow,
        parts: Parts,
        preferring: Preferring,
        tr: Translator,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._folder: Path | None = None
        self._preferring = preferring
        self._tr = tr
        self.documents = DocumentCommands(window, parts, tr)
        self.entries = EntryCommands(window, parts, tr)
        self.panes = PaneCommands(window, parts, tr)
        self.emptiness = Emptiness(parts, tr, window)
        self._recent: QMenu = self._make_menus()
        self._connect()

    # State that the rest of the window tells

    def set_workspace(self, workspace: Workspace) -> None:
        """A library that cannot be written takes no imports."""
        self._folder = workspace.folder
        for key in ("import_files", "import_folder", "import_preview"):
            self._parts.actions[key].setEnabled(not workspace.read_only)
        for key in ("paste_document", "watched_folders"):
            self._parts.actions[key].setEnabled(not workspace.read_only)
        self.documents.set_workspace(workspace)

    def set_readable(self, text: Text | None) -> None:
        """Without a text in the active pane there is nothing to mark or to open."""
        readable = text is not None
        pictures = text.pictures if text is not None else ()
        self._parts.actions["view_picture"].setEnabled(any(p.key for p in pictures))
        for key in READABLE:
            self._parts.actions[key].setEnabled(readable)
        self.documents.update()

    # Menus

    def _make_menus(self) -> QMenu:
        bar, tr, fill = self._window.menuBar(), self._tr, self._parts.actions.fill_menu
        file = bar.addMenu(tr("文件(&F)"))
        fill(file, "import_files", "import_folder", "import_preview")
        fill(file, "paste_document", "watched_folders")
        fill(file, "cancel_import", "resume_import", "give_up_import", "")
        fill(file, "new_library", "open_library")
        recent = file.addMenu(tr("最近的资料库"))
        fill(file, "starter_library", "", "open_original", "", "print_preview", "export_pdf", "")
        fill(file, "quit")
        edit = bar.addMenu(tr("编辑(&E)"))
        fill(edit, "undo", "redo", "", "copy", "copy_reference", "copy_changes", "")
        fill(edit, "find", "find_next", "find_previous", "")
        fill(edit, "search", "search_history", "", "preferences")
        self.documents.fill(bar)
        view = bar.addMenu(tr("查看(&V)"))
        fill(view, "sidebar", *PANELS, "", "split", "swap", "other_pane", "maximise_pane")
        fill(view, "compare_panes", "", "caret", "")
        fill(view.addMenu(tr("配色")), SYSTEM, "", *PALETTES)
        fill(view, "larger", "smaller", "normal_size", "", "view_picture")
        fill_link_menu(view.addMenu(tr("联动")), self._parts)
        go = bar.addMenu(tr("转到(&G)"))
        fill(go, "back", "forward", "")
        go.addMenu(self._parts.recent.menu(go))
        fill(go, "recent_places", "")
        fill(go, "open_documents", "next_document", "previous_document", "")
        fill(go, "paragraph_themes", "next_of_theme", "previous_of_theme", "")
        fill(go, "next_change", "previous_change", "")
        fill(go, "close_document", "reopen_document")
        decide = bar.addMenu(tr("主题(&T)"))
        fill(decide, "show_themes", "paragraph_themes", "", "theme_add", "")
        fill(decide, "theme_keep", "theme_remove", "theme_reset")
        fill(bar.addMenu(tr("书签(&B)")), "add_bookmark", "show_bookmarks")
        fill(bar.addMenu(tr("帮助(&H)")), "shortcuts", "manual", "", "about")
        name_menus(bar)
        return recent

    def list_recent(self) -> None:
        """Fill the menu of the libraries that were open before."""
        self._recent.clear()
        for name in self._preferring.settings.recent_libraries:
            self._recent.addAction(name, partial(self.library_wanted.emit, name))
        self._recent.setEnabled(bool(self._preferring.settings.recent_libraries))

    def pane_menu(self, number: int, place: QPoint) -> None:
        """The menu of a text: what can be done with the passage that is meant."""
        parts, tr = self._parts, self._tr
        passage = parts.desk.panes[number].view.current_passage()
        if passage is None:
            return
        parts.desk.activate(number)
        menu = QMenu(self._window)
        parts.actions.fill_menu(menu, "copy", "copy_reference", "add_bookmark", "")
        words = shortened(passage.text, 20)
        if parts.desk.panes[number].view.has_selection:
            menu.addAction(
                tr("搜索“{words}”", words=words.replace("&", "&&")),
                lambda: parts.box.setText('"' + passage.text.replace('"', '""') + '"'),
            )
        menu.addAction(tr("在另一栏打开此处"), lambda: parts.desk.show(passage, 1 - number))
        self.entries.fill_page(menu, parts.desk.panes[number])
        menu.addSeparator()
        shown = ("view_picture",) if parts.actions["view_picture"].isEnabled() else ()
        parts.actions.fill_menu(menu, *shown, "collect", "open_original", "show_original")
        parts.actions.fill_menu(menu, "correct")
        name_menu(menu, tr("正文"))
        menu.exec(place)
        menu.deleteLater()

    # Actions

    def bookmark(self, number: int) -> None:
        """Keep a bookmark on what the user means in a pane."""
        passage = self._parts.desk.panes[number].view.current_passage()
        if passage is not None and passage.text:
            self._parts.bookmarking.add(passage)

    def _commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action does that is no switch."""
        parts = self._parts
        desk = parts.desk
        return {
            "import_files": parts.importing.choose_files,
            "import_folder": parts.importing.choose_folder,
            "paste_document": parts.pasting.paste,
            "import_preview": lambda: parts.correcting.preview(parts.importing.ask_files()),
            "cancel_import": parts.importing.cancel,
            "resume_import": parts.importing.resume,
            "give_up_import": parts.importing.give_up,
            "preferences": self._preferring.open,
            "watched_folders": parts.watched.open,
            "new_library": lambda: self.library_wanted.emit("new"),
            "open_library": lambda: self.library_wanted.emit("open"),
            "starter_library": lambda: self.library_wanted.emit("starter"),
            "print_preview": lambda: parts.printing.preview(self._preferring.settings),
            "export_pdf": lambda: parts.printing.export(self._preferring.settings),
            "quit": self._window.close,
            "undo": parts.undoing.undo,
            "redo": parts.undoing.redo,
            "copy": lambda: desk.active.view.copy(),
            "copy_reference": self._copy_reference,
            "find": parts.text_finding.find,
            "find_next": lambda: parts.text_finding.step(1),
            "find_previous": lambda: parts.text_finding.step(-1),
            "search": self._focus_search,
            "search_history": self._parts.searches.open,
            "swap": desk.swap,
            "other_pane": self._other_pane,
            "larger": lambda: self._preferring.resize(1),
            "smaller": lambda: self._preferring.resize(-1),
            "normal_size": self._preferring.normal_size,
            "back": desk.ways.back,
            "forward": desk.ways.forward,
            "add_bookmark": lambda: self.bookmark(desk.active.number),
            "about": self._about,
            **self.documents.commands(),
            **self.panes.commands(),
            **self.entries.commands(),
        }

    def _connect(self) -> None:
        parts, actions = self._parts, self._parts.actions
        for key, do in self._commands().items():
            if key in ASKING:
                do = partial(QTimer.singleShot, 0, do)
            actions[key].triggered.connect(lambda _checked=False, do=do: do())
        self._connect_panels()
        self._connect_panes()
        connect_link_actions(parts, self._tr)
        connect_compare_actions(parts, self._tr)
        self._connect_maximising()
        for changed, update in (
            (parts.importing.changed, self._update_imports),
            (parts.desk.ways.navigator.changed, self._update_navigation),
            (parts.undoing.changed, self._update_undoing),
        ):
            changed.connect(update)
            update()
        self.set_readable(None)
        self.list_recent()

    def _connect_panes(self) -> None:
        desk, actions = self._parts.desk, self._parts.actions
        actions["split"].setChecked(desk.split)
        actions["split"].toggled.connect(desk.set_split)
        desk.split_changed.connect(actions["split"].setChecked)
        for pane in desk.panes:
            actions["caret"].toggled.connect(pane.view.set_caret_mode)

    def _connect_panels(self) -> None:
        sidebar, actions = self._parts.sidebar, self._parts.actions
        actions["sidebar"].setChecked(True)
        actions["sidebar"].toggled.connect(self._show_sidebar)
        for number, key in enumerate(PANELS):
            actions[key].triggered.connect(lambda _=False, number=number: self._panel(number))
            actions[key].changed.connect(partial(self._tell_tab, number))
            self._tell_tab(number)
        sidebar.panel_changed.connect(lambda number: actions[PANELS[number]].setChecked(True))
        actions[PANELS[sidebar.panel]].setChecked(True)

    def _connect_maximising(self) -> None:
        parts, action = self._parts, self._parts.actions["maximise_pane"]
        action.toggled.connect(parts.maximising.set_on)
        parts.maximising.changed.connect(action.setChecked)
        for pane in parts.desk.panes:
            parts.maximising.changed.connect(pane.set_maximised)
            pane.maximise_wanted.connect(self._maximise)

    def _maximise(self, number: int) -> None:
        """The pane that was clicked is the one that stays."""
        self._parts.desk.activate(number)
        self._parts.actions["maximise_pane"].toggle()

    def _update_navigation(self) -> None:
        navigator, actions = self._parts.desk.ways.navigator, self._parts.actions
        actions["back"].setEnabled(navigator.can_go_back)
        actions["forward"].setEnabled(navigator.can_go_forward)

    def _update_undoing(self) -> None:
        """The menu says what would be undone."""
        tr, undoing = self._tr, self._parts.undoing
        for key, name, plain, named in (
            ("undo", undoing.undoable, tr("撤销"), tr("撤销：{deed}")),
            ("redo", undoing.redoable, tr("重做"), tr("重做：{deed}")),
        ):
            action = self._parts.actions[key]
            action.setEnabled(name is not None)
            words = plain if name is None else named.format(deed=_short(name))
            action.setText(words.replace("&", "&&"))

    def _update_imports(self) -> None:
        importing, actions = self._parts.importing, self._parts.actions
        actions["cancel_import"].setEnabled(importing.running)
        for key in ("resume_import", "give_up_import"):
            actions[key].setEnabled(bool(importing.unfinished))

    def _tell_tab(self, number: int) -> None:
        action = self._parts.actions[PANELS[number]]
        self._parts.sidebar.set_tip(number, action.toolTip())

    def _show_sidebar(self, on: bool) -> None:
        """Without it the keyboard is in the page that is read, not in the one that Qt finds."""
        sidebar = self._parts.sidebar
        focused = QApplication.focusWidget()
        if not on and focused is not None and sidebar.isAncestorOf(focused):
            self._parts.desk.active.view.setFocus()
        sidebar.setVisible(on)

    def _panel(self, number: int) -> None:
        self._parts.actions["sidebar"].setChecked(True)
        if not self._parts.sidebar.enter(number):
            self._parts.desk.active.view.setFocus()

    def _copy_reference(self) -> None:
        """Put the address of what is meant on the clipboard: people and the search box read it."""
        parts, tr = self._parts, self._tr
        passage = parts.desk.active.view.current_passage()
        text = parts.desk.active.text
        if passage is None or text is None:
            return
        paragraph = text.paragraphs[passage.paragraph - 1]
        reference = write_reference(
            text.record.metadata.title, text.sections, passage, passage.text == paragraph.text
        )
        QApplication.clipboard().setText(reference)
        parts.status.notice(tr("已复制：{reference}", reference=reference))

    def _focus_search(self) -> None:
        self._parts.box.setFocus()
        self._parts.box.selectAll()

    def _other_pane(self) -> None:
        desk = self._parts.desk
        desk.set_split(True)
        desk.other.view.setFocus()

    def _about(self) -> None:
        QMessageBox.about(
            self._window,
            self._tr("关于案头"),
            self._tr(
                "案头 {version}\n离线阅读中文资料：原文与主题提纲并排，检索准确，书签长久。\n"
                "所有内容只保存在这台电脑上。\n资料库：{library}",
                version=VERSION,
                library=self._folder or "—",
            ),
        )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"
