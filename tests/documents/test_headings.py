"""Headings that nothing numbers, and the levels of lists without indents."""

import pytest

from tests.documents.samples import only, outline

TEXT = "办公室的工作千头万绪，既要当好参谋，又要搞好服务，还要管好自己，一刻也不能松懈。"


def test_unmarked_short_lines() -> None:
    text = f"工作札记\n{TEXT}\n当好参谋助手\n{TEXT}\n{TEXT}\n搞好综合协调\n{TEXT}\n{TEXT}\n"
    assert outline(only(text)) == [(1, "当好参谋助手"), (1, "搞好综合协调")]


def test_a_short_line_needs_text_below_it() -> None:
    text = f"工作札记\n{TEXT}\n当好参谋助手\n都记住了。\n{TEXT}\n{TEXT}\n"
    assert outline(only(text)) == []


def test_unmarked_below_numbers_rank_under_them() -> None:
    numbered = f"札记\n一、参谋\n{TEXT}\n当好参谋助手\n{TEXT}\n"
    text = f"{numbered}二、服务\n{TEXT}\n搞好综合协调\n{TEXT}\n{TEXT}"
    assert outline(only(text)) == [
        (1, "一、参谋"),
        (2, "当好参谋助手"),
        (1, "二、服务"),
        (2, "搞好综合协调"),
    ]


def test_bold_lines_and_bold_leads() -> None:
    text = f"# 札记\n{TEXT}\n**当好参谋**\n**勤学。**{TEXT}\n**善思。**{TEXT}\n{TEXT}"
    assert outline(only(text)) == [(1, "当好参谋"), (2, "勤学。"), (2, "善思。")]


def test_bold_words_inside_are_no_headings() -> None:
    assert outline(only(f"札记\n**办公室**的工作要做好。{TEXT}\n要**勤**。{TEXT}\n{TEXT}")) == []


def test_text_that_is_all_bold_has_no_bold_headings() -> None:
    assert outline(only(f"札记\n**{TEXT}**\n**要勤奋学习哟**\n**{TEXT}**")) == []


def test_parallel_leads() -> None:
    text = f"札记\n{TEXT}\n政治要强。{TEXT}\n业务要精。{TEXT}\n作风要硬。{TEXT}\n{TEXT}"
    assert outline(only(text)) == [(1, "政治要强。"), (1, "业务要精。"), (1, "作风要硬。")]


def test_a_lead_of_its_own_before_parallel_ones_is_none_of_them() -> None:
    leads = f"政治要强。{TEXT}\n业务要精。{TEXT}\n作风要硬。{TEXT}"
    assert outline(only(f"札记\n{TEXT}\n又是一年春来到。{TEXT}\n{leads}\n{TEXT}")) == [
        (1, "政治要强。"),
        (1, "业务要精。"),
        (1, "作风要硬。"),
    ]


def test_two_short_sentences_are_no_leads() -> None:
    assert outline(only(f"札记\n{TEXT}\n天亮了。{TEXT}\n他来了。{TEXT}\n{TEXT}")) == []


def test_labelled_items_nest_below_an_introducing_one() -> None:
    item = "{} :" + TEXT
    text = "\n".join(
        [
            f"札记\n{TEXT}",
            "- 精准服务决策过程 :要做到以下几点:",
            "- " + item.format("加强调研"),
            "- " + item.format("优化信息"),
            "- " + item.format("细致服务落实工作"),
            "- " + item.format("强化督查"),
            TEXT,
        ]
    )
    assert outline(only(text)) == [
        (1, "- 精准服务决策过程 :"),
        (2, "- 加强调研 :"),
        (2, "- 优化信息 :"),
        (1, "- 细致服务落实工作 :"),
        (2, "- 强化督查 :"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["- 时间：5月8日下午三点", "- 地点：办公楼三楼会议室"],
        ["1.打开电源。", "2.接好电线。", "3.调整画面。"],
        ["一是建立台账；", "二是定期通报；", "三是严格考核。"],
        ["（一）命令；", "（二）决定；"],
        ["首先，我代表办公室向大家问好。我们今天开会。", "最后，祝大家身体健康。谢谢大家。"],
        ["单独的第一，只有一个。后面没有了第二，所以不算标题，只是一句话而已。"],
    ],
)
def test_lists_are_no_headings(lines: list[str]) -> None:
    assert outline(only("\n".join(["札记", TEXT, *lines, TEXT, TEXT]))) == []
