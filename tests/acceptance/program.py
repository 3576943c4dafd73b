"""Starts the program under test, as a person would, and ends it in several ways."""

import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.acceptance.client import Driver, Screen
from tests.acceptance.desktop import Desktop
from tests.acceptance.waiting import until

MAIN = Path(__file__).resolve().parents[2] / "main.py"
START_SECONDS = 30.0
END_SECONDS = 15.0
# Qt's own remark about a question of the accessibility bus that it has no answer to.
HARMLESS = "qt.accessibility.atspi"


class Home:
    """A person's folders, empty at first, and the program as that person runs it."""

    def __init__(self, folder: Path, desktop: Desktop, driver: Driver) -> None:
        self.folder = folder
        self._desktop = desktop
        self._driver = driver
        self._windows: list[Window] = []
        self._own = {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_CACHE_HOME": str(folder / "cache"),
        }

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of the program to its end."""
        return subprocess.run(
            [sys.executable, str(MAIN), *arguments],
            env={**self._desktop.environment, **self._own},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    def open(self, *arguments: str, extra: Mapping[str, str] | None = None) -> "Window":
        """Open the window and wait until it is there."""
        window = Window(
            self, self._desktop, self._driver, arguments, {**self._own, **(extra or {})}
        )
        self._windows.append(window)
        window.wait_for_frame()
        return window

    def close(self) -> None:
        """End every window that is still open."""
        for window in self._windows:
            window.end()


class Window(Screen):
    """A running program with its window."""

    def __init__(
        self,
        home: Home,
        desktop: Desktop,
        driver: Driver,
        arguments: tuple[str, ...],
        environment: Mapping[str, str],
    ) -> None:
        self._errors = (home.folder / "stderr.txt").open("w+b")
        self._process = desktop.start(
            [sys.executable, str(MAIN), *arguments], environment, stderr=self._errors
        )
        super().__init__(desktop, driver, self._process.pid)

    @property
    def active(self) -> bool:
        """Whether one of its windows has the focus."""
        return any("active" in window.states for window in self.windows())

    @property
    def running(self) -> bool:
        """Whether the program still runs."""
        return self._process.poll() is None

    def wait_for_frame(self) -> None:
        """Wait until the window is on the screen and has the focus."""
        assert until(lambda: self.windows() or not self.running, START_SECONDS), "no window"
        assert self.running, f"the program ended: {self.complaints()}"
        self._wait_until_active("", START_SECONDS)

    def close(self) -> None:
        """Close the window as a person does, and wait for the program to end well."""
        self.part("退出", "menu item").press()
        assert self._process.wait(timeout=END_SECONDS) == 0
        assert self.complaints() == []

    def kill(self) -> None:
        """End the program as a power cut does."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(timeout=END_SECONDS)

    def complaints(self) -> list[str]:
        """What the program wrote to standard error: nothing, if all is well."""
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").splitlines()
        return [line for line in lines if not line.startswith(HARMLESS)]

    def end(self) -> None:
        """End the program if it still runs."""
        if self.running:
            self.kill()
        self._errors.close()
