"""Names by pinyin, against an oracle that spells out every way to type a name."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.documents.model import Wording
from reader.workspace.model import Match, MatchKind
from reader.workspace.pinyin import Readings
from reader.workspace.workspace import Workspace
from tests.workspace.samples import bring_in, opened

TEXTS = {
    "一.txt": "关于加强调查研究的意见\n调查研究是谋事之基。\n",
    "二.txt": "督查督办工作手册\n督查要有回音。\n",
    "三.txt": "重庆市行政公文处理办法（试行）\n公文处理要规范。\n",
    "四.txt": "会计档案管理办法\n会计档案要移交。\n",
    "五.txt": "Excel 報表模板 2024\n表格要统一。\n",
    "六.txt": "旅游局绿化总结\n绿化要落实。\n",
}
READINGS = Readings()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("lookup")
    with opened(folder) as opening:
        bring_in(opening, folder / "文献", TEXTS)
        yield opening


def names(found: tuple[Match, ...]) -> list[str]:
    return [match.name for match in found]


def documents(workspace: Workspace, text: str) -> list[str]:
    return [m.name for m in workspace.names.lookup(text, 50) if m.kind is MatchKind.DOCUMENT]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("调查研究", "关于加强调查研究的意见"),
        ("調查", "关于加强调查研究的意见"),
        ("dcyj", "关于加强调查研究的意见"),
        ("diaochayanjiu", "关于加强调查研究的意见"),
        ("diaochayan", "关于加强调查研究的意见"),
        ("diao cha yan jiu", "关于加强调查研究的意见"),
        ("diaocyj", "关于加强调查研究的意见"),
        ("dchyj", "关于加强调查研究的意见"),
        ("调cyj", "关于加强调查研究的意见"),
        ("GYJQDCYJ", "关于加强调查研究的意见"),
        ("duchaduban", "督查督办工作手册"),
        ("duchad", "督查督办工作手册"),
        ("chongqing", "重庆市行政公文处理办法（试行）"),
        ("zhongqing", "重庆市行政公文处理办法（试行）"),
        ("xzgwclbfsx", "重庆市行政公文处理办法（试行）"),
        ("banfashixing", "重庆市行政公文处理办法（试行）"),
        ("kuaiji", "会计档案管理办法"),
        ("excel", "Excel 報表模板 2024"),
        ("bbmb2024", "Excel 報表模板 2024"),
        ("excelbaobiao", "Excel 報表模板 2024"),
        ("lvyou", "旅游局绿化总结"),
        ("luhua", "旅游局绿化总结"),
    ],
)
def test_titles_are_found(workspace: Workspace, typed: str, title: str) -> None:
    assert documents(workspace, typed)[:1] == [title]


@pytest.mark.parametrize("typed", ["dcyjx", "调查研究生", "duchadubanx", "", " ", "，", "'", "hyj"])
def test_what_is_no_name_finds_none(workspace: Workspace, typed: str) -> None:
    assert documents(workspace, typed) == []


def test_themes_are_found_and_come_first(workspace: Workspace) -> None:
    themes = {count.theme.name: count.theme.id for count in workspace.themes.counts()}
    found = workspace.names.lookup("dcdb")
    assert found[0] == Match(MatchKind.THEME, themes["督查督办"], "督查督办", ((0, 4),))
    assert "督查督办工作手册" in names(found)


def test_the_best_come_first(workspace: Workspace) -> None:
    found = workspace.names.lookup("bf", 50)
    assert {"会计档案管理办法", "重庆市行政公文处理办法（试行）"} <= set(names(found))
    assert len(workspace.names.lookup("d", 3)) == 3
    assert workspace.names.lookup("d", 3) == workspace.names.lookup("d", 50)[:3]


def test_spans_are_those_of_the_name(workspace: Workspace) -> None:
    (match,) = [m for m in workspace.names.lookup("bbmb") if m.kind is MatchKind.DOCUMENT]
    assert [match.name[start:end] for start, end in match.spans] == ["報表模板"]


def test_a_new_title_is_known_at_once(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        assert documents(workspace, "kjda") == []
        bring_in(workspace, tmp_path / "文献", {"四.txt": TEXTS["四.txt"]})
        assert documents(workspace, "kjda") == ["会计档案管理办法"]


@settings(max_examples=100)
@given(st.data())
def test_every_way_to_type_a_piece_of_a_name_finds_it(
    workspace: Workspace, data: st.DataObject
) -> None:
    title = data.draw(st.sampled_from(["督查督办工作手册", "会计档案管理办法"]))
    start = data.draw(st.integers(0, len(title) - 1))
    piece = title[start : data.draw(st.integers(start + 1, len(title)))]
    ways = [(c, *READINGS.of(c), *(r[0] for r in READINGS.of(c))) for c in piece]
    typed = "".join(data.draw(st.sampled_from(way)) for way in ways)
    assert title in names(workspace.names.lookup(typed, 1000))


@settings(max_examples=100)
@given(st.text("abcdghijuknloy", min_size=1, max_size=4))
def test_nothing_else_is_found(workspace: Workspace, typed: str) -> None:
    for title in documents(workspace, typed):
        assert any(way.startswith(typed) for way in _typed_ways(title, len(typed))), title


def _typed_ways(title: str, length: int) -> Iterator[str]:
    letters = [c.lower() for c in title if c.isalnum()]
    for start in range(len(letters)):
        options = []
        for character in letters[start : start + length]:
            known = READINGS.of(character.replace("報", "报")) or (character,)
            doubled = [r[:2] for r in known if r[:2] in ("zh", "ch", "sh")]
            options.append({*known, *(reading[0] for reading in known), *doubled})
        yield from map("".join, product(*options))


def test_readings() -> None:
    assert READINGS.of("重") == ("zhong", "chong", "tong")
    assert READINGS.of("绿") == ("lv", "lu")
    assert set(READINGS.of("略")) == {"lve", "lue"}
    assert READINGS.of("〇") == ("ling", "yuan", "xing")
    assert READINGS.of("a") == READINGS.of("，") == READINGS.of("𠮷") == ()
    assert READINGS.alike("督察", "督查")
    assert not READINGS.alike("督察", "督导")
    assert not READINGS.alike("督察", "督察组")


# Headings, commands, references

OUTLINED = """\
# 机关值班工作规范

## 一、值班安排

值班人员要坚守岗位，不得擅自离岗。

## 二、紧急报告

遇有突发事件，按时反馈办理结果。
"""


@pytest.fixture(scope="module")
def outlined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("outlined")
    with opened(folder) as opening:
        bring_in(opening, folder / "文献", {"值班.md": OUTLINED, "一.txt": TEXTS["一.txt"]})
        yield opening


@pytest.mark.parametrize("typed", ["紧急报告", "緊急報告", "jjbg", "jinjibaogao", "紧急bg"])
def test_a_heading_is_found_with_its_place(outlined: Workspace, typed: str) -> None:
    (match,) = [m for m in outlined.names.lookup(typed) if m.kind is MatchKind.HEADING]
    assert match.name == "二、紧急报告"
    assert match.detail == "机关值班工作规范"
    assert [match.name[start:end] for start, end in match.spans] == ["紧急报告"]
    assert match.passage is not None
    assert match.passage.paragraph == 4
    assert outlined.read(match.passage.document).paragraphs[3].text == "二、紧急报告"


def test_headings_of_a_removed_text_are_gone(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献", {"值班.md": OUTLINED})
        assert any(m.kind is MatchKind.HEADING for m in workspace.names.lookup("紧急报告"))
        workspace.removal.remove([record.document for record in workspace.documents()])
        assert not any(m.kind is MatchKind.HEADING for m in workspace.names.lookup("紧急报告"))


def test_commands_are_found_by_name_and_initials(workspace: Workspace) -> None:
    commands = {"dark": "深色", "split": "分栏"}
    for typed in ("fenlan", "fl", "分栏"):
        found = [
            m for m in workspace.names.lookup(typed, 50, commands) if m.kind is MatchKind.COMMAND
        ]
        assert [(m.key, m.name, m.spans) for m in found] == [("split", "分栏", ((0, 2),))]


def test_a_pasted_reference_gives_its_passage_and_nothing_else(outlined: Workspace) -> None:
    (match,) = outlined.names.lookup(
        "《机关值班工作规范》 › 二、紧急报告 › 第 5 段：“按时反馈办理结果”"
    )
    assert match.kind is MatchKind.PASSAGE
    assert match.passage is not None
    assert (match.passage.paragraph, match.passage.start) == (5, 7)
    assert outlined.names.lookup("《没有这一篇》第 5 段：“按时反馈办理结果”") == ()


def test_a_message_with_two_references_gives_both(outlined: Workspace) -> None:
    first, second = outlined.names.lookup(
        "老王，您昨天下午在会上问起的那两处，我回来以后都找到了，先发给您看一看，有不对的随时告诉我：\n"
        "《机关值班工作规范》 › 第 5 段：“按时反馈办理结果”\n《机关值班工作规范》 › 第 1 段\n"
    )
    assert first.passage is not None
    assert second.passage is not None
    assert [first.passage.paragraph, second.passage.paragraph] == [5, 1]


def test_a_reference_to_changed_words_gives_their_paragraph_or_the_document(
    outlined: Workspace,
) -> None:
    (match,) = outlined.names.lookup("《机关值班工作规范》 › 第 5 段：“从前写在这里的一句话”")
    assert match.wording is Wording.GONE
    assert match.passage is not None
    assert match.passage.paragraph == 5
    (match,) = outlined.names.lookup("《机关值班工作规范》 › 第 99 段：“从前写在这里的一句话”")
    assert (match.kind, match.passage) == (MatchKind.PASSAGE, None)
    assert match.wording is Wording.GONE
    assert match.name == "机关值班工作规范"
    assert outlined.read(match.key).record.metadata.title == match.name
