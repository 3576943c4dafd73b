"""What `search` says to people; its JSON is in test_commands.py."""

import pytest

from tests.caller import Caller
from tests.command_texts import write_texts


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Caller:
    """A library of four documents that no test changes."""
    caller = Caller(tmp_path_factory.mktemp("filled"))
    assert caller("import", str(write_texts(caller.folder / "文献"))).code == 0
    return caller


def test_near_wording_is_offered_where_nothing_was_found(filled: Caller) -> None:
    answer = filled("search", "督察工作")
    assert answer.code == 0
    first, offer, *rest = answer.out.splitlines()
    assert first == "0 段，0 处，0 篇"
    assert offer == "资料库中相近的文字："
    assert rest[0] == "    督查工作  1 段"
    assert filled("search", "督查工作").out.startswith("1 段")


def test_names_are_offered_too(filled: Caller) -> None:
    lines = filled("search", "dcyj").out.splitlines()
    assert lines[1] == "名称相近的文献、主题和标题："
    assert any(line.split()[:2] == ["主题", "调查研究"] for line in lines[2:])
    lines = filled("search", "hwgzzj").out.splitlines()
    assert any(line.split()[:2] == ["文献", "会务工作札记"] for line in lines[2:])


def test_json_has_the_contract_and_nothing_else(filled: Caller) -> None:
    for query in ("督察工作", "dcyj", "督查"):
        assert set(filled("search", query, "--json").json) == {
            "query",
            "paragraphs",
            "occurrences",
            "documents",
            "hits",
        }


def test_nothing_is_offered_where_nothing_is_near(filled: Caller) -> None:
    assert filled("search", "龘龘").out == "0 段，0 处，0 篇\n"
    assert "相近" not in filled("search", "督查").out


def test_hits_in_headings_come_first(filled: Caller) -> None:
    hits = filled("search", "督查", "--json").json["hits"]
    assert hits[0]["text"] == "关于加强督查工作的意见"
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_people_are_told_the_place_of_a_problem(filled: Caller) -> None:
    answer = filled("search", "督查 日期:去年")
    assert answer.code == 2
    assert answer.err.startswith("“去年”不是日期")
    assert answer.err.endswith("（第 7 个字）\n")
    english = filled("--lang", "en", "search", "督查 (会议")
    assert "4" in english.err
    assert "括号" not in english.err


def test_a_line_of_several_with_a_problem(filled: Caller) -> None:
    answer = filled("search", "-", stdin="督查\n督查 OR\n督察工作\n".encode())
    assert answer.code == 1
    assert "督查工作" in answer.out
    assert "（第 6 个字）" in answer.err
