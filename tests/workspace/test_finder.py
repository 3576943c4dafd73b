"""The index is disposable: damaged, foreign, missing or locked, searching goes on or says why."""

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import pytest
from filelock import FileLock

from index.errors import IndexBusy, IndexUnwritable
from index.model import Change, IndexedDocument
from index.writer import IndexStore, Load
from reader.errors import LibraryProblem
from reader.library.text_reading import TextReader
from reader.library.texts import TextStore
from reader.messages import Message
from tests.workspace.samples import TEXTS, bring_in, by_hand, opened, total, write


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a person with three texts."""
    home = tmp_path_factory.mktemp("sound")
    with opened(home) as workspace:
        bring_in(workspace, home / "文献")
    return home


@pytest.fixture
def home(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "家")
    return tmp_path / "家"


def delete(index: Path) -> None:
    shutil.rmtree(index)


def empty(index: Path) -> None:
    for path in index.iterdir():
        path.unlink()


def cut(index: Path) -> None:
    for path in index.iterdir():
        path.write_bytes(path.read_bytes()[:-3])


def scramble(index: Path) -> None:
    for path in index.glob("MAIN_*"):
        content = path.read_bytes()
        path.write_bytes(content[:-20][::-1] + content[-20:])


def make_a_file_of_it(index: Path) -> None:
    shutil.rmtree(index)
    index.write_text("not a folder")


def forget_the_owner(index: Path) -> None:
    (index / "owner").unlink()


def put_another_in_its_place(index: Path) -> None:
    with opened(index.parent.parent / "别人") as other:
        bring_in(
            other, index.parent.parent / "文献", {"别.txt": "别的要点\n督查督查，讲别的事情。\n"}
        )
    shutil.rmtree(index)
    shutil.copytree(index.parent.parent / "别人" / "资料库" / "index", index)


Harm = Callable[[Path], None]
HARMS: list[Harm] = [
    delete,
    empty,
    cut,
    scramble,
    make_a_file_of_it,
    forget_the_owner,
    put_another_in_its_place,
]


@pytest.mark.parametrize("harm", HARMS)
def test_a_useless_index_is_built_anew(home: Path, harm: Harm) -> None:
    harm(home / "资料库" / "index")
    with opened(home) as workspace:
        assert total(workspace, "督查") == by_hand(workspace, "督查") == 3
        assert workspace.verify().index == "ok"


@pytest.mark.parametrize("harm", HARMS)
def test_verify_tells_and_repairs(home: Path, harm: Harm) -> None:
    harm(home / "资料库" / "index")
    with opened(home) as workspace:
        health = workspace.verify()
        assert not health.sound
        assert health.index in ("missing", "damaged")
        assert [str(problem) for problem in health.problems] == [
            "搜索索引缺失或已损坏；用 verify --repair 重建"
        ]
        health = workspace.verify(repair=True)
        assert (health.library, health.personal, health.index) == ("ok", "ok", "repaired")
        assert health.sound
        assert workspace.verify().index == "ok"
        assert total(workspace, "督查") == 3


@pytest.mark.parametrize("harm", [delete, empty, cut, put_another_in_its_place])
def test_the_index_may_be_harmed_while_it_is_open(home: Path, harm: Harm) -> None:
    with opened(home) as workspace:
        assert total(workspace, "督查") == 3
        harm(home / "资料库" / "index")
        bring_in(workspace, home / "文献", {"新.txt": "新的要点\n督查也要讲方法。\n"})
        assert total(workspace, "督查") == by_hand(workspace, "督查") == 4


def test_another_process_may_build_it_anew(home: Path) -> None:
    """The new index counts its states from the beginning, as the old one did."""
    with opened(home) as workspace, opened(home) as other:
        assert total(workspace, "督查") == 3
        with patch.object(IndexStore, "apply", side_effect=IndexBusy("lock")):
            other.imports.take_in(write(home / "文献", {"新.txt": "新的要点\n督查要讲方法。\n"}))
        delete(home / "资料库" / "index")
        assert other.verify(repair=True).sound
        assert total(workspace, "督查") == 4


def test_a_new_library_is_in_order(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        assert workspace.is_new
        assert workspace.verify().sound
        assert total(workspace, "督查") == 0


def test_a_restored_backup_has_no_index_of_its_own(home: Path) -> None:
    """The index is of a later state; after as many changes its number alone would not tell."""
    library = home / "资料库" / "library.db"
    backup = library.read_bytes()
    with opened(home) as workspace:
        bring_in(workspace, home / "文献", {"后.txt": "后来的要点\n这一篇讲后来的事。\n"})
    library.write_bytes(backup)
    with opened(home) as workspace:
        texts = {f"{n}.txt": f"另外的要点{n}\n这一篇讲另外的事{n}。\n" for n in "甲乙"}
        bring_in(workspace, home / "文献", texts)
        assert total(workspace, "后来的事") == 0
        assert total(workspace, "另外的事") == by_hand(workspace, "另外的事") == 2


def test_an_index_that_is_behind_catches_up(home: Path) -> None:
    """As after a command that was killed between the texts and the index."""
    with (
        opened(home) as workspace,
        patch.object(IndexStore, "apply", side_effect=IndexBusy("lock")),
    ):
        report = workspace.imports.take_in(
            write(home / "文献", {"新.txt": "新的要点\n督查要讲方法。\n"})
        )
    assert [item.status for item in report.documents] == ["imported"]
    (failed,) = report.failed
    assert "另一个程序" in str(failed.reason)
    with opened(home) as workspace:
        assert total(workspace, "督查") == 4


def test_verify_brings_an_index_up_that_is_merely_behind(home: Path) -> None:
    with patch.object(IndexStore, "apply", side_effect=IndexBusy("lock")):
        with opened(home) as workspace:
            workspace.imports.take_in(
                write(home / "文献", {"新.txt": "新的要点\n督查要讲方法。\n"})
            )
        with opened(home) as workspace:
            health = workspace.verify()
            assert (health.index, len(health.problems)) == ("behind", 1)
            assert not health.sound
    with opened(home) as workspace:
        assert workspace.verify().index == "ok"
        assert total(workspace, "督查") == 4


def test_no_stale_answer_after_a_failure(home: Path) -> None:
    """Each query of a failing index fails: none is answered from the state before."""
    with (
        patch.object(IndexStore, "apply", side_effect=IndexBusy("lock")),
        opened(home) as workspace,
    ):
        workspace.imports.take_in(write(home / "文献", {"新.txt": "新的要点\n督查要讲方法。\n"}))
        for _ in range(3):
            with pytest.raises(LibraryProblem, match="另一个程序"):
                total(workspace, "督查")


def test_another_process_holds_the_index_for_long(home: Path) -> None:
    lock = FileLock(home / "资料库" / "index" / "write.lock")
    patient = patch("index.writer.FileLock", lambda path, timeout: FileLock(path, timeout=0.05))
    with lock, patient, opened(home) as workspace:
        # Nothing is to be written: no lock is needed.
        assert total(workspace, "督查") == 3
        report = workspace.imports.take_in(
            write(home / "文献", {"新.txt": "新的要点\n督查要讲方法。\n"})
        )
        assert "另一个程序" in str(report.failed[0].reason)
        with pytest.raises(LibraryProblem, match="另一个程序"):
            workspace.catch_up()


def test_an_index_that_cannot_be_written_goes_to_the_cache(home: Path) -> None:
    real = IndexStore.apply

    def apply(store: IndexStore, changes: Sequence[Change], load: Load, up_to: int) -> None:
        if store._folder == home / "资料库" / "index":
            raise IndexUnwritable("full") from OSError(28, "No space left on device")
        real(store, changes, load, up_to)

    with patch.object(IndexStore, "apply", apply), opened(home) as workspace:
        bring_in(workspace, home / "文献", {"新.txt": "新的要点\n督查要讲方法。\n"})
        assert total(workspace, "督查") == 4
        bring_in(workspace, home / "文献", {"又.txt": "又一要点\n督查要讲实效。\n"})
        assert total(workspace, "督查") == 5
    assert list((home / "cache" / "index").iterdir())


def test_no_place_for_the_index(home: Path) -> None:
    """The texts are kept, and the report says what is missing."""
    shutil.rmtree(home / "资料库" / "index")
    full = IndexUnwritable("full")
    full.__cause__ = OSError(28, "No space left on device")
    with patch.object(IndexStore, "rebuild", side_effect=full), opened(home) as workspace:
        report = workspace.imports.take_in(
            write(home / "文献", {"新.txt": "新的要点\n督查要讲方法。\n"})
        )
        (failed,) = report.failed
        assert (failed.path, str(failed.reason)) == (
            str(home / "资料库"),
            "无法写入搜索索引：磁盘已满",
        )
        assert len(workspace.documents()) == len(TEXTS) + 1
        with pytest.raises(LibraryProblem, match="磁盘已满"):
            total(workspace, "督查")


def test_copies_of_a_library_have_caches_of_their_own(home: Path) -> None:
    """Two read-only copies with one id and different texts must not share an index."""
    shutil.copytree(home / "资料库", home / "副本")
    with opened(home) as workspace:
        bring_in(workspace, home / "文献", {"甲.txt": "甲要点\n这里讲督查。\n"})
    with opened(home, home / "副本") as workspace:
        bring_in(workspace, home / "文献", {"乙.txt": "乙要点\n这里讲别的。\n"})
    for name in ("资料库", "副本"):
        shutil.rmtree(home / name / "index")
        (home / name / "index").write_text("no folder can be made here")
    with opened(home) as workspace:
        assert total(workspace, "督查") == 4
    with opened(home, home / "副本") as workspace:
        assert total(workspace, "督查") == 3


def test_searching_goes_on_while_the_index_is_built(home: Path) -> None:
    """Questions are answered from the last state; themes wait for the new one."""
    building, go_on = threading.Event(), threading.Event()
    real = IndexStore.apply

    def slow(store: IndexStore, changes: Sequence[Change], load: Load, up_to: int) -> None:
        building.set()
        assert go_on.wait(30)
        real(store, changes, load, up_to)

    with opened(home) as workspace:
        with patch.object(IndexStore, "apply", slow):
            importing = threading.Thread(
                target=bring_in,
                args=(workspace, home / "文献", {"新.txt": "新的要点\n督查要讲方法。\n"}),
            )
            importing.start()
            assert building.wait(30)
            assert total(workspace, "督查") == 3
            assert workspace.searching.highlighter("督查")("抓好督查") == ((2, 4),)
            assert len(workspace.documents()) == len(TEXTS) + 1
            go_on.set()
            importing.join()
        assert total(workspace, "督查") == 4


def test_themes_see_what_another_process_brought(home: Path) -> None:
    """Texts are in the library a moment before they are in the index; themes wait for both."""
    texts = {"新.txt": "新的要点\n督查督办要跟踪问效，督查要有回音。\n"}
    with opened(home) as one, opened(home) as other:
        before = {count.theme.id: count.entries for count in one.themes.counts()}
        with patch.object(IndexStore, "apply", side_effect=IndexBusy("lock")):
            other.imports.take_in(write(home / "文献", texts))
        after = {count.theme.id: count.entries for count in one.themes.counts()}
        assert after["impl.supervise"] == before["impl.supervise"] + 1
        assert after == {count.theme.id: count.entries for count in other.themes.counts()}


def test_threads_ask_while_texts_come_and_go(home: Path) -> None:
    """Whatever they see is one state: a text is found whole or not at all."""
    text = {"两.txt": "两段要点\n这一段讲交接班。\n那一段也讲交接班。\n"}
    wrong: list[int] = []
    stop = threading.Event()
    with opened(home) as workspace:

        def ask() -> None:
            while not stop.is_set():
                found = total(workspace, "交接班")
                if found not in (0, 2):
                    wrong.append(found)

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        for _ in range(5):
            bring_in(workspace, home / "文献", text)
            documents = [
                r.document for r in workspace.documents() if r.metadata.title == "两段要点"
            ]
            workspace.removal.remove(documents)
        stop.set()
        for thread in threads:
            thread.join()
    assert wrong == []


def test_a_closed_library_says_so(home: Path) -> None:
    with opened(home) as workspace:
        assert total(workspace, "督查") == 3
    with pytest.raises(LibraryProblem, match="已经关闭"):
        total(workspace, "督查")


def test_texts_that_cannot_be_read_leave_the_index_as_it_is(home: Path) -> None:
    """A rebuild reads every text; where one is damaged, that is said."""

    def documents(_: TextStore, __: str) -> Iterator[IndexedDocument]:
        raise LibraryProblem(Message("已损坏"))

    forget_the_owner(home / "资料库" / "index")
    with opened(home) as workspace:
        damaged = patch.object(TextReader, "document", documents)
        with damaged, pytest.raises(LibraryProblem, match="已损坏"):
            total(workspace, "督查")
        assert total(workspace, "督查") == 3
