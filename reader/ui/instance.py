"""One window for each library: a second start brings the first one's window to the front.

Qt's network module is loaded only when there is something to say or to hear, which is after the
first paint as a rule.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

WAIT_MS = 500
GREETING = b"show\n"


def server_name(library: Path) -> str:
    """The local name under which the window of a library listens, for this user and screen."""
    user = os.environ.get("USERNAME") or str(os.getuid() if hasattr(os, "getuid") else "")
    screen = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""
    place = os.path.normcase(str(library.resolve()))
    whole = "\n".join((user, screen, place)).encode("utf-8", "surrogateescape")
    # Qt is there already; Python's own hashes would load OpenSSL before the first paint.
    digest = QCryptographicHash.hash(whole, QCryptographicHash.Algorithm.Sha256)
    return f"antou-{digest.toHex().toStdString()[:20]}"


def call_window(library: Path) -> bool:
    """Ask the window that is open on a library to come forward; False if there is none."""
    name = server_name(library)
    if not _may_listen(name):
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(GREETING)
    socket.waitForBytesWritten(WAIT_MS)
    socket.disconnectFromServer()
    return True


def _may_listen(name: str) -> bool:
    """Whether there is something to connect to: QLocalServer's socket, except on Windows."""
    return sys.platform == "win32" or Path(QDir.temp().filePath(name)).exists()


class Doorbell(QObject):
    """Listens for a second start on the same library."""

    rung = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def listen(self, library: Path) -> None:
        """Listen for this library from now on; what a crashed window left behind is removed."""
        from PySide6.QtNetwork import QLocalServer

        self.close()
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._answer)
        name = server_name(library)
        if not server.listen(name):
            QLocalServer.removeServer(name)
            server.listen(name)
        self._server = server

    def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _answer(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            self.rung.emit()
