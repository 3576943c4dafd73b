"""Notices at once when something happens in watched folders, as far as the system tells."""

from collections.abc import Sequence

from PySide6.QtCore import QFileSystemWatcher, QObject, QThread, Signal, Slot

# Systems have few watches for all programs together (inotify: 8,192 for a user in older ones).
# What goes beyond is noticed by the regular look.
MOST = 1000


class _Watcher(QObject):
    """Lives in a thread of its own: to watch a folder on a share may take its time."""

    noticed = Signal()
    watching = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._system: QFileSystemWatcher | None = None

    @Slot(list)
    def watch(self, folders: list[str]) -> None:
        """Watch these folders and no others."""
        if self._system is None:
            # Here and not sooner: it has to be made in the thread that it works in.
            self._system = QFileSystemWatcher(self)
            self._system.directoryChanged.connect(lambda _path: self.noticed.emit())
        now, before = set(folders), set(self._system.directories())
        if before - now:
            self._system.removePaths(sorted(before - now))
        if now - before:
            self._system.addPaths(sorted(now - before))
        self.watching.emit(len(set(self._system.directories()) - before))


class Eyes(QObject):
    """`noticed`: files came, went or were renamed in a folder that is watched.

    `watching` carries how many folders are watched from now on that were not before: what
    happened in them until now was not seen.
    """

    noticed = Signal()
    watching = Signal(int)
    _wanted = Signal(list)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: QThread | None = None
        # Held here: nothing else does.
        self._watcher: _Watcher | None = None

    def watch(self, folders: Sequence[str]) -> None:
        """Watch the first of these folders, and no others; without any, nothing is kept running."""
        if not folders:
            self.close()
            return
        if self._thread is None:
            self._start()
        self._wanted.emit(list(folders[:MOST]))

    def close(self) -> None:
        """Watch nothing more; waits for the thread."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.quit()
            thread.wait()
            thread.deleteLater()
            self._watcher = None

    def _start(self) -> None:
        self._thread = QThread(self)
        watcher = self._watcher = _Watcher()
        watcher.moveToThread(self._thread)
        watcher.noticed.connect(self.noticed)
        watcher.watching.connect(self.watching)
        self._wanted.connect(watcher.watch)
        self._thread.finished.connect(watcher.deleteLater)
        self._thread.start(QThread.Priority.LowPriority)
