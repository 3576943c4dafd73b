"""What is wrong with a query, in the user's words."""

from index.errors import QueryProblem
from index.query import MAX_DEPTH
from reader.errors import UsageError
from reader.messages import Message, msg

_MESSAGES = {
    "empty": msg("请输入要找的文字"),
    "unclosed_quote": msg("引号没有配对：这里开始的引号后面缺少收尾的引号"),
    "unmatched_open": msg("括号没有配对：这个左括号后面缺少右括号"),
    "unmatched_close": msg("括号没有配对：这个右括号前面缺少左括号"),
    "missing_operand": msg("这里缺少要找的文字；OR、AND、NEAR 两边和 NOT、负号后面都要有"),
    "missing_value": msg("“{detail}”后面缺少内容"),
    "bad_date": msg("“{detail}”不是日期；应写成 2014、2014-05、2014-05-08 或 2014..2019"),
    "reversed_dates": msg("“{detail}”的起始日期比结束日期晚"),
    "bad_distance": msg("“NEAR/{detail}”应写成 NEAR/10 这样；数字是相隔的最多字数"),
    "bad_near": msg("NEAR 的两边都应是要找的文字，不能是括号或字段"),
    "unknown_type": msg("没有“{detail}”这个类型；类型只有：原文、解读、其他"),
    "only_negative": msg("不能只写不要的文字；请至少写一个要找的"),
    "too_deep": msg("括号套得太多；最多套 {most} 层"),
}


def explained(problem: QueryProblem) -> UsageError:
    """The problem with its place, for the user."""
    return UsageError(message_of(problem), problem.position)


def message_of(problem: QueryProblem) -> Message:
    """What is wrong and how it should be written."""
    message = _MESSAGES.get(problem.reason, msg("这个查询无法理解"))
    values = {"detail": problem.detail, "most": MAX_DEPTH}
    wanted = {name: value for name, value in values.items() if f"{{{name}}}" in message.template}
    return Message(message.template, wanted)
