"""Pictures in the window: below their paragraphs, and large in a window of their own."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.messages import Translator
from reader.ui.pane import Pane
from reader.ui.pictures.cache import PictureCache
from reader.ui.pictures.furniture import PictureFurniture
from reader.ui.tasks import TaskRunner
from reader.workspace.text import Text
from reader.workspace.workspace import Workspace


class Picturing(QObject):
    """Gives the panes the pictures of their texts; both share what was loaded.

    `left` comes when another library is opened.
    """

    left = Signal()

    def __init__(
        self, panes: tuple[Pane, ...], tasks: TaskRunner, tr: Translator, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._tasks = tasks
        self._tr = tr
        self._parent = parent
        self._cache: PictureCache | None = None
        self._workspace: Workspace | None = None

    def set_workspace(self, workspace: Workspace) -> None:
        """Turn to another library: nothing of the former is kept."""
        if workspace is self._workspace:
            return
        self.left.emit()
        if self._cache is not None:
            self._cache.deleteLater()
        self._workspace = workspace
        self._cache = PictureCache(self._tasks, workspace.picture, parent=self)
        self._cache.loaded.connect(self._paint)
        for pane in self._panes:
            self.show(pane.number)

    def show(self, number: int) -> None:
        """The pictures of the text that a pane shows now."""
        view = self._panes[number].view
        text = view.text
        if text is None or not text.pictures or self._cache is None:
            view.set_furniture(None)
            return
        self._cache.try_again()
        view.set_furniture(PictureFurniture(text, self._cache, self._opener(text), self._tr))

    def _paint(self) -> None:
        for pane in self._panes:
            pane.view.canvas.update()

    def _opener(self, text: Text) -> Callable[[int], None]:
        return lambda number: self.open(text, number)

    def open_near(self, number: int) -> None:
        """Show large what comes next from the paragraph that is read in a pane, else the last."""
        view = self._panes[number].view
        text, current = view.text, view.current_paragraph()
        if text is None or current is None:
            return
        shown = [n for n, picture in enumerate(text.pictures, start=1) if picture.key]
        ahead = [n for n in shown if text.pictures[n - 1].after >= current.number]
        if shown:
            self.open(text, (ahead or shown[-1:])[0])

    def open(self, text: Text, number: int) -> None:
        """Show picture `number` (from 1) of a text large."""
        from reader.ui.pictures.large import PictureWindow

        workspace = self._workspace
        if workspace is None:
            return
        document = text.record.document
        window = PictureWindow(
            text,
            lambda which: workspace.picture(document, which),
            self._tasks,
            self._tr,
            self._panes[0].appearance,
            self._parent,
        )
        self.left.connect(window.close)
        window.show_picture(number)
        window.show()
