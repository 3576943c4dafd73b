"""The names and roles that outside programs rely on."""

from tests.acceptance.program import Home
from tests.acceptance.steps import BUTTON, ENTRY, LIST, SWITCH, TREE, search, turn_to

PARTS = {
    "搜索框": ENTRY,
    "文献": LIST,
    "搜索结果": LIST,
    "目录": TREE,
    "主题": TREE,
    "书签": TREE,
    "左栏正文": ENTRY,
    "右栏正文": ENTRY,
    "后退": BUTTON,
    "前进": BUTTON,
    "分栏": SWITCH,
    "加书签": BUTTON,
    "导入": BUTTON,
    "状态": "status bar",
}


def test_every_part_has_its_name_and_role(home: Home, library: str) -> None:
    window = home.open("--library", library)
    window.part("状态", "status bar").facts()
    missing = [name for name, role in PARTS.items() if window.part(name, role).seen() is None]
    assert missing == []
    window.close()


def test_everything_that_can_be_used_has_a_name(home: Home, library: str) -> None:
    window = home.open("--library", library)
    for panel in ("文献", "目录", "主题", "搜索", "书签"):
        turn_to(window, panel)
        window.part(panel, SWITCH).wait_for("checked")
        for role in (BUTTON, SWITCH, ENTRY, LIST, TREE):
            names = window.names(role)
            assert "" not in names, f"{panel}: {role} {names}"
    window.close()


def test_rows_say_what_a_person_sees(home: Home, library: str) -> None:
    window = home.open("--library", library)
    documents = window.part("文献", LIST)
    title, facts = documents.row("会议纪要怎么写").name.splitlines()
    assert title == "会议纪要怎么写"
    assert "王秉文" in facts
    assert "2019-03" in facts
    hit = search(window, "雷打不动").row("雷打不动")
    assert hit.name.splitlines() == [
        "督办工作札记",
        "每周五下午更新一次，雷打不动。",
        "第 14 段",
    ]
    window.close()
