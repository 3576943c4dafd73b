"""What is wrong with a query, in the user's words."""

from index.errors import QueryProblem
from reader.errors import UsageError
from reader.messages import Message, msg

_MESSAGES = {
    "empty": msg("请输入要找的文字"),
    "unclosed_quote": msg("引号没有配对：这里开始的引号后面缺少收尾的引号"),
    "unmatched_open": msg("括号没有配对：这个左括号后面缺少右括号"),
    "unmatched_close": msg("括号没有配对：这个右括号前面缺少左括号"),
    "missing_operand": msg("AND、OR、NOT、NEAR 和负号旁边都要有要找的文字，这里缺少"),
    "missing_value": msg("字段名的冒号后面缺少内容"),
    "bad_date": msg("日期应写成 2014、2014-05、2014-05-08 或 2014..2019 这样的形式"),
    "bad_near": msg("NEAR 应写成“甲 NEAR/10 乙”：两边都是文字，数字是相隔的最多字数"),
    "unknown_type": msg("类型只有：原文、解读、其他"),
    "only_negative": msg("不能只写不要的文字；请至少写一个要找的"),
    "too_deep": msg("括号套得太多"),
}


def explained(problem: QueryProblem) -> UsageError:
    """The problem with its place, for the user."""
    return UsageError(message_of(problem), problem.position)


def message_of(problem: QueryProblem) -> Message:
    """What is wrong and how it should be written."""
    return _MESSAGES.get(problem.reason, msg("这个查询无法理解"))
