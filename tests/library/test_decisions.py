from pathlib import Path

from reader.library.decisions import DecisionStore
from reader.library.model import Decision
from reader.themes.model import EntryState
from tests.library.samples import personal, selector


def test_the_latest_decision_on_a_passage_counts(tmp_path: Path) -> None:
    with personal(tmp_path) as database:
        store = DecisionStore(database, clock=lambda: "2026-01-01")
        store.decide("督查", selector(2), EntryState.KEPT)
        store.decide("督查", selector(3), EntryState.ADDED)
        store.decide("公文", selector(2), EntryState.KEPT)
        store.decide("督查", selector(2), EntryState.REMOVED)
    with personal(tmp_path) as database:
        store = DecisionStore(database)
        assert store.decisions("督查") == (
            Decision("督查", selector(2), EntryState.REMOVED, "2026-01-01"),
            Decision("督查", selector(3), EntryState.ADDED, "2026-01-01"),
        )
        assert len(store.decisions()) == 3


def test_a_decision_can_be_taken_back(tmp_path: Path) -> None:
    with personal(tmp_path) as database:
        store = DecisionStore(database)
        store.decide("督查", selector(2), EntryState.REMOVED)
        store.decide("督查", selector(2), EntryState.AUTOMATIC)
        assert store.decisions() == ()
