"""The lines of awkward texts at all sizes, against the rules of Chinese typesetting."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot

from reader.documents.model import Kind, Paragraph
from reader.ui.typesetting import TextStyle
from tests.ui.reading.clreq import faults
from tests.ui.reading.test_page import style
from tests.ui.texts import body, text_of

AWKWARD = (
    "（一）会议定于2026年3月5日上午9:30在办公楼301室召开，请提前10分钟到场；确有困难的，须书面请假。",
    "全年共办文12,345件，同比增长5.2%，其中电子公文占98.6％，平均每件用时缩短-3.5个百分点，节约￥1,200.50元。",
    "他说：“‘事前有准备、事中有检查、事后有总结’——这三句话，（大家）要记在《工作手册》里……”说完就走了。",
    "按照GB/T 9704—2012的要求，版心尺寸为156 mm×225 mm，用Ctrl+P打印，名为A4-2026-03。",
    "“一”、“二”、“三”（四）【五】〔2026〕6号：《七》〈八〉「九」『十』：啊！？——好……",
    "卡尔·林奈的《自然系统》（Systema）于1735年出版；气温37.5℃，海拔200 m，电话010-12345678。",
    "见https://www.example.org/office/2026/handbook/chapter-3.html?page=12#section，或来信。",
    "A word of English, e.g. “quotation”, in a Chinese text: it's long, isn't it? 然后又是中文。",
    "值班室　办公室　信访科　　法制科，电话、传真、电子邮件，一样也不能少，样样都要有人管有人问。",
    "一句话说完，再说一句，又说一句，还说一句，最后一句。" * 3,
    "啊！？！怎么会这样？！“真的！”“当然！”（笑）……——好吧。",
)
TITLES = (
    "关于印发《办公室工作规则（试行）》的通知",
    "做好“三办”工作——在办公室主任会议上的讲话（摘要）",
)
# No marks alone: a line cannot hold any number of them that none may begin with.
WORDS = (
    "办 文。 会， 一二三四五六七 “好” （好） 《好》， 好——好 好…… 好、 好！ 好？” 林·奈 好：“好 "
    "5.2%多 GDP和 2026年 A4纸 -3度 ￥20元 好；"
)
PIECES = st.sampled_from([*WORDS.split(), "好 好", "10 kg，"])


@pytest.fixture(autouse=True)
def fonts(qtbot: QtBot) -> None:
    """Lines cannot be broken without an application, nor judged without a Chinese font."""
    if not set(style().families) & set(QFontDatabase.families()):
        pytest.skip("no font of books is there")


def all_kinds() -> list[Paragraph]:
    found = body(*AWKWARD)
    found += [Paragraph(1, Kind.NOTE, words) for words in AWKWARD[:4]]
    found += [Paragraph(1, Kind.HEADING, words) for words in TITLES]
    return [replace(paragraph, number=number) for number, paragraph in enumerate(found, 1)]


def counted(style: TextStyle, width: float, paragraphs: list[Paragraph]) -> Counter[str]:
    found = list(faults(text_of(paragraphs), style, width))
    assert not [fault for fault in found if fault.kind not in ("right", "stretched")], found[:5]
    return Counter(fault.kind for fault in found)


@pytest.mark.parametrize("measure", [30, 33, 38, 42])
@pytest.mark.parametrize("pixels", range(14, 33))
def test_lines_of_a_book(pixels: int, measure: int) -> None:
    made = replace(style(pixels), measure=measure)
    found = counted(made, (measure + 6) * pixels, all_kinds())
    # The address has one gap.
    assert found["right"] + found["stretched"] <= 2


@pytest.mark.parametrize("characters", [8, 10, 13, 17, 22])
@pytest.mark.parametrize("pixels", [14, 18, 27])
def test_lines_of_a_narrow_pane(pixels: int, characters: int) -> None:
    """Where too few gaps would have to grow too much, a line rather ends before the edge."""
    found = counted(style(pixels), (characters + 2) * pixels, all_kinds())
    assert not found["stretched"]


@settings(max_examples=60)
@given(st.lists(PIECES, min_size=1, max_size=120), st.integers(12, 42), st.booleans())
def test_any_text(pieces: list[str], characters: int, spaced: bool) -> None:
    made = replace(style(16), spaced=spaced)
    words = "".join(pieces).strip()
    counted(made, (characters + 4) * 16, body(words or "办"))
