"""Scopes and facets against a count over the stored texts, paragraph by paragraph."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.fold import fold_text
from reader.documents.model import Genre, Kind, Metadata
from reader.workspace.model import Facet, SearchScope
from reader.workspace.workspace import Workspace
from tests.workspace.samples import opened

FRONT = "---\ntitle: {title}\nsource: {source}\ndate: {date}\n类型: {kind}\n---\n\n"
BODY = (
    "# {title}\n\n各科室要加强督查督办，开展调查研究。\n\n会议要精简，文件要规范。\n\n"
    "督查的结果要反馈，信访工作要有回音。\n\n## 小结\n\n{last}\n"
)
SOURCES = ["网站", "内部资料", ""]
DATES = ["2014-05-08", "2014", "2019-01", ""]
LASTS = ["督查与会议并重。", "机要保密不能放松。", "调查研究是基本功，公文处理也是。"]


@dataclass(frozen=True)
class Row:
    """One searchable paragraph with all that a scope may ask for."""

    document: str
    metadata: Metadata
    paragraph: int
    heading: bool
    text: str
    themes: frozenset[str]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("facets")
    with opened(folder) as opening:
        texts = folder / "文献"
        texts.mkdir()
        for number in range(24):
            kind = ("原文", "解读", "其他")[number % 5 % 3]
            head = FRONT.format(
                title=f"关于督查工作的{kind}{number}",
                source=SOURCES[number % 3],
                date=DATES[number // 2 % 4],
                kind=kind,
            )
            head = "\n".join(line for line in head.split("\n") if not line.endswith(": "))
            body = BODY.format(title=f"关于督查工作的{kind}{number}", last=LASTS[number % 3])
            (texts / f"{number}.md").write_text(head + body, "utf-8")
        assert not opening.imports.take_in(sorted(texts.iterdir())).failed
        yield opening


@pytest.fixture(scope="module")
def rows(workspace: Workspace) -> list[Row]:
    parents = {count.theme.id: count.theme.parent for count in workspace.themes.counts()}
    themes: dict[tuple[str, int], set[str]] = {}
    for item in workspace.themes.assignments():
        place: str | None = item.theme
        while place is not None:
            themes.setdefault((item.document, item.paragraph), set()).add(place)
            place = parents[place]
    found = [
        Row(
            record.document,
            record.metadata,
            paragraph.number,
            paragraph.kind is Kind.HEADING,
            fold_text(paragraph.text),
            frozenset(themes.get((record.document, paragraph.number), ())),
        )
        for record in workspace.documents()
        for paragraph in workspace.read(record.document).paragraphs
        if paragraph.kind is not Kind.JUNK
    ]
    # The samples are of use only if they differ in everything.
    assert len({row.metadata.source for row in found}) == 3
    assert {(row.metadata.date or "")[:4] for row in found} == {"2014", "2019", ""}
    assert len({row.metadata.genre for row in found}) > 1
    assert len({theme for row in found for theme in row.themes}) > 4
    return found


def inside(row: Row, scope: SearchScope) -> bool:
    metadata = row.metadata
    return all(
        (
            not scope.documents or row.document in scope.documents,
            not scope.themes or row.themes & scope.themes,
            not scope.genres or metadata.genre in scope.genres,
            not scope.sources or (metadata.source or "") in scope.sources,
            not scope.years or (metadata.date or "")[:4] in scope.years,
            all(word in row.text for word in scope.within),
        )
    )


def counts(facets: Iterable[Facet]) -> dict[str, int]:
    found = {facet.key: facet.paragraphs for facet in facets}
    assert 0 not in found.values()
    return found


def some(values: Iterable[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(values)), max_size=2)


@settings(max_examples=150)
@given(st.data())
def test_scopes_and_facets_count_what_is_there(
    workspace: Workspace, rows: list[Row], data: st.DataObject
) -> None:
    scope = SearchScope(
        documents=data.draw(some({row.document for row in rows})),
        themes=data.draw(some({theme for row in rows for theme in row.themes})),
        genres=data.draw(st.frozensets(st.sampled_from(Genre), max_size=2)),
        sources=data.draw(some(SOURCES)),
        years=data.draw(some({"2014", "2019", "", "1999"})),
        within=tuple(data.draw(st.lists(st.sampled_from(["督查", "会议", "要"]), max_size=2))),
    )
    word = data.draw(st.sampled_from(["督查", "要", "工作", "解读", "没有"]))
    expected = [row for row in rows if word in row.text and inside(row, scope)]
    found = workspace.searching.search(word, scope=scope, limit=1000)
    assert {(hit.document, hit.paragraph) for hit in found.hits} == {
        (row.document, row.paragraph) for row in expected
    }
    assert found.paragraphs == len(expected)
    assert found.occurrences == sum(row.text.count(word) for row in expected)
    assert found.documents == len({row.document for row in expected})
    facets = workspace.searching.facets(word, scope=scope)
    assert facets.paragraphs == len(expected)
    assert counts(facets.documents) == Counter(row.document for row in expected)
    assert counts(facets.themes) == Counter(theme for row in expected for theme in row.themes)
    assert counts(facets.sources) == Counter(row.metadata.source or "" for row in expected)
    assert counts(facets.years) == Counter((row.metadata.date or "")[:4] for row in expected)


def test_a_facet_as_a_scope_finds_what_it_counted(workspace: Workspace, rows: list[Row]) -> None:
    facets = workspace.searching.facets("要")
    for facet in facets.documents[:3]:
        scope = SearchScope(documents=frozenset({facet.key}))
        assert workspace.searching.search("要", scope=scope).paragraphs == facet.paragraphs
    for facet in facets.themes:
        scope = SearchScope(themes=frozenset({facet.key}))
        assert workspace.searching.search("要", scope=scope).paragraphs == facet.paragraphs
        scope = SearchScope(themes=frozenset({facet.name}))
        assert workspace.searching.search("要", scope=scope).paragraphs == facet.paragraphs
    for facet in facets.sources:
        scope = SearchScope(sources=frozenset({facet.key}))
        assert workspace.searching.search("要", scope=scope).paragraphs == facet.paragraphs
    for facet in facets.years:
        scope = SearchScope(years=frozenset({facet.key}))
        assert workspace.searching.search("要", scope=scope).paragraphs == facet.paragraphs


def test_the_order_of_facets(workspace: Workspace) -> None:
    facets = workspace.searching.facets("要")
    outline = [count.theme.id for count in workspace.themes.counts()]
    themes = [facet.key for facet in facets.themes]
    assert themes == [theme for theme in outline if theme in themes]
    assert [facet.key for facet in facets.years] == ["2019", "2014", ""]
    assert [facet.name for facet in facets.sources][-1] == ""
    documents = [facet.paragraphs for facet in facets.documents]
    assert documents == sorted(documents, reverse=True)
    titles = {record.document: record.metadata.title for record in workspace.documents()}
    assert all(facet.name == titles[facet.key] for facet in facets.documents)


def test_headings_come_first_and_pages_follow_each_other(
    workspace: Workspace, rows: list[Row]
) -> None:
    headings = {(row.document, row.paragraph): row.heading for row in rows}
    every = workspace.searching.search("督查", limit=1000)
    order = [headings[hit.document, hit.paragraph] for hit in every.hits]
    assert order == sorted(order, reverse=True)
    assert {True, False} == set(order)
    assert [h.score for h in every.hits] == sorted((h.score for h in every.hits), reverse=True)
    pages = [
        workspace.searching.search("督查", limit=10, offset=n)
        for n in range(0, len(every.hits), 10)
    ]
    assert [hit for page in pages for hit in page.hits] == list(every.hits)
    assert [page.complete for page in pages] == [False] * (len(pages) - 1) + [True]
    assert {page.paragraphs for page in pages} == {every.paragraphs}
    assert workspace.searching.search("督查", offset=10_000).hits == ()


def test_searching_within_results(workspace: Workspace) -> None:
    scope = SearchScope().inside("督查").inside("督查").inside("会议 OR 信访")
    assert scope.within == ("督查", "会议 OR 信访")
    assert not scope.everywhere
    found = workspace.searching.search("要", scope=scope, limit=1000)
    assert found.paragraphs == workspace.searching.search("要 督查 (会议 OR 信访)").paragraphs
    # Only the query itself is marked and counted.
    assert found.occurrences == sum(hit.text.count("要") for hit in found.hits) > 0
    assert workspace.searching.search("要", scope=SearchScope(within=("没有",))).hits == ()


def test_facets_follow_the_texts(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with opened(tmp_path_factory.mktemp("changing")) as own:
        assert own.searching.facets("督查").documents == ()
        folder = own.folder.parent / "文献"
        folder.mkdir()
        (folder / "一.md").write_text(BODY.format(title="督查", last="完。"), "utf-8")
        own.imports.take_in(sorted(folder.iterdir()))
        before = own.searching.facets("督查")
        assert before.paragraphs == 3
        assert before.themes
        own.removal.remove([record.document for record in own.documents()])
        assert own.searching.facets("督查").themes == ()
