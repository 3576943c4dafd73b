"""Starts the window: Qt, its translations, the library, and the one handler of bugs."""

import logging
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from reader.errors import ReaderError
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.request import Request
from reader.settings import Settings, SettingsFile
from reader.ui.appearance import Appearance, interface_font
from reader.ui.instance import Doorbell, call_window
from reader.ui.tasks import TaskRunner
from reader.ui.window import MainWindow
from reader.workspace.opening import fill_starter, is_library, open_workspace
from reader.workspace.workspace import Workspace

MANUAL = "00-manual.md"


def run_window(request: Request, tr: Translator) -> int:
    """Open the window on a library and stay until it is closed; the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("antou")
    application.setApplicationDisplayName(tr("案头"))
    application.setDesktopFileName("antou")
    application.setStyle("Fusion")
    application.setFont(interface_font())
    application.setWindowIcon(QIcon(str(RESOURCES / "icons" / "app.svg")))
    _translate_qt(application, request.language)
    if call_window(request.library):
        return 0
    program = Program(request, tr)
    sys.excepthook = program.handle_bug
    if not program.start():
        return 1
    code = application.exec()
    program.close()
    return code


def _translate_qt(application: QApplication, language: str) -> None:
    """Qt's own dialogs speak the language of the program."""
    locale = QLocale("zh_CN" if language == "zh" else "en_US")
    QLocale.setDefault(locale)
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(locale, "qtbase", "_", folder):
        application.installTranslator(translator)


class Program(QObject):
    """Holds the window and gives it libraries to work on."""

    _bug_found = Signal(str)

    def __init__(self, request: Request, tr: Translator) -> None:
        super().__init__()
        self._request = request
        self._tr = tr
        self._file = SettingsFile(request.places.settings)
        self._settings = self._file.load()
        self._tasks = TaskRunner(self)
        self._doorbell = Doorbell(self)
        self._window = MainWindow(
            self._settings, lambda palette: Appearance(RESOURCES, palette), tr, self._tasks
        )
        self._doorbell.rung.connect(self._window.come_forward)
        self._window.library_wanted.connect(self._change_library)
        self._window.settings_changed.connect(self._keep_look)
        self._window.closing.connect(self._stop_working)
        self._bug_found.connect(self._show_bug)

    def start(self) -> bool:
        """Open the library and show the window; work that can wait starts after its first paint."""
        try:
            workspace, fresh = self._open(self._request.library)
        except ReaderError as error:
            self._refuse(error)
            return False
        self._window.set_workspace(workspace)
        self._keep_library(workspace.folder)
        self._after_paint = AfterPaint(self._window)
        self._after_paint.painted.connect(lambda: self._begin(workspace, fresh))
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
        self._window.importing.cancel()

    def _open(self, folder: Path) -> tuple[Workspace, bool]:
        request = self._request
        fresh = folder == request.places.starter and not is_library(folder)
        return open_workspace(folder, request.personal, request.places), fresh

    def _begin(self, workspace: Workspace, fresh: bool) -> None:
        self._doorbell.listen(workspace.folder)
        if fresh:
            self._window.status.notice(self._tr("正在准备入门资料库…"))
            self._tasks.run(
                lambda _job: fill_starter(workspace),
                lambda _: self._window.shelf.refresh(),
                self._window.show_problem,
            )
        else:
            self._window.shelf.load_index()

    # Libraries

    def _change_library(self, kind: str) -> None:
        folder = self._choose(kind)
        current = self._window.workspace
        if folder is None or (current is not None and folder == current.folder):
            if kind == "manual":
                self._show_manual()
            return
        if call_window(folder):
            return
        try:
            workspace, fresh = self._open(folder)
        except ReaderError as error:
            self._refuse(error)
            return
        self._window.set_workspace(workspace)
        self._keep_library(folder)
        self._begin(workspace, fresh)
        if kind == "manual":
            self._show_manual()

    def _choose(self, kind: str) -> Path | None:
        if kind in ("starter", "manual"):
            return self._request.places.starter
        if kind == "new":
            return self._choose_new()
        if kind == "open":
            name = QFileDialog.getExistingDirectory(self._window, self._tr("打开资料库"))
            folder = Path(name) if name else None
            if folder is not None and not is_library(folder):
                self._tell(
                    self._tr("这个文件夹不是资料库（其中没有 library.db）：{name}", name=name)
                )
                return None
            return folder
        folder = Path(kind)
        if not is_library(folder):
            self._tell(self._tr("资料库已不在原处：{name}", name=kind))
            return None
        return folder

    def _choose_new(self) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self._tr("新建资料库：写出新文件夹的名字"),
            str(Path.home() / self._tr("我的资料库")),
            "",
        )
        if not name:
            return None
        folder = Path(name)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            self._tell(self._tr("请给新资料库一个还不存在的名字：{name}", name=name))
            return None
        return folder

    def _show_manual(self) -> None:
        for record in self._window.shelf.records.values():
            if Path(record.path).name == MANUAL:
                self._window.desk.open(record.document)
                return

    # Settings

    def _keep_library(self, folder: Path) -> None:
        self._keep(self._settings.with_library(folder))
        self._window.commanding.set_settings(self._settings)

    def _keep_look(self, look: Settings) -> None:
        self._keep(replace(self._settings, palette=look.palette, text_size=look.text_size))

    def _keep(self, settings: Settings) -> None:
        self._settings = settings
        try:
            self._file.save(settings)
        except OSError as error:
            self._window.status.notice(self._tr("设置没有保存：{reason}", reason=error.strerror))

    # Trouble

    def _refuse(self, error: ReaderError) -> None:
        text = self._tr.render(error.message)
        print(text, file=sys.stderr)
        self._tell(text)

    def _tell(self, text: str) -> None:
        QMessageBox.warning(self._window, self._tr("案头"), text)

    def handle_bug(
        self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None
    ) -> None:
        """Log a bug with all that is known of it, and say so; any thread may call."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = "".join(traceback.format_exception(kind, bug, trace))
        print(text, file=sys.stderr)
        log = self._request.places.log
        log.parent.mkdir(parents=True, exist_ok=True)
        logging.basicConfig(filename=log, encoding="utf-8", format="%(asctime)s %(message)s")
        logging.error(text)
        self._bug_found.emit(f"{kind.__name__}: {bug}")

    def _show_bug(self, summary: str) -> None:
        self._tell(
            self._tr(
                "程序出了错，正在做的一步没有完成；书签和资料都已保存。\n{summary}\n详情见 {log}",
                summary=summary,
                log=self._request.places.log,
            )
        )


class AfterPaint(QObject):
    """Tells once that a window has been painted for the first time."""

    painted = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._view = window.desk.panes[0].view.viewport()
        self._view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint of the left page, then for the events after it."""
        if event.type() == QEvent.Type.Paint:
            self._view.removeEventFilter(self)
            QApplication.postEvent(self, QEvent(QEvent.Type.User))
        return super().eventFilter(watched, event)

    def customEvent(self, _event: QEvent) -> None:
        """The paint is over."""
        self.painted.emit()
