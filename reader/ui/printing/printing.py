"""Printing in the window: the preview of the text that is read, and its PDF file."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from reader.documents.model import Paragraph
from reader.settings import Settings
from reader.ui.desk import Desk
from reader.ui.part import LibraryPart, Means
from reader.ui.reading.places import Selection
from reader.ui.turns import Turns, loading
from reader.workspace.text import Text
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from reader.ui.pictures.cache import PictureCache
    from reader.ui.printing.dialog import PreviewDialog
    from reader.ui.printing.press import Press

MODULES = (
    "reader.ui.pictures.cache",
    "reader.ui.printing.content",
    "reader.ui.printing.paper",
    "reader.ui.printing.pictures",
    "reader.ui.printing.pages",
    "PySide6.QtPrintSupport",
    "reader.ui.printing.ranges",
    "reader.ui.printing.form",
    "reader.ui.printing.painting",
    "reader.ui.printing.sheet_view",
    "reader.ui.printing.navigation",
    "reader.ui.printing.glyphs",
    "reader.ui.printing.pdf",
    "reader.ui.printing.output",
    "reader.ui.printing.press",
    "reader.ui.printing.dialog",
)
"""What a preview takes, each after what it takes itself: loaded one a turn, before the first."""
LABELS_A_TURN = 2000


class Printing(LibraryPart):
    """Opens previews, one at a time; `settings_changed` carries what was chosen in one.

    `marks(document)` gives the bookmarks of a document by their paragraphs. All that it takes is
    loaded with the first preview.
    """

    settings_changed = Signal(object)
    notice = Signal(str)

    def __init__(self, means: Means, desk: Desk, marks: Callable[[str], Mapping[int, str]]) -> None:
        super().__init__(means)
        self._desk = desk
        self._marks = marks
        self._press: Press | None = None
        self._cache: PictureCache | None = None
        self._dialog: PreviewDialog | None = None
        self._made: PreviewDialog | None = None
        self._opening: Turns | None = None
        self._folder = ""

    @property
    def dialog(self) -> "PreviewDialog | None":
        """The preview that is open."""
        return self._dialog

    def set_workspace(self, workspace: Workspace) -> None:
        """Turn to another library: what was seen of the former is closed."""
        self._close()
        if self._press is not None:
            self._press.forget()
        if self._cache is not None and workspace is not self._workspace:
            self._cache.deleteLater()
            self._cache = None
        super().set_workspace(workspace)

    def preview(self, settings: Settings) -> None:
        """Show the text of the active pane as it would be printed."""
        self._open(settings, asking=False)

    def export(self, settings: Settings) -> None:
        """Show it too, and ask at once where its PDF file is to be written."""
        self._open(settings, asking=True)

    def _open(self, settings: Settings, asking: bool) -> None:
        text, workspace = self._desk.active.view.text, self._workspace
        if text is None or workspace is None:
            return
        self._close()
        view = self._desk.active.view
        steps = self._steps(
            text, view.selection, view.current_paragraph(), workspace, settings, asking
        )
        self._opening = Turns(steps, self)

    def _steps(
        self,
        text: Text,
        selection: Selection | None,
        paragraph: Paragraph | None,
        workspace: Workspace,
        settings: Settings,
        asking: bool,
    ) -> Iterator[None]:
        """Open the preview, some milliseconds a step."""
        document = text.record.document
        yield from loading(MODULES)
        labels: list[str] = []
        yield from _label(text, labels)
        from reader.ui.printing.dialog import PreviewDialog, Printable

        printable = Printable(
            text,
            labels,
            selection,
            1 if paragraph is None else paragraph.number,
            frozenset(self._marks(document)),
            lambda number: workspace.picture(document, number),
        )
        dialog = PreviewDialog(
            printable,
            settings,
            self._new_press(),
            self._new_cache(workspace),
            self._tr,
            self._window,
        )
        self._made = dialog
        yield from dialog.furnish()
        dialog.set_folder(self._folder)
        dialog.folder_changed.connect(self._keep_folder)
        dialog.settings_changed.connect(self.settings_changed)
        dialog.finished.connect(self._forget)
        self._dialog, self._made = dialog, None
        yield
        dialog.show()
        if asking:
            yield
            dialog.choose_file()

    def _new_cache(self, workspace: Workspace) -> "PictureCache":
        from reader.ui.pictures.cache import PictureCache

        if self._cache is None:
            self._cache = PictureCache(self._tasks, workspace.picture, parent=self)
        return self._cache

    def _new_press(self) -> "Press":
        from reader.ui.printing.press import Press

        if self._press is None:
            self._press = Press(self._tasks, self._tr, self)
            self._press.sent.connect(self._say_sent)
            self._press.failed.connect(self._say_failed)
        return self._press

    def _close(self) -> None:
        if self._opening is not None:
            self._opening.stop()
            self._opening.deleteLater()
            self._opening = None
        if self._made is not None:
            # It was never shown.
            self._made.deleteLater()
            self._made = None
        if self._dialog is not None:
            self._dialog.close()

    def _forget(self) -> None:
        self._dialog = None

    def _keep_folder(self, folder: str) -> None:
        self._folder = folder

    def _say_sent(self, pages: int) -> None:
        """Where the preview was closed meanwhile, the status line tells."""
        if self._dialog is None:
            self.notice.emit(self._tr("打印或导出已完成：{count} 页", count=pages))

    def _say_failed(self, error: object) -> None:
        from reader.errors import ReaderError

        if self._dialog is None and isinstance(error, ReaderError):
            self.notice.emit(self._tr.render(error.message))


def _label(text: Text, labels: list[str]) -> Iterator[None]:
    """The sections as they stand in lists, which may be long."""
    from reader.ui.printing.form import section_choices

    choices = section_choices(text.sections)
    while more := list(islice(choices, LABELS_A_TURN)):
        labels += more
        yield
