"""Python's own import is put back after PySide has taken its place."""

import builtins
from importlib import import_module


def import_plainly() -> None:
    """Load Qt's widgets, then let modules be imported as if PySide were not there.

    PySide puts a function of its own in the place of `__import__`. It reads the source of every
    module that is loaded from then on, to learn whether the module wants other spellings of Qt's
    names (`from __feature__ import snake_case`, PYSIDE-2029). This program never does, and the
    reading took 10 ms of a start, 5 MB for as long as it ran (the lines stay in `linecache`), and
    the interpreter from the window's thread while another one loaded modules. Where PySide keeps
    nothing to put back, nothing changes.
    """
    import_module("PySide6.QtWidgets")
    own = vars(builtins).get("__orig_import__")
    if own is not None:
        vars(builtins).update(__import__=own)
