from itertools import count
from pathlib import Path

import pytest

from reader.library.decisions import DecisionStore
from reader.library.model import Decision
from reader.library.watching import ChangeWatch
from reader.themes.model import EntryState
from tests.library.samples import library, personal, selector

KEPT, ADDED, REMOVED = EntryState.KEPT, EntryState.ADDED, EntryState.REMOVED


def test_decisions_outlive_the_program(tmp_path: Path) -> None:
    with personal(tmp_path) as database:
        store = DecisionStore(database, clock=lambda: "2026-01-01", new_id=lambda: "k")
        made = store.decision("督查", selector(2), KEPT, library="lib", title="要点")
        assert store.decisions() == ()
        store.exchange((), [made])
    with personal(tmp_path) as database:
        expected = Decision("k", "督查", selector(2), KEPT, "2026-01-01", "lib", "要点")
        assert DecisionStore(database).decisions() == (expected,)


def test_an_exchange_can_be_taken_back(tmp_path: Path) -> None:
    with personal(tmp_path) as database:
        store = DecisionStore(database)
        first, second = (
            store.decision("a", selector(2), KEPT),
            store.decision("b", selector(3), ADDED),
        )
        store.exchange((), [first, second])
        third = store.decision("a", selector(2), REMOVED)
        store.exchange([first], [third])
        assert set(store.decisions()) == {second, third}
        store.exchange([third], [first])
        assert set(store.decisions()) == {first, second}
        store.exchange([third], [first])
        assert set(store.decisions()) == {first, second}


def test_decisions_with_different_words_may_have_stood_at_one_place(tmp_path: Path) -> None:
    with personal(tmp_path) as database:
        store = DecisionStore(database)
        for words in ("督查", "会务"):
            store.exchange((), [store.decision("a", selector(2, words), KEPT)])
        assert {d.selector.exact for d in store.decisions()} == {"督查", "会务"}


def test_every_change_has_its_own_stamp(tmp_path: Path) -> None:
    with personal(tmp_path) as database, personal(tmp_path) as other:
        store, elsewhere = DecisionStore(database), DecisionStore(other)
        one, two, three = (store.decision("a", selector(n), KEPT) for n in (1, 2, 3))
        stamps = [store.stamp()]
        for gone, come in (
            ((), (one, two, three)),
            ((one,), ()),
            ((two,), (one,)),
            ((one,), (two,)),
            ((), (one,)),
        ):
            elsewhere.exchange(gone, come)
            stamps.append(store.stamp())
        assert len(set(stamps)) == len(stamps)


def test_a_decision_elsewhere_is_noticed_once(tmp_path: Path) -> None:
    with personal(tmp_path) as database, personal(tmp_path) as other, library(tmp_path) as texts:
        watch = ChangeWatch(texts, database)
        assert not watch.look_at_decisions()
        store = DecisionStore(other)
        store.exchange((), [store.decision("a", selector(2), KEPT)])
        assert watch.look() == (False, False)
        assert watch.look_at_decisions()
        assert not watch.look_at_decisions()


def test_the_themes_of_the_last_additions(tmp_path: Path) -> None:
    times = count(1)
    with personal(tmp_path) as database:
        store = DecisionStore(database, clock=lambda: f"2026-01-{next(times):02}")
        for theme, state in (("a", ADDED), ("b", ADDED), ("c", KEPT), ("a", ADDED)):
            store.exchange((), [store.decision(theme, selector(2), state)])
        assert store.last_added_to(5) == ("a", "b")
        assert store.last_added_to(1) == ("a",)


def test_automatic_is_no_decision(tmp_path: Path) -> None:
    with personal(tmp_path) as database, pytest.raises(ValueError, match="not decided"):
        DecisionStore(database).decision("a", selector(2), EntryState.AUTOMATIC)
