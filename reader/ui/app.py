"""Starts the window: Qt, its translations, the library, and the one handler of bugs."""

import gc
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from reader.bugs import BugLog
from reader.errors import ReaderError, system_reason
from reader.messages import Translator
from reader.paths import RESOURCES, TRANSLATIONS
from reader.request import Request
from reader.settings import Settings, SettingsFile
from reader.ui.appearance import Appearance, interface_font, palette_in_force
from reader.ui.instance import Doorbell, call_window
from reader.ui.librarian import Librarian, Opened
from reader.ui.tasks import TaskRunner
from reader.ui.window import MainWindow
from reader.workspace.workspace import Workspace

LATE_MS = 3000
SWITCH_SECONDS = 0.001
# Objects before the youngest are looked through, and how often before the next older ones are.
GARBAGE = (2_000, 20, 500)


def run_window(request: Request, tr: Translator) -> int:
    """Open the window on a library and stay until it is closed; the exit code."""
    # As an option: setStyle() gives a QStyle back, whose enumerations take long to load.
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationName("antou")
    application.setApplicationDisplayName(tr("案头"))
    application.setDesktopFileName("antou")
    application.setFont(interface_font())
    if call_window(request.library):
        return 0
    share_time()
    program = Program(request, tr, application)
    sys.excepthook = program.handle_bug
    if not program.start():
        return 1
    code = application.exec()
    program.close()
    return code


def share_time() -> None:
    """Let the window's thread have the interpreter soon when another thread computes.

    Python's own 5 ms add up to a visible pause where both take turns several times a key.
    """
    sys.setswitchinterval(SWITCH_SECONDS)


def collect_seldom() -> None:
    """Turn the collection of garbage on so that it does not hold the window's thread.

    What the start has made stays and is never looked through again. A look through everything
    that was made since (100 ms after an hour of work) comes after millions of objects, not after
    each quarter more: an import of thousands of files had it every second. Nearly all objects
    are freed without the collector.
    """
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    gc.enable()


def _appearances() -> Callable[[str], Appearance]:
    """Appearances by palette, each made once; that of the system is looked up every time."""
    make = cache(partial(Appearance, RESOURCES))
    return lambda palette: make(palette_in_force(palette))


def dress(application: QApplication, language: str) -> None:
    """The icon of the windows; Qt's own dialogs speak the language of the program."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
    from PySide6.QtGui import QIcon

    application.setWindowIcon(QIcon(str(RESOURCES / "icons" / "app.svg")))
    locale = QLocale("zh_CN" if language == "zh" else "en_US")
    QLocale.setDefault(locale)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    # Qt's own translation first: what was installed last is asked first.
    for name, place in (("qtbase", folder), ("qt", str(TRANSLATIONS))):
        translator = QTranslator(application)
        if translator.load(locale, name, "_", place):
            application.installTranslator(translator)


class Program(QObject):
    """Holds the window and gives it libraries to work on."""

    _bug_found = Signal(str)

    def __init__(
        self, request: Request, tr: Translator, application: QApplication | None = None
    ) -> None:
        """`application` is dressed when its first window is painted, or must speak before."""
        super().__init__()
        self._bare = application
        self._request = request
        self._tr = tr
        self._bugs = BugLog(request.places.log)
        self._file = SettingsFile(request.places.settings)
        self._settings = self._file.load()
        self._tasks = TaskRunner(self)
        self._doorbell = Doorbell(self)
        self._window = MainWindow(self._settings, _appearances(), tr, self._tasks)
        self._librarian = Librarian(request, self._tasks, tr, self._window)
        self._librarian.opened.connect(self._turn_to)
        self._librarian.filled.connect(self._filled)
        self._librarian.refused.connect(self._refuse)
        self._librarian.failed.connect(self._window.show_problem)
        self._doorbell.rung.connect(self._window.come_forward)
        self._window.library_wanted.connect(self._change_library)
        self._window.settings_changed.connect(self._keep_look)
        self._window.closing.connect(self._stop_working)
        self._bug_found.connect(self._show_bug)

    def start(self) -> bool:
        """Open the library and show the window; work that can wait starts after its first paint."""
        opened = self._open_at_start()
        if opened is None:
            return False
        self._window.set_workspace(opened.workspace)
        self._keep_library(opened.workspace.folder)
        self._after_paint = AfterPaint(self._window)
        self._after_paint.painted.connect(lambda: self._furnish(opened))
        self._window.show()
        return True

    def close(self) -> None:
        """Let go of everything."""
        self._doorbell.close()
        self._tasks.close()
        workspace = self._window.workspace
        if workspace is not None:
            workspace.close()

    def _stop_working(self) -> None:
        self._doorbell.close()
        if self._window.furnished:
            self._window.importing.cancel()

    # Libraries

    def _open_at_start(self) -> Opened | None:
        """The library asked for; the starter library where the one of last time is of no use."""
        request = self._request
        try:
            # The list of a large library would be read before the first paint for nothing.
            return self._librarian.open(request.library, whole=False)
        except ReaderError as error:
            self._refuse(self._tr.render(error.message))
            if request.named or request.library == request.places.starter:
                return None
        try:
            return self._librarian.open(request.places.starter)
        except ReaderError as error:
            self._refuse(self._tr.render(error.message))
            return None

    def _turn_to(self, opened: Opened) -> None:
        self._window.set_workspace(opened.workspace)
        self._keep_library(opened.workspace.folder)
        self._begin(opened)

    def _dress(self) -> None:
        application, self._bare = self._bare, None
        if application is not None:
            dress(application, self._request.language)

    def _furnish(self, opened: Opened) -> None:
        self._dress()
        readable = self._readable(opened)
        if readable is None:
            self._window.close()
            return
        self._window.furnish()
        self._begin(readable)

    def _readable(self, opened: Opened) -> Opened | None:
        """The library that was painted; the starter library where the list of texts is damaged."""
        starter = self._request.places.starter
        try:
            opened.workspace.documents()
        except ReaderError as error:
            self._refuse(self._tr.render(error.message))
        else:
            return opened
        if self._request.named or opened.workspace.folder == starter:
            return None
        try:
            other = self._librarian.open(starter)
        except ReaderError as error:
            self._refuse(self._tr.render(error.message))
            return None
        self._window.set_workspace(other.workspace)
        self._keep_library(other.workspace.folder)
        return other

    def _begin(self, opened: Opened) -> None:
        if opened.workspace is not self._window.workspace:
            # Another library took its place before the window was painted.
            return
        collect_seldom()
        self._doorbell.listen(opened.workspace.folder)
        if opened.fresh:
            self._window.status.notice(self._tr("正在准备入门资料库…"))
            self._librarian.fill(opened.workspace)
        else:
            self._window.shelf.load_index()
        if self._request.lost is not None:
            lost = self._tr("上次的资料库已不在原处：{name}", name=self._request.lost)
            self._window.status.notice(lost)

    def _filled(self, workspace: Workspace) -> None:
        if workspace is self._window.workspace:
            self._window.status.notice(self._tr("入门资料库已备好，按 F1 看快捷键和使用手册"))
            self._window.shelf.refresh()

    def _change_library(self, kind: str) -> None:
        current = self._window.workspace
        self._librarian.change(kind, None if current is None else current.folder)

    # Settings

    def _keep_library(self, folder: Path) -> None:
        self._keep(self._settings.with_library(folder))
        self._window.set_settings(self._settings)

    def _keep_look(self, look: Settings) -> None:
        now = self._settings
        self._keep(replace(look, library=now.library, recent_libraries=now.recent_libraries))

    def _keep(self, settings: Settings) -> None:
        self._settings = settings
        try:
            self._file.save(settings)
        except OSError as error:
            reason = self._tr.render(system_reason(error))
            self._window.status.notice(self._tr("设置没有保存：{reason}", reason=reason))

    # Trouble

    def _refuse(self, text: str) -> None:
        print(text, file=sys.stderr)
        self._tell(text)

    def _tell(self, text: str) -> None:
        from PySide6.QtWidgets import QMessageBox

        self._dress()
        QMessageBox.warning(self._window, self._tr("案头"), text)

    def handle_bug(
        self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None
    ) -> None:
        """Log a bug with all that is known of it, and say so; any thread may call."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        summary = self._bugs.keep(kind, bug, trace)
        print(summary, file=sys.stderr)
        self._bug_found.emit(summary)

    def _show_bug(self, summary: str) -> None:
        self._tell(
            self._tr(
                "程序出了错，正在做的一步没有完成；书签和资料都已保存。\n{summary}\n详情见 {log}",
                summary=summary,
                log=self._request.places.log,
            )
        )


class AfterPaint(QObject):
    """Tells once that a window has been painted with the texts that it is to show.

    A window that is not painted (minimised from the start) counts as painted after a while.
    """

    painted = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = window.desk
        self._views = [pane.view for pane in window.desk.panes]
        for view in self._views:
            view.painted.connect(self._painted)
        self._late = QTimer(self, singleShot=True, interval=LATE_MS)
        self._late.timeout.connect(self._tell)
        self._late.start()

    def _painted(self) -> None:
        """Wait for a paint with all texts there, then for the events after it."""
        if not self._desk.waiting:
            QTimer.singleShot(0, self._tell)

    def _tell(self) -> None:
        if self._views:
            for view in self._views:
                view.painted.disconnect(self._painted)
            self._views = []
            self._late.stop()
            self.painted.emit()
