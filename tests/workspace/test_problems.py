"""A wrong query is explained with its place; an unfinished one is answered."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import UsageError
from reader.workspace.model import SearchScope
from reader.workspace.workspace import Workspace
from tests.workspace.samples import bring_in, opened

PROBLEMS = [
    ("", 0, "请输入要找的文字"),
    ("督查 “”", 3, "请输入要找的文字"),
    ('督查 "会议', 3, "引号没有配对：这里开始的引号后面缺少收尾的引号"),
    ("督查 (会议", 3, "括号没有配对：这个左括号后面缺少右括号"),
    ("督查）会议", 2, "括号没有配对：这个右括号前面缺少左括号"),
    ("督查 OR", 5, "这里缺少要找的文字；OR、AND、NEAR 两边和 NOT、负号后面都要有"),
    ("标题： 督查", 0, "“标题：”后面缺少内容"),
    ('督查 来源:""', 6, "“来源:”后面缺少内容"),
    (
        "督查 日期:去年",
        6,
        "“去年”不是日期；应写成 2014、2014-05、2014-05-08 或 2014..2019",
    ),
    ("日期:2019..2014", 3, "“2019..2014”的起始日期比结束日期晚"),
    ("督查 NEAR/很近 会议", 3, "“NEAR/很近”应写成 NEAR/10 这样；数字是相隔的最多字数"),
    ("督查 NEAR/5 (会议)", 3, None),
    ("督查 NEAR/5 标题:会议", 3, "NEAR 的两边都应是要找的文字，不能是括号或字段"),
    ("类型:小说 督查", 3, "没有“小说”这个类型；类型只有：原文、解读、其他"),
    ("-督查", 0, "不能只写不要的文字；请至少写一个要找的"),
    ("(" * 51 + "督查" + ")" * 51, 50, "括号套得太多；最多套 50 层"),
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("problems")
    with opened(folder) as opening:
        bring_in(opening, folder / "文献")
        yield opening


@pytest.mark.parametrize(("query", "position", "message"), PROBLEMS)
def test_each_problem_is_explained(
    workspace: Workspace, query: str, position: int, message: str | None
) -> None:
    if message is None:
        assert workspace.searching.search(query).query == query
        return
    with pytest.raises(UsageError) as caught:
        workspace.searching.search(query)
    assert (str(caught.value.message), caught.value.position) == (message, position)
    with pytest.raises(UsageError) as again:
        workspace.searching.facets(query)
    assert str(again.value.message) == message


def test_a_theme_that_is_not_there_is_named(workspace: Workspace) -> None:
    for call in (workspace.searching.search, workspace.searching.facets):
        with pytest.raises(UsageError, match="没有的主题"):
            call("督查 主题:没有的主题")


def test_a_scope_that_is_not_there_is_named(workspace: Workspace) -> None:
    for scope, named in (
        (SearchScope(documents=frozenset({"没有的文献"})), "没有的文献"),
        (SearchScope(themes=frozenset({"没有的主题"})), "没有的主题"),
        (SearchScope(within=("督查 OR",)), "督查 OR"),
    ):
        with pytest.raises(UsageError, match=named) as caught:
            workspace.searching.search("督查", scope=scope)
        assert caught.value.position is None
        found = workspace.searching.search("督查", scope=scope, unfinished=True)
        assert found.paragraphs == (
            workspace.searching.search("督查").paragraphs if scope.within else 0
        )


words = st.sampled_from(
    [
        *("督查", "落实", "会", "OR", "NOT", "AND", "NEAR/5", "NEAR/", "NEAR", "-", "(", ")", "（"),
        *(
            '"',
            "“",
            "”",
            "：",
            "标题:",
            "来源:督",
            "作者:",
            "类型:",
            "类型:原",
            "主题:",
            "主题:没有",
        ),
        *("日期:", "日期:2", "日期:2014-", "日期:2014..", "日期:..", "日期:2019..2014", "\u200b"),
    ]
)
queries = st.lists(words | st.text(max_size=3), max_size=8).map(" ".join) | st.text(max_size=20)


@settings(max_examples=300)
@given(queries, queries)
def test_an_unfinished_query_never_raises(workspace: Workspace, query: str, former: str) -> None:
    scope = SearchScope(themes=frozenset({former}), within=(former,))
    found = workspace.searching.search(query, unfinished=True)
    counted = workspace.searching.facets(query, unfinished=True)
    assert counted.paragraphs == found.paragraphs >= len(found.hits)
    assert (
        workspace.searching.search(query, scope=scope, unfinished=True).paragraphs
        <= found.paragraphs
    )
    workspace.searching.suggestions(query)
    workspace.names.lookup(query)
    for hit in found.hits:
        assert workspace.searching.highlighter(query)(hit.text) == hit.spans


@settings(max_examples=200)
@given(queries)
def test_a_problem_has_a_place_in_the_query(workspace: Workspace, query: str) -> None:
    problem = None
    try:
        found = workspace.searching.search(query)
    except UsageError as error:
        problem = error
    if problem is None:
        assert found == workspace.searching.search(query, unfinished=True)
    elif problem.position is None:
        assert "主题" in str(problem.message)
    else:
        assert 0 <= problem.position <= len(query)
