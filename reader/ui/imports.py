"""Imports as they were before PySide began to read the source of what is imported."""

import builtins
from importlib import import_module


def import_plainly() -> None:
    """Load Qt's widgets, then put back the import that PySide has put aside.

    PySide's reads the source of every module that is loaded, to learn whether it is written for
    other spellings of Qt's names (`from __feature__ import snake_case`, PYSIDE-2029). This program
    is not, and the reading took 10 ms of a start, 5 MB for as long as it ran (the lines stay in
    `linecache`), and the interpreter from the window's thread while another one loaded modules.
    Where PySide keeps nothing to put back, nothing changes.
    """
    import_module("PySide6.QtWidgets")
    before = vars(builtins).get("__orig_import__")
    if before is not None:
        vars(builtins).update(__import__=before)
