"""Folders of documents: whatever is done with them, and taken back."""

import itertools
import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reader.errors import LibraryProblem, UsageError
from reader.library.collections import CollectionStore, Spot
from reader.library.database import Database, Parameters
from reader.library.model import Collection
from reader.library.schema import PERSONAL
from tests.library.samples import personal
from tests.library.test_faults import read_line, start

LIBRARY = "a" * 32
Rows = list[tuple[str, str | None, list[str]]]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with personal(tmp_path) as opened:
        yield opened


@pytest.fixture
def store(database: Database) -> CollectionStore:
    return CollectionStore(database, LIBRARY, clock=lambda: "2026-01-02T03:04:05.000Z")


def shape(store: CollectionStore) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """Names, names of parents, documents."""
    names = {c.id: c.name for c in store.collections()}
    return [(c.name, names.get(c.parent or ""), c.documents) for c in store.collections()]


def test_a_folder_holds_documents_in_their_order(store: CollectionStore) -> None:
    folder = store.create("督查")
    assert store.collections() == (Collection(folder.id, "督查", None),)
    assert store.add(folder.id, ["d2", "d1", "d2"]) == ("d2", "d1")
    assert store.add(folder.id, ["d1", "d3"]) == ("d3",)
    assert store.add(folder.id, ["d4"], position=1) == ("d4",)
    assert store.collection(folder.id).documents == ("d2", "d4", "d1", "d3")
    assert store.arrange(folder.id, ["d3", "other", "d1"]) == ("d2", "d4", "d1", "d3")
    assert store.collection(folder.id).documents == ("d3", "d1", "d2", "d4")


def test_what_was_taken_out_comes_back_to_its_place(store: CollectionStore) -> None:
    folder = store.create("督查")
    store.add(folder.id, "abcde")
    places = store.take_out(folder.id, ["e", "b", "c", "x"])
    assert places == ((1, "b"), (2, "c"), (4, "e"))
    assert store.collection(folder.id).documents == ("a", "d")
    store.put_back(folder.id, places)
    assert store.collection(folder.id).documents == tuple("abcde")
    store.put_back(folder.id, places)
    assert store.collection(folder.id).documents == tuple("abcde")


def test_folders_lie_in_one_another(store: CollectionStore) -> None:
    year, plan, sum_up = store.create("年度"), store.create("计划"), store.create("总结")
    assert store.move(plan.id, year.id) == Spot(None, 1)
    assert store.move(sum_up.id, year.id, 0) == Spot(None, 1)
    assert shape(store) == [("年度", None, ()), ("总结", "年度", ()), ("计划", "年度", ())]
    for target in (year.id, plan.id):
        with pytest.raises(UsageError, match="自己里面"):
            store.move(year.id, target)
    assert store.move(plan.id, None, 0) == Spot(year.id, 1)
    assert shape(store) == [("计划", None, ()), ("年度", None, ()), ("总结", "年度", ())]
    assert store.rename(plan.id, "  工作\n计划 ") == "计划"
    assert store.collection(plan.id).name == "工作 计划"


def test_a_folder_of_a_search_takes_nothing(store: CollectionStore) -> None:
    found = store.create("落实", search=("督查 落实", {"years": ["2014"], "documents": ("d1",)}))
    kept = store.collection(found.id)
    assert kept == found
    assert kept.search is not None
    assert kept.search.query == "督查 落实"
    assert kept.search.scope == {"years": ("2014",), "documents": ("d1",)}
    with pytest.raises(UsageError, match="搜索条件"):
        store.add(found.id, ["d1"])
    with pytest.raises(UsageError, match="搜索条件"):
        store.create("里面", parent=found.id)
    other = store.create("别处")
    with pytest.raises(UsageError, match="搜索条件"):
        store.move(other.id, found.id)


def test_a_removed_folder_comes_back_with_all_that_was_in_it(store: CollectionStore) -> None:
    first, year, last = store.create("先"), store.create("年度"), store.create("后")
    plan = store.create("计划", parent=year.id)
    store.create("上半年", parent=plan.id)
    store.create("下半年", parent=plan.id)
    store.create("落实", parent=year.id, search=("落实", {}))
    for number, folder in enumerate((first, year, plan, last)):
        store.add(folder.id, [f"d{number}", "d9"])
    before = store.collections()
    removed = store.remove(year.id)
    assert [c.name for c in store.collections()] == ["先", "后"]
    with pytest.raises(UsageError, match="不在了"):
        store.rename(plan.id, "别名")
    store.restore(removed)
    assert store.collections() == before
    store.restore(removed)
    assert store.collections() == before


def test_a_folder_whose_place_is_gone_comes_to_the_top(store: CollectionStore) -> None:
    year = store.create("年度")
    plan = store.create("计划", parent=year.id)
    removed = store.remove(plan.id)
    store.remove(year.id)
    store.create("别的")
    store.restore(removed)
    assert shape(store) == [("别的", None, ()), ("计划", None, ())]


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_folder_needs_a_name(store: CollectionStore, name: str) -> None:
    with pytest.raises(UsageError, match="名字"):
        store.create(name)
    folder = store.create("名")
    with pytest.raises(UsageError, match="名字"):
        store.rename(folder.id, name)
    assert [c.name for c in store.collections()] == ["名"]


def test_each_library_has_its_own(database: Database, store: CollectionStore) -> None:
    other = CollectionStore(database, "b" * 32)
    mine, theirs = store.create("我的"), other.create("别库的")
    store.add(mine.id, ["d1"])
    other.add(theirs.id, ["d1", "d2"])
    assert shape(store) == [("我的", None, ("d1",))]
    assert shape(other) == [("别库的", None, ("d1", "d2"))]
    with pytest.raises(UsageError):
        store.remove(theirs.id)


@pytest.mark.parametrize("parent", ["nowhere", "itself"])
def test_folders_of_a_damaged_file_come_to_the_top(
    database: Database, store: CollectionStore, parent: str
) -> None:
    store.create("好的")
    lost = store.create("丢的")
    store.create("下面的", parent=lost.id)
    store.add(lost.id, ["d1"])
    holder = {"nowhere": "nothing", "itself": lost.id}[parent]
    with database.transaction():
        database.execute("UPDATE collection SET parent = ? WHERE id = ?", (holder, lost.id))
    assert shape(store) == [("好的", None, ()), ("丢的", None, ("d1",)), ("下面的", "丢的", ())]
    store.move(lost.id, None, 0)
    assert [c.name for c in store.collections()] == ["丢的", "下面的", "好的"]


def test_folders_in_a_circle_are_all_there(database: Database, store: CollectionStore) -> None:
    one = store.create("甲")
    two = store.create("乙", parent=one.id)
    with database.transaction():
        database.execute("UPDATE collection SET parent = ? WHERE id = ?", (two.id, one.id))
    assert {c.name for c in store.collections()} == {"甲", "乙"}
    assert sum(c.parent is None for c in store.collections()) == 1


def test_a_scope_without_sense_is_damage(database: Database, store: CollectionStore) -> None:
    store.create("落实", search=("落实", {}))
    with database.transaction():
        database.execute("UPDATE collection SET scope = '[1]'")
    with pytest.raises(LibraryProblem, match="损坏"):
        store.collections()


def test_personal_data_of_the_program_before_are_kept(tmp_path: Path) -> None:
    older = type(PERSONAL)(
        PERSONAL.name, PERSONAL.application_id, PERSONAL.migrations[:2], PERSONAL.backup
    )
    with Database(tmp_path / "personal.db", older) as database, database.transaction():
        database.execute("INSERT INTO saved_search VALUES ('名', '督查', '{}', 'now')")
    with personal(tmp_path) as database:
        store = CollectionStore(database, LIBRARY)
        assert store.collections() == ()
        store.create("新")
        assert database.rows("SELECT name FROM saved_search") == [("名",)]
    assert (tmp_path / "personal.db.v2.bak").exists()


# Faults

FOLDERS = """
from reader.library.collections import CollectionStore
store = CollectionStore(personal(folder), "a" * 32)
year, plan = store.create("年度"), store.create("计划")
store.add(plan.id, [f"d{n}" for n in range(400)])
while True:
    store.restore(store.remove(year.id))
    store.move(plan.id, year.id)
    print("inside", flush=True)
    store.put_back(plan.id, store.take_out(plan.id, [f"d{n}" for n in range(0, 400, 3)]))
    store.move(plan.id, None)
    print("outside", flush=True)
"""


@pytest.mark.parametrize("lines", [1, 2, 5])
def test_a_killed_program_loses_no_folder(tmp_path: Path, lines: int) -> None:
    with start(FOLDERS, str(tmp_path)) as process:
        for _ in range(lines):
            assert read_line(process)
        process.send_signal(signal.SIGKILL)
        process.wait()
    with personal(tmp_path) as database:
        database.check()
        store = CollectionStore(database, LIBRARY)
        found = {c.name: c for c in store.collections()}
        # The one that was being removed and restored may be away just now, the other never.
        assert found.keys() <= {"年度", "计划"}
        if found["计划"].parent is None:
            assert len(found["计划"].documents) in {400, 266}
        store.create("此后")


@pytest.mark.parametrize(
    "act",
    [
        lambda store, key: store.remove(key),
        lambda store, key: store.add(key, ["n1", "n2"]),
        lambda store, key: store.take_out(key, ["d1"]),
        lambda store, key: store.arrange(key, ["d2"]),
        lambda store, key: store.move(key, None, 0),
    ],
)
def test_a_change_that_fails_changes_nothing(
    database: Database,
    store: CollectionStore,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[CollectionStore, str], object],
) -> None:
    store.create("先")
    folder = store.create("督查")
    store.create("里面", parent=folder.id)
    store.add(folder.id, ["d1", "d2"])
    before = store.collections()
    many = Database.execute_many

    def full(self: Database, sql: str, rows: Iterable[Parameters]) -> None:
        many(self, sql, rows)
        raise LibraryProblem(PERSONAL.name)

    monkeypatch.setattr(Database, "execute_many", full)
    with pytest.raises(LibraryProblem):
        act(store, folder.id)
    monkeypatch.undo()
    assert store.collections() == before
    database.check()


# Any changes in any order, against lists


class Folders(RuleBasedStateMachine):
    """The same changes on plain dictionaries; and each change can be taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.database = personal(Path(self.folder.name))
        # The same names in every run: what is drawn depends on their order.
        numbers = itertools.count()
        self.store = CollectionStore(self.database, LIBRARY, new_id=lambda: f"c{next(numbers):04}")
        self.inside: dict[str | None, list[str]] = {None: []}
        self.members: dict[str, list[str]] = {}
        self.undo: list[tuple[Callable[[], object], Rows]] = []

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def flat(self, parent: str | None = None) -> Rows:
        return [
            row
            for key in self.inside.get(parent, [])
            for row in ((key, parent, list(self.members[key])), *self.flat(key))
        ]

    def stored(self) -> Rows:
        return [(c.id, c.parent, list(c.documents)) for c in self.store.collections()]

    def parent_of(self, key: str) -> str | None:
        return next(parent for parent, keys in self.inside.items() if key in keys)

    def below(self, key: str) -> list[str]:
        return [key, *(k for child in self.inside[key] for k in self.below(child))]

    def done(self, back: Callable[[], object], before: Rows) -> None:
        self.undo.append((back, before))

    @rule(data=st.data())
    def create(self, data: st.DataObject) -> None:
        before = self.flat()
        parent = data.draw(st.sampled_from([None, *sorted(self.members)]))
        place = data.draw(st.integers(0, 3))
        made = self.store.create("夹", parent, place)
        self.inside[parent].insert(place, made.id)
        self.inside[made.id], self.members[made.id] = [], []
        self.done(lambda: self.store.remove(made.id), before)

    @precondition(lambda self: self.members)
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        before = self.flat()
        key = data.draw(st.sampled_from(sorted(self.members)))
        parent = data.draw(st.sampled_from([None, *sorted(self.members)]))
        place = data.draw(st.integers(0, 3))
        if parent in self.below(key):
            with pytest.raises(UsageError):
                self.store.move(key, parent, place)
            return
        spot = self.store.move(key, parent, place)
        self.inside[self.parent_of(key)].remove(key)
        self.inside[parent].insert(place, key)
        self.done(lambda: self.store.move(key, spot.parent, spot.position), before)

    @precondition(lambda self: self.members)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        before = self.flat()
        key = data.draw(st.sampled_from(sorted(self.members)))
        removed = self.store.remove(key)
        self.inside[self.parent_of(key)].remove(key)
        for gone in self.below(key):
            del self.inside[gone], self.members[gone]
        self.done(lambda: self.store.restore(removed), before)

    @precondition(lambda self: self.members)
    @rule(data=st.data(), documents=st.lists(st.sampled_from("abcdef"), max_size=4))
    def add(self, data: st.DataObject, documents: list[str]) -> None:
        before = self.flat()
        key = data.draw(st.sampled_from(sorted(self.members)))
        place = data.draw(st.one_of(st.none(), st.integers(0, 4)))
        members = self.members[key]
        new = [d for d in dict.fromkeys(documents) if d not in members]
        assert list(self.store.add(key, documents, place)) == new
        end = len(members) if place is None else place
        self.members[key] = members[:end] + new + members[end:]
        self.done(lambda: self.store.take_out(key, new), before)

    @precondition(lambda self: self.members)
    @rule(data=st.data(), documents=st.lists(st.sampled_from("abcdef"), max_size=4))
    def take_out(self, data: st.DataObject, documents: list[str]) -> None:
        before = self.flat()
        key = data.draw(st.sampled_from(sorted(self.members)))
        places = self.store.take_out(key, documents)
        assert list(places) == [(n, d) for n, d in enumerate(self.members[key]) if d in documents]
        self.members[key] = [d for d in self.members[key] if d not in documents]
        self.done(lambda: self.store.put_back(key, places), before)

    @precondition(lambda self: self.members)
    @rule(data=st.data(), documents=st.permutations("abcdef"))
    def arrange(self, data: st.DataObject, documents: list[str]) -> None:
        before = self.flat()
        key = data.draw(st.sampled_from(sorted(self.members)))
        former = self.store.arrange(key, documents)
        assert list(former) == self.members[key]
        self.members[key] = [d for d in documents if d in former]
        self.done(lambda: self.store.arrange(key, former), before)

    @precondition(lambda self: self.undo)
    @rule()
    def take_back(self) -> None:
        back, before = self.undo.pop()
        back()
        self.inside, self.members = {None: []}, {}
        for key, parent, documents in before:
            self.inside[parent].append(key)
            self.inside[key], self.members[key] = [], documents

    @invariant()
    def as_in_the_lists(self) -> None:
        assert self.stored() == self.flat()


Folders.TestCase.settings = settings(max_examples=25, stateful_step_count=20)
TestFolders = Folders.TestCase
