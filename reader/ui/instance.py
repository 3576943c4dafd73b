"""One window for each library: a second start brings the first one's window to the front."""

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 500
GREETING = b"show\n"


def server_name(library: Path) -> str:
    """The local name under which the window of a library listens, for this user and screen."""
    user = os.environ.get("USERNAME") or str(os.getuid() if hasattr(os, "getuid") else "")
    screen = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""
    place = os.path.normcase(str(library.resolve()))
    digest = hashlib.sha256("\n".join((user, screen, place)).encode("utf-8", "surrogateescape"))
    return f"antou-{digest.hexdigest()[:20]}"


def call_window(library: Path) -> bool:
    """Ask the window that is open on a library to come forward; False if there is none."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(library))
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(GREETING)
    socket.waitForBytesWritten(WAIT_MS)
    socket.disconnectFromServer()
    return True


class Doorbell(QObject):
    """Listens for a second start on the same library."""

    rung = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self, library: Path) -> None:
        """Listen for this library from now on; what a crashed window left behind is removed."""
        self._server.close()
        name = server_name(library)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            self.rung.emit()
