"""Lines that are junk as a whole: what web sites, printers and converters put around a text.

Junk is kept as paragraphs that reading hides and search never sees, so a line counts as junk only
when nobody can have written it as part of a text.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from reader.documents.blocks import Block
from reader.documents.clean import bare
from reader.documents.marks import is_table_rule

_LONGEST = 100
_PAGE = re.compile(
    r"^(?:[-—–·]\s*\d{1,4}\s*[-—–·]|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}(?:\s*页)?|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)$"
)
_BARE_NUMBER = re.compile(r"^\d{1,4}$")
_RULE = re.compile(r"^(?:[-=_*~─━═—·.#☆★]\s?){3,}$")
_ADDRESS = re.compile(
    r"^(?:\S{1,16}\s*[/|｜\-—:：]?\s*)?(?:https?://|www\.)[^\s\u4e00-\u9fff]+$", re.I
)
_SITE = re.compile(
    r"^(?:[\[【(（]?(?:下载本文|下载文档|点击查看|点击下载|手机扫码|扫码|扫一扫|长按识别|版权所有|"
    r"加入会员|侵权投诉|正文复制|展开全文|阅读全文|打印本页|关闭窗口|返回顶部|返回首页|分享到|"
    r"上一篇[:：]|下一篇[:：]|相关文章|相关推荐|相关阅读|热门推荐|猜你喜欢|由会员分享|"
    r"您?当前的?位置[:：]|您的位置[:：]|字体[:：]\s?[\[【]?大|字号[:：]\s?[\[【]?大|"
    r"-{2,}此处隐藏|【文章共|VIP专)"
    r"|[^。]{0,20}(?:ICP备|公网安备)|Copyright\b|©)"
)
_REPRINT = re.compile(r"^(?:本文来自|本文由|本文转自|转载请注明|未经授权)[^。]{0,60}[。]?$")
_SERIES = re.compile(r"^[（(\[【]\s*(?:共\s*)?([一二三四五六七八九十\d]{1,3})\s*篇\s*[）)\]】]$")
_HEADER_REPEATS = 3


def is_series_note(text: str) -> bool:
    """A note that counts the texts of a collection: （2篇）."""
    return bool(_SERIES.match(text))


def _is_junk(text: str) -> bool:
    if len(text) > _LONGEST:
        return bool(_RULE.match(text))
    if any(pattern.match(text) for pattern in (_PAGE, _RULE, _ADDRESS, _REPRINT)):
        return True
    # A whole sentence that happens to begin with 扫一扫 is somebody's text.
    return is_table_rule(text) or bool("。" not in text and _SITE.match(text))


def _page_numbers(blocks: Sequence[Block]) -> set[int]:
    """Bare numbers on lines of their own, where they count upwards like pages."""
    found = [(i, int(b.text)) for i, b in enumerate(blocks) if _BARE_NUMBER.match(b.text)]
    rising = all(after[1] == before[1] + 1 for before, after in pairwise(found))
    return {i for i, _ in found} if len(found) >= 3 and rising else set()


def _running_headers(blocks: Sequence[Block]) -> set[int]:
    """The first line where it comes back again and again as the header of pages."""
    if not blocks or len(blocks[0].text) > 60:
        return set()
    header = bare(blocks[0].text)
    repeats = [i for i, b in enumerate(blocks) if i and bare(b.text) == header]
    return set(repeats) if header and len(repeats) >= _HEADER_REPEATS else set()


def junk_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of the blocks that are junk wherever they stand."""
    found = {i for i, block in enumerate(blocks) if block.level is None and _is_junk(block.text)}
    return frozenset(found | _page_numbers(blocks) | _running_headers(blocks))
