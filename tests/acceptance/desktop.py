"""A desktop of its own for the tests: X server, session bus, accessibility bus, window manager.

Nothing of it touches the desktop of the person who runs the tests, and nothing outlives it:
every process carries a mark in its environment by which it is found again at the end.
"""

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO

from tests.acceptance.waiting import until

MARK = "ANTOU_ACCEPTANCE"
START_SECONDS = 20
ATSPI_PYTHONS = (sys.executable, "/usr/bin/python3")
ATSPI_PROBE = "from gi.repository import Atspi, GLib"
# Program that must be there -> Debian package that brings it.
NEEDED = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus-daemon",
    "dbus-send": "dbus-bin",
    "xdotool": "xdotool",
}


def atspi_python() -> str | None:
    """A Python that speaks AT-SPI: the distribution's one, since no wheel of it exists."""
    for python in ATSPI_PYTHONS:
        if Path(python).exists():
            probe = subprocess.run(
                [python, "-c", ATSPI_PROBE], capture_output=True, check=False, timeout=60
            )
            if probe.returncode == 0:
                return python
    return None


def missing_parts() -> list[str]:
    """The Debian packages without which there is no desktop; empty if all is there."""
    missing = [package for program, package in NEEDED.items() if shutil.which(program) is None]
    if not any(Path(folder, "dbus-1/services/org.a11y.Bus.service").exists() for folder in _data()):
        missing.append("at-spi2-core")
    if atspi_python() is None:
        missing += ["python3-gi", "gir1.2-atspi-2.0"]
    return missing


def _data() -> list[str]:
    folders = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return folders.split(":")


class Desktop:
    """A screen of `size` (width, height in pixels) with what belongs to it, as a context.

    `environment` is what a program needs to appear on it; `start` gives it to a program;
    `managed` tells whether a window manager is there.
    """

    def __init__(self, size: tuple[int, int] = (1366, 768)) -> None:
        self.size = size
        self._mark = uuid.uuid4().hex
        self._started: list[subprocess.Popen[bytes]] = []
        self.managed = shutil.which("openbox") is not None
        self.folder = Path(tempfile.mkdtemp(prefix="antou-desk-"))
        runtime = self.folder / "runtime"
        runtime.mkdir(mode=0o700)
        self.environment: dict[str, str] = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "GSETTINGS_BACKEND": "memory",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_QPA_PLATFORM": "xcb",
            MARK: self._mark,
        }

    def __enter__(self) -> "Desktop":
        try:
            self._start_screen()
            self._start_buses()
            self._start_window_manager()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(
        self,
        call: Sequence[str],
        extra: Mapping[str, str] | None = None,
        *,
        stdout: IO[bytes] | int = subprocess.DEVNULL,
        stderr: IO[bytes] | int = subprocess.DEVNULL,
        stdin: IO[bytes] | int = subprocess.DEVNULL,
        pass_fds: tuple[int, ...] = (),
    ) -> "subprocess.Popen[bytes]":
        """Start a program on this desktop; whatever it does, it ends with the desktop."""
        process = subprocess.Popen(
            call,
            env={**self.environment, **(extra or {})},
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            pass_fds=pass_fds,
        )
        self._started.append(process)
        return process

    def run(self, *call: str) -> str:
        """Run a small tool on this desktop and give what it prints."""
        done = subprocess.run(
            call, env=self.environment, capture_output=True, check=True, timeout=START_SECONDS
        )
        return done.stdout.decode()

    def marked(self) -> list[int]:
        """The processes on this desktop that are alive, whoever started them."""
        wanted = f"{MARK}={self._mark}".encode()
        return [pid for pid in _processes() if wanted in _environment_of(pid)]

    def close(self) -> None:
        """End everything, the last started first, and remove the folder."""
        for process in reversed(self._started):
            if process.poll() is None:
                process.terminate()
                _reap(process)
        for end in (signal.SIGTERM, signal.SIGKILL):
            for pid in self.marked():
                _send(pid, end)
            if until(lambda: not self.marked(), seconds=5):
                break
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start_screen(self) -> None:
        width, height = self.size
        read, write = os.pipe()
        self.start(
            [
                *("Xvfb", "-displayfd", str(write), "-nolisten", "tcp", "-noreset"),
                *("-screen", "0", f"{width}x{height}x24"),
            ],
            pass_fds=(write,),
        )
        os.close(write)
        self.environment["DISPLAY"] = ":" + _first_line(read, "Xvfb")

    def _start_buses(self) -> None:
        read, write = os.pipe()
        self.start(
            ["dbus-daemon", "--session", "--nofork", f"--print-address={write}"],
            pass_fds=(write,),
        )
        os.close(write)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = _first_line(read, "dbus-daemon")
        # The call starts the accessibility bus: Qt looks for it once, when a program starts.
        bus, path, call = "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress"
        self.run("dbus-send", "--session", "--print-reply", f"--dest={bus}", path, call)

    def _start_window_manager(self) -> None:
        """With openbox windows get the focus as on a real desktop; without it Qt's own way."""
        if not self.managed:
            return
        ready = self.folder / "openbox-is-up"
        self.start(["openbox", "--startup", f"touch {ready}"])
        if not until(ready.exists, seconds=START_SECONDS):
            raise RuntimeError("openbox did not start")


def _first_line(descriptor: int, program: str) -> str:
    """What a program says about itself on a pipe once it is ready."""
    with os.fdopen(descriptor, "rb", buffering=0) as pipe:
        said = b""
        while not said.endswith(b"\n"):
            ready, _, _ = select.select([pipe], [], [], START_SECONDS)
            piece = pipe.read(4096) if ready else b""
            if not piece:
                raise RuntimeError(f"{program} did not start")
            said += piece
    return said.decode().strip()


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _environment_of(pid: int) -> list[bytes]:
    """Empty for a process that has gone, is a zombie, or is somebody else's."""
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _reap(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
