"""Search through the workspace against a plain count over what it shows.

The folding here is the tests' own, as simple as the texts allow: width and case, spaces dropped.
"""

import random
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest

from reader.documents.model import Kind
from reader.workspace.model import SearchScope
from reader.workspace.workspace import Workspace
from tests.workspace.samples import bring_in, opened

WORDS = ["督查", "落实", "会议", "调查研究", "保密", "值班", "台账", "文件"]
WORDS += ["办公室", "基层", "Report", "2019", "ＡＢＣ", "三服务", "通知", "会务"]
GAPS = ["", "", "", "，", "。", "；", "、", " ", "　", "的", "和"]


def texts() -> dict[str, str]:
    """Twenty documents of chance words; a word may touch the next one."""
    chance = random.Random(20)
    found = {}
    for number in range(20):
        paragraphs = [
            "".join(
                chance.choice(WORDS) + chance.choice(GAPS) for _ in range(chance.randint(5, 60))
            )
            for _ in range(chance.randint(3, 12))
        ]
        found[f"{number:02}.txt"] = f"第{number}号材料汇编\n" + "。\n".join(paragraphs) + "。\n"
    return found


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    home = tmp_path_factory.mktemp("oracle")
    with opened(home) as workspace:
        bring_in(workspace, home / "文献", texts())
        yield workspace


@pytest.fixture(scope="module")
def shown(workspace: Workspace) -> dict[tuple[str, int], str]:
    return {
        (record.document, paragraph.number): paragraph.text
        for record in workspace.documents()
        for paragraph in workspace.read(record.document).paragraphs
        if paragraph.kind is not Kind.JUNK
    }


@cache
def simple(text: str) -> tuple[str, list[int]]:
    """The text in narrow small letters, and where each character stood.

    White space counts only between two letters or digits, as a single space.
    """
    narrow = [unicodedata.normalize("NFKC", character).lower() for character in text]
    kept: list[tuple[int, str]] = []
    for place, character in enumerate(narrow):
        if character.strip():
            kept.append((place, character))
        elif kept and re.match("[0-9a-z]", kept[-1][1]):
            following = "".join(narrow[place:]).lstrip()
            if re.match("[0-9a-z]", following):
                kept.append((place, " "))
    return "".join(character for _, character in kept), [place for place, _ in kept]


def spans(word: str, text: str) -> list[list[int]]:
    folded, places = simple(text)
    return [
        [places[match.start()], places[match.end() - 1] + 1]
        for match in re.finditer(re.escape(simple(word)[0]), folded)
    ]


def literals(shown: dict[tuple[str, int], str]) -> list[str]:
    """Pieces of the texts, one to twelve characters long, and some that are nowhere."""
    chance = random.Random(7)
    pool = list(shown.values())
    found: list[str] = []
    while len(found) < 300:
        text = chance.choice(pool)
        start = chance.randrange(len(text))
        piece = text[start : start + chance.choice((1, 2, 2, 3, 4, 6, 12))]
        if simple(piece)[0].strip(" .-"):
            found.append(piece)
    return [*found, "没有这几个字", "督查落空", "report2019report2019report"]


def test_totals_and_spans(workspace: Workspace, shown: dict[tuple[str, int], str]) -> None:
    some = 0
    for word in literals(shown):
        query = '"' + word + '"'
        result = workspace.searching.search(query, limit=len(shown))
        wanted = {place: found for place, text in shown.items() if (found := spans(word, text))}
        assert {
            (hit.document, hit.paragraph): [list(span) for span in hit.spans] for hit in result.hits
        } == wanted, word
        assert result.paragraphs == len(wanted)
        assert result.occurrences == sum(map(len, wanted.values()))
        assert result.documents == len({document for document, _ in wanted})
        assert all(hit.text == shown[hit.document, hit.paragraph] for hit in result.hits)
        some += bool(wanted)
    assert some == 300


def test_two_words(workspace: Workspace, shown: dict[tuple[str, int], str]) -> None:
    """All of WORDS in pairs: both, either, one without the other, within a scope."""
    holds = {word: {place for place, text in shown.items() if spans(word, text)} for word in WORDS}
    documents = sorted({document for document, _ in shown})[:7]
    inside = {place for place in shown if place[0] in documents}
    for one, other in pairwise(WORDS):
        for query, wanted in (
            (f"{one} {other}", holds[one] & holds[other]),
            (f"{one} OR {other}", holds[one] | holds[other]),
            (f"{one} -{other}", holds[one] - holds[other]),
        ):
            result = workspace.searching.search(query, limit=len(shown))
            assert {(hit.document, hit.paragraph) for hit in result.hits} == wanted
            assert result.paragraphs == len(wanted)
            scope = SearchScope(documents=frozenset(documents))
            scoped = workspace.searching.search(query, scope=scope, limit=len(shown))
            assert {(hit.document, hit.paragraph) for hit in scoped.hits} == wanted & inside


def test_the_highlighter_marks_what_the_search_counts(workspace: Workspace) -> None:
    for query in ("督查", "督查 OR 落实", "督查 NEAR/10 落实", "report -会议"):
        mark = workspace.searching.highlighter(query)
        result = workspace.searching.search(query, limit=1000)
        assert result.complete
        assert [mark(hit.text) for hit in result.hits] == [hit.spans for hit in result.hits]
        assert sum(len(hit.spans) for hit in result.hits) == result.occurrences


@pytest.mark.parametrize(
    "query", ["", "(", '"督查', "督查 OR", "主题:没有", "日期:20", "-", "督查 NEAR/"]
)
def test_an_unfinished_query_never_fails(workspace: Workspace, query: str) -> None:
    workspace.searching.search(query, unfinished=True)
    workspace.searching.highlighter(query)("督查")
