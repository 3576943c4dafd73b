"""Shows a file in the file manager of the system, selected where that is possible."""

import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QDir, QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

Failed = Callable[[], None]
# org.freedesktop.FileManager1: the interface that Linux file managers share.
_MANAGER = "org.freedesktop.FileManager1"


def reveal(path: Path, parent: QObject, failed: Failed) -> None:
    """Open the folder of a file with the file selected; `failed` where nothing can show it."""
    program, arguments = command(path, sys.platform)
    process = QProcess(parent)

    def ended(code: int) -> None:
        process.deleteLater()
        # Explorer gives 1 whatever happened.
        if code != 0 and sys.platform != "win32":
            _open_folder(path, failed)

    def missing(error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            process.deleteLater()
            _open_folder(path, failed)

    process.finished.connect(ended)
    process.errorOccurred.connect(missing)
    process.start(program, arguments)


def command(path: Path, system: str) -> tuple[str, list[str]]:
    """What shows a file on a system (`sys.platform`)."""
    if system == "win32":
        return "explorer.exe", ["/select,", QDir.toNativeSeparators(str(path))]
    if system == "darwin":
        return "open", ["-R", str(path)]
    # A comma would begin another element of the array.
    uri = "file://" + quote(str(path).encode("utf-8", "surrogateescape"), safe="/")
    return "dbus-send", [
        "--session",
        "--type=method_call",
        "--print-reply",
        "--reply-timeout=5000",
        f"--dest={_MANAGER}",
        f"/{_MANAGER.replace('.', '/')}",
        f"{_MANAGER}.ShowItems",
        f"array:string:{uri}",
        "string:",
    ]


def _open_folder(path: Path, failed: Failed) -> None:
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
        failed()
