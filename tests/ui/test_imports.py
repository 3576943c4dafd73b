"""Modules are loaded by Python's own import, also after Qt."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import builtins, linecache
from reader.ui.imports import import_plainly
import PySide6.QtCore
theirs = builtins.__import__
import_plainly()
ours = builtins.__import__
import reader.ui.window, PySide6.QtNetwork, PySide6.QtSvg
print(ours is not theirs, builtins.__import__ is ours)
print(any("reader" in name for name in linecache.cache))
"""
NOTHING_KEPT = """
import builtins
from reader.ui.imports import import_plainly
import PySide6.QtWidgets
before = builtins.__import__
vars(builtins).pop("__orig_import__")
import_plainly()
print(builtins.__import__ is before)
"""


def run(program: str) -> str:
    """What a fresh interpreter prints."""
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout


def test_the_source_of_the_programs_modules_is_not_read() -> None:
    # That the two differ tells whether PySide still does what is taken back here.
    assert run(PROGRAM).split() == ["True", "True", "False"]


def test_where_pyside_keeps_no_other_import_nothing_changes() -> None:
    assert run(NOTHING_KEPT) == "True\n"
