"""What is said where Qt cannot start. Runs, and matters most, where Qt is missing."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from reader.ui import preflight

ROOT = Path(__file__).resolve().parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves libraries to others")


def said(monkeypatch: pytest.MonkeyPatch, error: str) -> str:
    """What is said when loading Qt fails with an error of the loader."""

    def fail(name: str) -> None:
        raise ImportError(error, name=name)

    monkeypatch.setattr(importlib, "import_module", fail)
    problem = preflight.missing_part({"QT_QPA_PLATFORM": "offscreen"})
    assert problem is not None
    return str(problem)


@LINUX
@pytest.mark.parametrize(("library", "package"), preflight.PACKAGES.items())
def test_a_missing_library_is_named_with_its_package_and_the_command(
    monkeypatch: pytest.MonkeyPatch, library: str, package: str
) -> None:
    line = said(monkeypatch, f"{library}: cannot open shared object file: No such file")
    assert library in line
    assert package in line
    assert "sudo apt install" in line
    assert "\n" not in line


@LINUX
def test_the_command_brings_all_that_a_bare_system_lacks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = said(monkeypatch, "libEGL.so.1: cannot open shared object file: No such file")
    assert set(preflight.USUAL.split()) <= set(line.split())


@LINUX
def test_another_error_of_the_loader_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "libQt6Core.so.6: bad ELF" in said(monkeypatch, "libQt6Core.so.6: bad ELF")


@LINUX
def test_no_display_is_said_before_qt_aborts() -> None:
    problem = preflight.missing_part({})
    assert problem is not None
    assert "DISPLAY" in str(problem)


def test_looking_does_not_load_qt() -> None:
    code = "import sys, reader.ui.preflight; print([m for m in sys.modules if 'PySide6' in m])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
