"""Near wording through the workspace: it really occurs, in the characters of the texts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.fold import fold_text
from reader.workspace.workspace import Workspace
from tests.workspace.samples import bring_in, by_hand, opened, total

SUPERVISION = """督查工作要点
各科室要把督查作为推动落实的重要手段。
督导检查也要深入。
督导有力。
督导有方。
"""
TEXTS = {
    "督查.txt": SUPERVISION,
    "调研.txt": "調查研究札记\n要深入基层調查研究，既报喜又报忧。\n使用 Open Source 软件。\n",
    "引文.txt": "引文札记\n他说：“实事求是”，大家都同意。\n甲 AND 乙\n",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("suggestions")
    with opened(folder) as opening:
        bring_in(opening, folder / "文献", TEXTS)
        yield opening


@pytest.mark.parametrize(
    ("query", "wording"),
    [
        ("督察", "督查"),  # read alike, though 督导 is more frequent
        ("调察研究", "調查研究"),
        ("深入积层调查研究", "深入基层調查研究"),
        ("open sourse", None),
        ('"open sourse"', "Open Source"),
        ("实事求事", "实事求是"),
    ],
)
def test_the_best_suggestion(workspace: Workspace, query: str, wording: str | None) -> None:
    found = workspace.searching.suggestions(query)
    if wording is None:
        assert found
        assert found[0].wording == "Source"
    else:
        assert found[0].wording == wording
    for suggestion in found:
        assert total(workspace, suggestion.query) == suggestion.paragraphs > 0


def test_only_the_word_that_is_missing_is_replaced(workspace: Workspace) -> None:
    found = workspace.searching.suggestions("落实 (督察 OR 手斷) -会议")
    assert found[0].query == "落实 (督查 OR 手段) -会议"
    assert found[0].literal == "督察"
    assert found[0].paragraphs == total(workspace, found[0].query) == 1


def test_words_of_near_are_replaced(workspace: Workspace) -> None:
    assert (
        workspace.searching.suggestions("深入 NEAR/5 調察研究")[0].query == "深入 NEAR/5 調查研究"
    )


@pytest.mark.parametrize(
    "query",
    [
        "督查",
        "督查 報喜",
        "龘",
        "",
        "-督察",
        "标题:督察",
        "龘龘龘龘龘龘",
        "(",
        '"',
        "主题:没有",
        "NEAR",
    ],
)
def test_none_where_there_is_nothing_to_correct(workspace: Workspace, query: str) -> None:
    assert workspace.searching.suggestions(query) == ()


def test_wording_that_would_be_understood_otherwise_is_quoted(workspace: Workspace) -> None:
    for suggestion in workspace.searching.suggestions('"说：实事求是"'):
        assert total(workspace, suggestion.query) == suggestion.paragraphs > 0
    assert any(
        '""' in s.query or "“" in s.query for s in workspace.searching.suggestions('"说：实事求是"')
    )


@settings(max_examples=150)
@given(st.text('督查研究调深入基层察，。 "“a-(:OR', min_size=1, max_size=9))
def test_suggestions_occur_and_are_near(workspace: Workspace, query: str) -> None:
    found = workspace.searching.suggestions(query)
    assert len(found) <= 5
    assert len({suggestion.query for suggestion in found}) == len(found)
    for suggestion in found:
        assert by_hand(workspace, suggestion.wording) > 0
        assert 1 <= suggestion.distance <= 2
        assert fold_text(suggestion.wording) != suggestion.literal
        assert workspace.searching.search(suggestion.query, unfinished=True).paragraphs == (
            suggestion.paragraphs
        )


@settings(max_examples=100)
@given(st.text("督查研究调深入基层察喜", min_size=2, max_size=5))
def test_one_that_is_one_character_away_is_offered_if_there_is_any(
    workspace: Workspace, query: str
) -> None:
    texts = {
        fold_text(paragraph.text)
        for record in workspace.documents()
        for paragraph in workspace.read(record.document).paragraphs
    }
    if any(query in text for text in texts):
        return
    pieces = {
        text[start : start + size]
        for text in texts
        for size in range(max(2, len(query) - 1), len(query) + 2)
        for start in range(len(text) - size + 1)
    }
    offered = [suggestion.distance for suggestion in workspace.searching.suggestions(query)]
    assert (1 in offered) == any(_one_edit(query, piece) for piece in pieces)


def _one_edit(first: str, second: str) -> bool:
    """Whether the two differ in what lies between a common beginning and a common end."""
    short, long = sorted((first, second), key=len)
    if len(long) - len(short) > 1 or first == second:
        return False
    rest = 1 if len(short) == len(long) else 0
    return any(
        short[:cut] == long[:cut] and short[cut + rest :] == long[cut + 1 :]
        for cut in range(len(short) + 1)
    )


def test_nothing_to_suggest_in_an_empty_library(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        assert workspace.searching.suggestions("督查") == ()
