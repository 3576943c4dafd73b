from pathlib import Path

from reader.documents.model import Passage
from reader.library.history import HistoryStore
from tests.library.samples import personal


def passage(number: int) -> Passage:
    return Passage("0123456789abcdef", number, 2, 5, f"第{number}段")


def test_visits_are_kept_newest_first_and_bounded(tmp_path: Path) -> None:
    with personal(tmp_path) as database:
        store = HistoryStore(database, clock=lambda: "2026-01-01", visits=3)
        for number in (1, 2, 2, 3, 4, 2):
            store.visit(passage(number), title="通知", library="l")
        found = store.visits()
        assert [visit.passage for visit in found] == [passage(2), passage(4), passage(3)]
        assert found[0].passage.text == "第2段"
        assert (found[0].title, found[0].library, found[0].time) == ("通知", "l", "2026-01-01")
        assert store.visits(limit=1) == found[:1]


def test_queries_are_kept_once_newest_first_and_bounded(tmp_path: Path) -> None:
    with personal(tmp_path) as database:
        store = HistoryStore(database, queries=3)
        for text in ("督查", "收文 -发文", "值班", "督查", "会议"):
            store.add_query(text)
    with personal(tmp_path) as database:
        store = HistoryStore(database)
        assert [query.text for query in store.queries()] == ["会议", "督查", "值班"]
        store.clear()
        assert store.queries() == ()
        assert store.visits() == ()
