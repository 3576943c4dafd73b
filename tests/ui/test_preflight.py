"""Before Qt is loaded: what is missing is said in one line with the command that helps.

Imports nothing of Qt: these tests run where it is missing.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.messages import Message
from reader.ui.preflight import PACKAGES, USUAL, Loader, missing_part

SCREEN = {"DISPLAY": ":0"}
SHARED = "cannot open shared object file: No such file or directory"


class Lacking(Loader):
    """A system on which something cannot be loaded."""

    def __init__(self, module: str = "", library: str = "", installed: bool = True) -> None:
        self.module = module
        self.library = library
        self.installed = installed
        self.asked: list[str] = []

    def place(self) -> Path | None:
        return Path("qt") if self.installed else None

    def load_module(self, name: str) -> None:
        self.asked.append(name)
        if self.module:
            raise ImportError(self.module)

    def load_library(self, path: Path) -> None:
        self.asked.append(path.name)
        if self.library:
            raise OSError(self.library)


def look(loader: Loader, environment: dict[str, str], system: str = "linux") -> str:
    problem = missing_part(environment, loader, system)
    assert problem is None or isinstance(problem, Message)
    return "" if problem is None else str(problem)


def test_all_is_there() -> None:
    loader = Lacking()
    assert look(loader, SCREEN) == ""
    assert loader.asked == ["PySide6.QtWidgets", "libqxcb.so"]


def test_without_pyside() -> None:
    said = look(Lacking(installed=False), SCREEN)
    assert "PySide6" in said
    assert "pip install" in said
    assert look(Lacking(installed=False), {}, "win32") == said


@pytest.mark.parametrize("name", sorted(PACKAGES))
def test_a_missing_library_of_the_system_is_named_with_its_package(name: str) -> None:
    for loader in (Lacking(module=f"{name}: {SHARED}"), Lacking(library=f"{name}: {SHARED}")):
        said = look(loader, SCREEN)
        assert name in said
        assert PACKAGES[name] in said
        assert f"sudo apt install {USUAL}" in said


@pytest.mark.parametrize("name", sorted(PACKAGES))
def test_every_message_is_one_line(name: str) -> None:
    assert "\n" not in look(Lacking(module=f"{name}: {SHARED}"), SCREEN)


def test_what_the_loader_says_of_anything_else_is_passed_on() -> None:
    said = look(Lacking(module="libodd.so.3: wrong ELF class"), SCREEN)
    assert "libodd.so.3: wrong ELF class" in said
    assert "apt" not in said


def test_without_a_screen() -> None:
    loader = Lacking(module=f"libGL.so.1: {SHARED}")
    said = look(loader, {})
    assert "DISPLAY" in said
    assert loader.asked == []


@pytest.mark.parametrize(
    "environment",
    [{"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "offscreen"}],
)
def test_the_libraries_of_x11_are_asked_for_on_x11_only(environment: dict[str, str]) -> None:
    loader = Lacking(library=f"libxcb-cursor.so.0: {SHARED}")
    assert look(loader, environment) == ""
    assert loader.asked == ["PySide6.QtWidgets"]


@pytest.mark.parametrize("environment", [SCREEN, {"QT_QPA_PLATFORM": "xcb", **SCREEN}])
def test_the_libraries_of_x11(environment: dict[str, str]) -> None:
    assert "libxcb-cursor0" in look(Lacking(library=f"libxcb-cursor.so.0: {SHARED}"), environment)


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_bring_their_own_libraries(system: str) -> None:
    loader = Lacking(module="no")
    assert look(loader, {}, system) == ""
    assert loader.asked == []


def test_looking_imports_nothing_of_qt_where_there_is_no_screen() -> None:
    code = (
        "import sys; from reader.ui.preflight import missing_part; missing_part({}, None, 'linux');"
        "print([name for name in sys.modules if name.startswith('PySide6')])"
    )
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "[]"
