"""What can be taken back, and in which order."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from reader.errors import LibraryProblem, ReaderError
from reader.messages import Translator, msg
from reader.ui import undoing as module
from reader.ui.tasks import TaskRunner
from reader.ui.undoing import Deed, Undoing
from tests.ui.conftest import WAIT_MS


class Book:
    """Something that is written in: each deed adds a word, and takes it out again."""

    def __init__(self, qtbot: QtBot, tr: Translator) -> None:
        self.bot = qtbot
        self.tasks = TaskRunner()
        self.undoing = Undoing(self.tasks, tr)
        self.words: list[str] = []
        self.told: list[tuple[str, bool]] = []
        self.after: list[tuple[str, ...]] = []
        self.failures: list[ReaderError] = []
        self.broken = False
        self.undoing.said.connect(lambda text, undoable: self.told.append((text, undoable)))
        self.undoing.failed.connect(self.failures.append)

    def deed(self, word: str, wait: Callable[[], object] = lambda: None) -> Deed[int]:
        def do() -> int:
            wait()
            self.check()
            self.words.append(word)
            return len(self.words) - 1

        def undo(place: int) -> None:
            self.check()
            del self.words[place]

        return Deed(f"写{word}", f"已写{word}", do, undo, self.look)

    def look(self) -> None:
        assert threading.current_thread() is threading.main_thread()
        self.after.append(tuple(self.words))

    def check(self) -> None:
        assert threading.current_thread() is not threading.main_thread()
        if self.broken:
            raise LibraryProblem(msg("磁盘已满"))

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.tasks.busy, timeout=WAIT_MS)


@pytest.fixture
def book(qtbot: QtBot, tr: Translator) -> Iterator[Book]:
    made = Book(qtbot, tr)
    yield made
    made.tasks.close()
    made.tasks.deleteLater()
    made.undoing.deleteLater()


def test_deeds_are_taken_back_from_the_latest_on(book: Book) -> None:
    assert (book.undoing.undoable, book.undoing.redoable) == (None, None)
    for word in "甲乙丙":
        book.undoing.do(book.deed(word))
    book.settle()
    assert book.words == ["甲", "乙", "丙"]
    assert book.undoing.undoable == "写丙"
    book.undoing.undo()
    book.undoing.undo()
    book.settle()
    assert book.words == ["甲"]
    assert (book.undoing.undoable, book.undoing.redoable) == ("写甲", "写乙")
    assert book.told[-1] == ("已撤销：写乙", False)
    book.undoing.redo()
    book.settle()
    assert book.words == ["甲", "乙"]
    assert book.told[-1] == ("已写乙", True)
    assert (book.undoing.undoable, book.undoing.redoable) == ("写乙", "写丙")


def test_each_step_is_told_when_it_is_done(book: Book) -> None:
    book.undoing.do(book.deed("甲"))
    book.undoing.undo()
    book.undoing.redo()
    book.settle()
    assert book.after == [("甲",), (), ("甲",)]


def test_a_new_deed_ends_what_could_be_done_again(book: Book) -> None:
    book.undoing.do(book.deed("甲"))
    book.undoing.undo()
    book.undoing.do(book.deed("乙"))
    book.settle()
    assert book.undoing.redoable is None
    book.undoing.redo()
    book.settle()
    assert book.words == ["乙"]


def test_nothing_to_undo_does_nothing(book: Book) -> None:
    book.undoing.undo()
    book.undoing.redo()
    book.undoing.do(book.deed("甲"))
    book.settle()
    assert book.words == ["甲"]
    assert book.told == [("已写甲", True)]


def test_deeds_wait_for_each_other(book: Book) -> None:
    """Another thread could else be faster, and the order would be lost."""
    gate = threading.Event()
    book.undoing.do(book.deed("甲", lambda: gate.wait(10)))
    book.undoing.do(book.deed("乙"))
    book.undoing.undo()
    assert book.words == []
    gate.set()
    book.settle()
    assert book.words == ["甲"]


@pytest.mark.parametrize("act", ["do", "undo", "redo"])
def test_what_fails_leaves_the_list_as_it_was(book: Book, act: str) -> None:
    book.undoing.do(book.deed("甲"))
    book.undoing.do(book.deed("乙"))
    book.undoing.undo()
    book.settle()
    book.broken = True
    {
        "do": lambda: book.undoing.do(book.deed("丙")),
        "undo": book.undoing.undo,
        "redo": book.undoing.redo,
    }[act]()
    book.settle()
    assert len(book.failures) == 1
    assert (book.undoing.undoable, book.undoing.redoable) == ("写甲", "写乙")
    book.broken = False
    book.undoing.redo()
    book.settle()
    assert book.words == ["甲", "乙"]


def test_what_was_done_elsewhere_can_be_taken_back_too(book: Book) -> None:
    book.words.append("甲")
    book.undoing.keep(book.deed("甲"), 0)
    assert book.undoing.undoable == "写甲"
    assert book.told == [("已写甲", True)]
    book.undoing.undo()
    book.settle()
    assert book.words == []


def test_another_library_has_nothing_to_undo(book: Book) -> None:
    gate = threading.Event()
    book.undoing.do(book.deed("甲"))
    book.undoing.do(book.deed("乙", lambda: gate.wait(10)))
    book.undoing.do(book.deed("丙"))
    book.tasks.drop_all(lambda: None)
    book.undoing.clear()
    gate.set()
    book.settle()
    assert book.undoing.undoable is None
    book.undoing.do(book.deed("丁"))
    book.settle()
    assert book.undoing.undoable == "写丁"


def test_the_oldest_are_let_go_of(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(module.MOST + 5):
        book.words.append(str(number))
        book.undoing.keep(book.deed(str(number)), number)
    for _ in range(module.MOST + 5):
        book.undoing.undo()
    book.settle()
    assert book.words == ["0", "1", "2", "3", "4"]
