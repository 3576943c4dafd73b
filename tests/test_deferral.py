"""Modules that wait until something of them is wanted; PySide's own among them."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from reader.deferral import DeferredModule, deferring

ROOT = Path(__file__).resolve().parents[1]
# What PySide says about a mistake, a function and a class, with all of it loaded and without.
QUESTIONS = """
import builtins, sys
from reader.deferral import DeferredModule, deferring
from reader.ui.imports import DESCRIPTIONS
before = list(sys.meta_path)
if {deferred}:
    with deferring(DESCRIPTIONS):
        import PySide6.QtWidgets
import PySide6.QtWidgets
from PySide6.QtCore import QObject, QSize, QTimer
assert sys.meta_path == before, sys.meta_path
print(sum(isinstance(sys.modules.get(name), DeferredModule) for name in DESCRIPTIONS),
      file=sys.stderr)

def complaint(call):
    try:
        call()
    except Exception as error:
        return type(error), str(error)

{first}
print(complaint(lambda: QSize("a")))
print(complaint(lambda: QObject(nothing=1)))
print(complaint(lambda: QObject().setObjectName(3)))
print(complaint(lambda: QTimer.singleShot()))
print(QSize.scaled.__doc__)
from shibokensupport.signature import get_signature
print(get_signature(QObject.findChild))
from PySide6.support.signature.lib import enum_sig, pyi_generator
print(enum_sig.__name__, pyi_generator.generate_pyi.__name__)
from __feature__ import snake_case
thing = QObject()
thing.set_object_name("名")
print(thing.object_name())
"""


def answers(*, deferred: bool, first: str = "") -> tuple[list[str], int]:
    """What PySide says in a fresh interpreter, and how many of its modules wait at first."""
    done = subprocess.run(
        [sys.executable, "-c", QUESTIONS.format(deferred=deferred, first=first)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines(), int(done.stderr.split()[0])


@pytest.mark.parametrize("first", ["", "QSize.scaled.__doc__", "complaint(lambda: QObject(7))"])
def test_pyside_says_the_same_whether_it_is_loaded_or_waits(first: str) -> None:
    plain, none = answers(deferred=False, first=first)
    deferred, waiting = answers(deferred=True, first=first)
    # As many as this release of PySide has: that none waits would mean that nothing is won.
    assert (none, waiting) == (0, 7)
    assert deferred == plain


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose modules can be imported; each import is one line in the file `runs`."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "antou_tried.py").write_text(
        "import pathlib, time\n"
        "runs = pathlib.Path(__file__).with_name('runs')\n"
        "runs.write_text(runs.read_text() + 'run\\n' if runs.exists() else 'run\\n')\n"
        "time.sleep(0.05)\n"
        "value = 7\n"
        "def answer(): return value\n",
        "utf-8",
    )
    yield tmp_path
    sys.modules.pop("antou_tried", None)


def runs(folder: Path) -> int:
    """How many times the module's code was run."""
    file = folder / "runs"
    return len(file.read_text("utf-8").split()) if file.exists() else 0


def deferred_module(*functions: str) -> ModuleType:
    """The module of the fixture, not yet run."""
    with deferring({"antou_tried": functions}):
        return import_module("antou_tried")


def test_a_module_is_run_once_when_one_of_its_names_is_wanted(package: Path) -> None:
    module = deferred_module()
    assert isinstance(module, DeferredModule)
    assert not hasattr(module, "__path__")
    assert module.__spec__ is not None
    assert (module.__name__, module.__spec__.name, runs(package)) == ("antou_tried",) * 2 + (0,)
    assert module.value == 7
    assert type(module) is ModuleType
    assert runs(package) == 1
    assert import_module("antou_tried") is module
    with pytest.raises(AttributeError, match="nothing"):
        _ = module.nothing


def test_a_function_stands_in_the_dictionary_from_the_start(package: Path) -> None:
    module = deferred_module("answer")
    assert vars(module)["answer"]() == 7
    assert vars(module)["value"] == 7
    assert runs(package) == 1


def test_a_spec_that_was_renamed_keeps_its_new_name(package: Path) -> None:
    module = deferred_module()
    assert module.__spec__ is not None
    module.__spec__.name = "moved.antou_tried"
    assert module.value == 7
    assert module.__spec__.name == "moved.antou_tried"


def test_threads_wait_for_the_one_that_loads(package: Path) -> None:
    module = deferred_module()
    together = threading.Barrier(8)
    found: list[int] = []

    def look() -> None:
        together.wait(10)
        found.append(module.value)

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert found == [7] * 8
    assert runs(package) == 1


def test_a_module_that_fails_fails_where_it_is_used_and_may_be_tried_again(package: Path) -> None:
    module = deferred_module()
    source = package / "antou_tried.py"
    right = source.read_text("utf-8")
    source.write_text("raise OSError('gone')\n", "utf-8")
    with pytest.raises(OSError, match="gone"):
        _ = module.value
    source.write_text(right, "utf-8")
    assert module.value == 7


def test_what_is_loaded_already_and_what_is_not_there_are_left_alone() -> None:
    with deferring({"json": (), "antou_not_there": ()}):
        assert import_module("json") is sys.modules["json"]
        with pytest.raises(ModuleNotFoundError):
            import_module("antou_not_there")
    assert type(sys.modules["json"]) is ModuleType


def test_finders_that_came_meanwhile_stay(package: Path) -> None:
    class Finder:
        @staticmethod
        def find_spec(*_arguments: object) -> None:
            return None

    before = list(sys.meta_path)
    try:
        with deferring({}):
            sys.meta_path.insert(0, Finder)
        assert sys.meta_path == [Finder, *before]
    finally:
        sys.meta_path[:] = before
