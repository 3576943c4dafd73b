"""PySide is imported without what it does besides: what no start needs, and no import."""

import builtins
from collections.abc import Mapping, Sequence
from importlib import import_module

# What PySide describes its functions with, for error messages, documentation and stubs. It
# compiles these 120,000 characters of Python at each start, 25 ms of it, and a program without a
# mistake needs none of them. In its error path PySide looks for `update_mapping` in the
# dictionary of the module, which no module can notice: that one name stands there from the start.
# Names that a version of PySide does not have do no harm.
_SIGNATURE = "shibokensupport.signature."
DESCRIPTIONS: Mapping[str, Sequence[str]] = {
    _SIGNATURE + "mapping": ("update_mapping",),
    _SIGNATURE + "errorhandler": (),
    _SIGNATURE + "layout": (),
    _SIGNATURE + "parser": (),
    _SIGNATURE + "lib.enum_sig": (),
    _SIGNATURE + "lib.pyi_generator": (),
    _SIGNATURE + "lib.tool": (),
}


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
