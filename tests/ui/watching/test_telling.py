"""The line about a check."""

from reader.messages import Translator, msg
from reader.ui.watching.telling import tell
from reader.watching.model import Hidden
from reader.workspace.steps import StepReport


def test_nothing_new_is_not_worth_a_word(tr: Translator) -> None:
    assert tell(StepReport(checked=True, folders=("/a",), again_after=2.0), tr) == ""


def test_what_came_in_is_told_in_one_line(tr: Translator) -> None:
    report = StepReport(imported=("a", "b", "c"), updated=("d",))
    assert tell(report, tr) == "关注的文件夹：新增 3 篇，更新 1 篇"


def test_what_went_wrong_is_told_with_its_reason(tr: Translator) -> None:
    bad = Hidden("/a/x.docx", msg("坏了"))
    report = StepReport(
        failed=(bad, bad), moved=2, lost=1, unreachable=(Hidden("/u盘", msg("没有连上")),)
    )
    assert tell(report, tr) == (
        "关注的文件夹：移动 2 个文件，1 篇的原文件已不在原处，2 个文件未导入，"
        "不可访问：/u盘（没有连上）"
    )
