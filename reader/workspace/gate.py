"""What every change of the texts of a library goes through."""

import threading

from reader.errors import ReadOnlyLibrary
from reader.messages import msg
from reader.workspace.finder import Finder


class Gate:
    """Refuses changes of a read-only library, and lets the index know of all others.

    `importing` is held by whoever brings texts in or corrects them: one at a time.
    """

    def __init__(self, name: str, read_only: bool, finder: Finder) -> None:
        """`name` is that of the library for people."""
        self.name = name
        self.read_only = read_only
        self.importing = threading.Lock()
        self._finder = finder

    def check(self) -> None:
        """Raises ReadOnlyLibrary where nothing can be changed."""
        if self.read_only:
            raise ReadOnlyLibrary(
                msg("资料库“{name}”是只读的，不能导入或删除；可以阅读和搜索", name=self.name)
            )

    def before_changes(self) -> None:
        """To be called before texts change; see `Finder.before_changes`."""
        self._finder.before_changes()

    def catch_up(self) -> None:
        """Bring the index up to the texts; make it anew where it is missing or damaged."""
        self._finder.catch_up()
