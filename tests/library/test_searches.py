from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import LibraryProblem
from reader.library.database import Database
from reader.library.history import HistoryStore
from reader.library.model import StoredSearch
from reader.library.schema import PERSONAL
from reader.library.searches import SearchStore
from tests.library.samples import personal

SCOPE = {"sources": ("网站",), "within": ("督查", "会议")}


def test_searches_are_kept_by_name_and_replaced(tmp_path: Path) -> None:
    with personal(tmp_path) as database:
        store = SearchStore(database, clock=lambda: "2026-01-01")
        store.save("周报", "督查", {})
        store.save("会务", "会议 -通知", SCOPE)
        store.save("周报", "督办", {"years": ["2014"]})
    with personal(tmp_path) as database:
        store = SearchStore(database)
        assert store.searches() == (
            StoredSearch("会务", "会议 -通知", SCOPE, "2026-01-01"),
            StoredSearch("周报", "督办", {"years": ("2014",)}, "2026-01-01"),
        )
        assert store.remove("周报")
        assert not store.remove("周报")
        assert [search.name for search in store.searches()] == ["会务"]


@pytest.mark.parametrize("scope", ["[]", '{"years": "2014"}', '{"years": [2014]}', "{"])
def test_a_scope_without_sense_is_damage(tmp_path: Path, scope: str) -> None:
    with personal(tmp_path) as database:
        with database.transaction():
            database.execute("INSERT INTO saved_search VALUES ('a', 'b', ?, 'c')", (scope,))
        with pytest.raises(LibraryProblem):
            SearchStore(database).searches()


def test_an_older_file_gets_the_table_and_leaves_a_copy(tmp_path: Path) -> None:
    older = replace(PERSONAL, migrations=PERSONAL.migrations[:1])
    path = tmp_path / "personal.db"
    with Database(path, older) as database:
        HistoryStore(database).add_query("督查")
    with personal(tmp_path) as database:
        SearchStore(database).save("周报", "督查", {})
        assert [query.text for query in HistoryStore(database).queries()] == ["督查"]
    with Database(tmp_path / "personal.db.v1.bak", older, read_only=True) as database:
        assert [query.text for query in HistoryStore(database).queries()] == ["督查"]
