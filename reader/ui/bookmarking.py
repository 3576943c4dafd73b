"""Bookmarks in the window: add at once, edit without blocking, remove with a way back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from reader.documents.model import Passage
from reader.library.model import Bookmark
from reader.ui.panels.bookmarks import BookmarksPanel
from reader.ui.part import LibraryPart, Means
from reader.ui.shortening import shortened
from reader.ui.undoing import Deed
from reader.workspace.workspace import Workspace

# Of the words of a bookmark so many characters are said again.
SAID = 30


class Bookmarking(LibraryPart):
    """Keeps the panel and the ribbons in step with the personal data."""

    changed = Signal()

    def __init__(self, means: Means, panel: BookmarksPanel) -> None:
        super().__init__(means)
        self._panel = panel
        self._bookmarks: tuple[Bookmark, ...] = ()
        panel.edit_wanted.connect(self.edit)
        panel.remove_wanted.connect(self.remove)

    def set_workspace(self, workspace: Workspace) -> None:
        """Show the bookmarks on another library."""
        super().set_workspace(workspace)
        self._show(())
        self.refresh()

    def refresh(self) -> None:
        """Read the bookmarks anew and find their places."""
        workspace = self._workspace
        if workspace is not None:
            self._tasks.run(
                lambda _job: workspace.bookmarks.all(), self._show, self.failed.emit, "bookmarks"
            )

    def marks(self, document: str | None) -> dict[int, str]:
        """The bookmarked paragraphs of a document, each with what its ribbon says."""
        names: dict[int, list[str]] = {}
        for bookmark in self._bookmarks:
            place, note = bookmark.passage, bookmark.annotation.note
            if place is not None and place.document == document:
                name = self._tr("书签：{note}", note=note) if note else self._tr("书签")
                names.setdefault(place.paragraph, []).append(name)
        return {paragraph: "\n".join(found) for paragraph, found in names.items()}

    def first_on(self, document: str | None, paragraph: int) -> str | None:
        """The id of the first bookmark on a paragraph."""
        for bookmark in self._bookmarks:
            place = bookmark.passage
            if place is not None and (place.document, place.paragraph) == (document, paragraph):
                return bookmark.annotation.id
        return None

    def add(self, passage: Passage) -> None:
        """Keep a bookmark on a passage at once, then offer its note; that can be undone."""
        workspace = self._workspace
        if workspace is None:
            return

        def added(bookmark: Bookmark) -> None:
            self.refresh()
            self._undoing.keep(self._adding(workspace, bookmark), None)
            self.edit(bookmark)

        self._tasks.run(lambda _job: workspace.bookmarks.add(passage), added, self.failed.emit)

    def _adding(self, workspace: Workspace, bookmark: Bookmark) -> Deed[None]:
        key, words = _key_and_words(bookmark)
        return Deed(
            self._tr("加书签：{words}", words=words),
            self._tr("已加书签：{words}", words=words),
            lambda: workspace.bookmarks.restore(key),
            lambda _: workspace.bookmarks.remove(key),
            lambda: self._came_or_went(key),
        )

    def _came_or_went(self, key: str) -> None:
        """A bookmark that is taken back takes its dialog with it."""
        from reader.ui.bookmark_dialog import BookmarkDialog

        for dialog in self._window.findChildren(BookmarkDialog):
            if dialog.bookmark == key:
                dialog.close()
        self.refresh()

    def edit(self, bookmark: Bookmark) -> None:
        """Offer the note, folder and tags of a bookmark, in one dialog at a time for each."""
        from reader.ui.bookmark_dialog import BookmarkDialog

        for open_dialog in self._window.findChildren(BookmarkDialog):
            if open_dialog.bookmark == bookmark.annotation.id and open_dialog.isVisible():
                open_dialog.raise_()
                open_dialog.activateWindow()
                return
        folders = sorted({b.annotation.folder for b in self._bookmarks if b.annotation.folder})
        dialog = BookmarkDialog(bookmark, folders, self._tr, self._window)
        dialog.saved.connect(self._save)
        dialog.show()

    def remove(self, bookmark: Bookmark) -> None:
        """Remove a bookmark; that can be undone."""
        workspace = self._workspace
        if workspace is not None:
            key, words = _key_and_words(bookmark)
            self._undoing.do(
                Deed(
                    self._tr("删除书签：{words}", words=words),
                    self._tr("已删除书签：{words}", words=words),
                    lambda: workspace.bookmarks.remove(key),
                    lambda _: workspace.bookmarks.restore(key),
                    self.refresh,
                )
            )

    def _save(self, key: str, note: str, folder: str, tags: tuple[str, ...]) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._tasks.run(
                lambda _job: workspace.bookmarks.edit(key, note, folder, tags),
                lambda _: self.refresh(),
                self.failed.emit,
            )

    def _show(self, bookmarks: Sequence[Bookmark]) -> None:
        self._bookmarks = tuple(bookmarks)
        self._panel.set_bookmarks(self._bookmarks)
        self.changed.emit()


def _key_and_words(bookmark: Bookmark) -> tuple[str, str]:
    return bookmark.annotation.id, shortened(bookmark.annotation.selector.exact, SAID)
