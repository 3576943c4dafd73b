"""References in what people paste: messages, answered e-mails, drafts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.documents.cited import read_reference, read_references
from reader.documents.references import Reference

TITLE = "关于加强督查工作的意见"
WORDS = "按时反馈办理结果"
WANTED = Reference(TITLE, 5, (WORDS,))


@pytest.mark.parametrize(
    "text",
    [
        f"《{TITLE}》 › 一、总体要求 › 第 5 段：“{WORDS}”",
        f'《{TITLE}》 > 一、总体要求 > 第5段:"{WORDS}"',
        f"《{TITLE}》第５段：「{WORDS}」",
        f"《{TITLE}》第五段：“{WORDS}”",
        f"《{TITLE}》第五自然段提出，“{WORDS}”",
        f'《{TITLE}》 › 第 5 段：“{WORDS}"',
        f"《{TITLE}》 › 落实《督查办法》 › 第 5 段：“{WORDS}”",
        f"《{TITLE}》 › 第 5 段：“{WORDS}”，另外“台账”一词也在这里，还有《通知》里的“通报”",
        f'《{TITLE}》 › 第 5 段："{WORDS}"，另外"台账"一词也在这里',
        f"《通知》讲得好，和《{TITLE}》 › 第 5 段：“{WORDS}”是一个意思",
        f"> 李四 2026-11-20 9:31\n> 《{TITLE}》 › 第 5 段：\n> “{WORDS}”",
        f"“{WORDS}”（《{TITLE}》第5段）",
        f"要“抓早”，做到“{WORDS}”（摘自《{TITLE}》第5段）。",
        "这是一句在前面写了很长很长的话。" * 20 + f"\n《{TITLE}》 › 第 5 段：“{WORDS}”",
    ],
)
def test_a_reference_is_read_whatever_became_of_it_on_its_way(text: str) -> None:
    assert read_reference(text) == WANTED


def test_words_may_hold_words_in_marks_of_their_own() -> None:
    words = "坚持“严”字当头，做到“实”处"
    assert read_reference(f"《甲》第 3 段：“{words}”，请核对") == Reference("甲", 3, (words,))
    assert read_reference(f"“{words}”（《甲》）") == Reference("甲", None, (words,))


def test_all_references_of_a_message_are_read() -> None:
    text = "《甲》 › 第 3 段\n还有《乙》 › 二、办法 › 第十二段：“逐项登记”\n以及《丙》：“通报”"
    assert read_references(text) == (
        Reference("甲", 3, ()),
        Reference("乙", 12, ("逐项登记",)),
        Reference("丙", None, ("通报",)),
    )


@pytest.mark.parametrize(
    ("written", "number"),
    [("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("三百二十一", 321), ("一二", 12)],
)
def test_numbers_in_chinese(written: str, number: int) -> None:
    assert read_reference(f"《甲》第{written}段") == Reference("甲", number, ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "督查",
        "《督查》",
        "《》第 3 段",
        "第 3 段：“督查”",
        "《没有合上 第 3 段",
        "“督查”",
        "字" * 5000,
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert read_reference(text) is None


@given(st.text("《》第段 1一十“”‘’\"'…：>（督查", max_size=40))
def test_nothing_that_is_pasted_raises(text: str) -> None:
    for reference in read_references(text):
        assert reference.paragraph or reference.words
