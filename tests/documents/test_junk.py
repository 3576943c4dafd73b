import pytest

from reader.documents.blocks import Block
from reader.documents.junk import is_series_note, junk_lines


def junk(*texts: str) -> list[str]:
    blocks = [Block(text) for text in texts]
    return [texts[i] for i in sorted(junk_lines(blocks))]


JUNK = """- 3 -
第 3 页 共 12 页
3/12
Page 3 of 12
----------
* * *
某词库 / www.example.com
https://example.com/a?b=1
上一篇：某文
版权所有 某某网
扫码关注公众号
|---|---|
本文来自某某网，转载请注明出处。"""

TEXT = """2019
1
详见 https://example.com 的说明。
分享到的经验值得学习。
扫一扫院子里的落叶，是值日生的工作。
版权所有者应当登记。
第三页的内容
——题记"""


@pytest.mark.parametrize("text", JUNK.splitlines())
def test_junk(text: str) -> None:
    assert junk("正文的第一段。", text, "正文的第二段。") == [text]


@pytest.mark.parametrize("text", TEXT.splitlines())
def test_text(text: str) -> None:
    assert junk("正文的第一段。", text, "正文的第二段。") == []


def test_page_numbers_count_upwards() -> None:
    assert junk("甲。", "1", "乙。", "2", "丙。", "3") == ["1", "2", "3"]
    assert junk("甲。", "1", "乙。", "7", "丙。", "3") == []


def test_running_header() -> None:
    texts = ["机关手册", "甲。", "机关手册", "乙。", "机关手册", "丙。", "机关手册", "丁。"]
    assert junk(*texts) == ["机关手册"] * 3


def test_series_notes() -> None:
    assert is_series_note("（2篇）")
    assert is_series_note("【共三篇】")
    assert not is_series_note("（二）")
