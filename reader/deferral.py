"""Modules that are loaded when something of them is wanted, not when they are imported."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple, SupportsIndex

if TYPE_CHECKING:
    from _typeshed.importlib import MetaPathFinderProtocol


class DeferredModule(ModuleType):
    """A module until one of its names is looked up: then its code is run, once, in its place.

    Unlike importlib.util.LazyLoader it stays unloaded while others look at its name and its
    `__spec__`, and it may be used by several threads.
    """

    def __getattr__(self, name: str) -> object:
        """A name that is not there yet. Raises what the module raises, and AttributeError."""
        if name == "__path__":  # asked of every module by the import of another: no package
            raise AttributeError(name)
        assert self.__spec__ is not None
        self.__spec__.loader_state.load(self)
        return ModuleType.__getattribute__(self, name)


class _Deferred:
    """What is left to do for a deferred module."""

    def __init__(self, spec: ModuleSpec, functions: Sequence[str]) -> None:
        assert spec.loader is not None
        self._loader, self._name = spec.loader, spec.name
        self._functions = functions
        self._lock = RLock()
        self._running = False

    def prepare(self, module: ModuleType) -> None:
        """Put the functions there that are not found through `__getattr__`."""
        for name in self._functions:
            vars(module)[name] = self._first_call(module, name)

    def load(self, module: ModuleType) -> None:
        """Run the module's code, unless that is done; wait for another thread that does it."""
        with self._lock:
            if self._running or type(module) is ModuleType:
                return
            spec = module.__spec__
            assert spec is not None
            # PySide gives the specs new names; its loader knows the old ones.
            name, spec.name = spec.name, self._name
            self._running = True
            try:
                self._loader.exec_module(module)
                module.__class__ = ModuleType
            finally:
                self._running = False
                spec.name = name

    def _first_call(self, module: ModuleType, name: str) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            self.load(module)
            function: Callable[..., object] = getattr(module, name)
            return function(*arguments)

        return call


class _DeferringLoader(Loader):
    """Makes modules that are not run."""

    def __init__(self, deferred: _Deferred) -> None:
        self._deferred = deferred

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """An empty module."""
        return DeferredModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Leave it empty."""
        assert module.__spec__ is not None
        module.__spec__.loader_state = self._deferred
        self._deferred.prepare(module)


class _Finder(NamedTuple):
    """Finds some modules as the others do, and defers them."""

    names: Mapping[str, Sequence[str]]

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The specification that another finder has for a module, deferred."""
        if fullname not in self.names:
            return None
        found = (finder.find_spec(fullname, path, target) for finder in _others(sys.meta_path))
        spec = next((spec for spec in found if spec is not None), None)
        if spec is not None and spec.loader is not None:
            spec.loader = _DeferringLoader(_Deferred(spec, self.names[fullname]))
        return spec


def _others(finders: "Sequence[MetaPathFinderProtocol]") -> "list[MetaPathFinderProtocol]":
    return [finder for finder in finders if not isinstance(finder, _Finder)]


class _Finders(list["MetaPathFinderProtocol"]):
    """A list of finders whose first stays the first, whatever is put before it."""

    def insert(self, index: SupportsIndex, finder: "MetaPathFinderProtocol", /) -> None:
        """Into the list, behind the first."""
        super().insert(max(1, int(index)), finder)


def defer(names: Mapping[str, Sequence[str]]) -> None:
    """Defer modules from now on, unless they are there already.

    Each name has the functions that are looked up in the module's dictionary itself, or taken
    out of it (`from module import function`) without being called.
    """
    if _Finder(names) not in sys.meta_path:
        sys.meta_path.insert(0, _Finder(names))


@contextmanager
def deferring(names: Mapping[str, Sequence[str]]) -> Iterator[None]:
    """As `defer`, but only within, and before all finders that come meanwhile; in any thread."""
    finders = sys.meta_path
    sys.meta_path = _Finders([_Finder(names), *finders])
    try:
        yield
    finally:
        finders[:] = _others(sys.meta_path)
        sys.meta_path = finders
