from pathlib import Path

import pytest

from reader.documents.model import Genre
from reader.errors import UsageError
from reader.workspace.model import SearchScope
from tests.workspace.samples import opened


def test_recent_queries(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        for query in ("督查", " 会议 ", "  ", "督查"):
            workspace.queries.remember(query)
        assert [query.text for query in workspace.queries.recent()] == ["督查", "会议"]
        assert [query.text for query in workspace.queries.recent(1)] == ["督查"]


def test_saved_searches_come_back_with_their_scope(tmp_path: Path) -> None:
    scope = SearchScope(
        documents=frozenset({"d1", "d2"}),
        themes=frozenset({"督查督办"}),
        genres=frozenset({Genre.ORIGINAL}),
        sources=frozenset({"", "网站"}),
        years=frozenset({"2014"}),
        within=("会议", "通知"),
    )
    with opened(tmp_path) as workspace:
        workspace.queries.save(" 周报 ", "督查", scope)
        workspace.queries.save("全部", "督查 OR 督办")
    with opened(tmp_path) as workspace:
        everywhere, weekly = workspace.queries.saved()
        assert (everywhere.name, everywhere.query) == ("全部", "督查 OR 督办")
        assert everywhere.scope.everywhere
        assert (weekly.name, weekly.query, weekly.scope) == ("周报", "督查", scope)
        workspace.queries.save("周报", "督办")
        assert [search.query for search in workspace.queries.saved()] == ["督查 OR 督办", "督办"]
        workspace.queries.remove("全部")
        assert [search.name for search in workspace.queries.saved()] == ["周报"]


def test_wrong_names_are_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        with pytest.raises(UsageError):
            workspace.queries.save("  ", "督查")
        with pytest.raises(UsageError):
            workspace.queries.remove("没有")
