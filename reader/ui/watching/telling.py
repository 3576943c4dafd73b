"""What a check of the watched folders did, in one line; most of the time that is nothing."""

from typing import TYPE_CHECKING

from reader.messages import Translator

if TYPE_CHECKING:
    from reader.workspace.steps import StepReport


def tell(report: "StepReport", tr: Translator) -> str:
    """The line for the status line, "" for nothing new."""
    parts = []
    if report.imported:
        parts.append(tr("新增 {count} 篇", count=len(report.imported)))
    if report.updated:
        parts.append(tr("更新 {count} 篇", count=len(report.updated)))
    if report.moved:
        parts.append(tr("移动 {count} 个文件", count=report.moved))
    if report.lost:
        parts.append(tr("{count} 篇的原文件已不在原处", count=report.lost))
    if report.failed:
        parts.append(tr("{count} 个文件未导入", count=len(report.failed)))
    parts += [
        tr("不可访问：{path}（{reason}）", path=place.path, reason=tr.render(place.reason))
        for place in report.unreachable
    ]
    return tr("关注的文件夹：{what}", what=tr("，").join(parts)) if parts else ""
