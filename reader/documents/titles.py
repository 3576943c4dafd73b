"""Which line of a text's head is its title."""

import re
from collections.abc import Sequence

from reader.documents.blocks import Block
from reader.documents.clean import bare
from reader.documents.credits import credit_of
from reader.documents.numbering import is_law_article, mark_of
from reader.documents.papers import is_paper_head

LONGEST_TITLE = 60
_LONGEST_MARKED = 120
_NO_TITLE_END = "。！？；;，,：:、!?…"
_PAPER_KIND = (
    "通知|意见|办法|规定|报告|请示|批复|决定|函|通报|方案|细则|公告|通告|决议|命令|令|议案|纪要|条例|"
    "讲话|总结|体会|要点|规划|计划|制度|规则|说明|建议|提案"
)
_KIND_END = re.compile(rf"(?:{_PAPER_KIND})[）)]?$")
_ISSUER = re.compile(r"(?:委员会|委|政府|办公室|办公厅|局|厅|部|院|会|公司|集团|中心|党组)$")
_MARKED_TITLE = 4
_PART = re.compile(
    r"^(?:前\s*言|引\s*言|导\s*言|序\s*言?|摘\s*要|目\s*录|概\s*述|背\s*景|总\s*则)$"
)
SUBTITLE = re.compile(r"^(?:——|--|—|－－|──)")


def looks_like_title(block: Block) -> bool:
    """Whether a line can be a title by its own form, or because the file marks it."""
    text = block.text
    if block.level is not None or block.is_title:
        return True
    if block.kind is not None or not 2 <= len(text) <= LONGEST_TITLE:
        return False
    if text[-1] in _NO_TITLE_END or "。" in text or not re.search(r"[^\W\d_]{2}", text):
        return False
    return mark_of(text) is None and not is_law_article(text)


def marked_title(blocks: Sequence[Block], head: Sequence[int], named: str | None) -> int | None:
    """The line of the head that the file itself tells to be the title.

    As it sets it; by the name that its properties have (`named`), where that stands in the head;
    or the heading that it marks as its top.
    """
    set_so = next((i for i in head if blocks[i].is_title), None)
    if set_so is not None:
        return set_so
    found = _named_title(blocks, head, named)
    return _top_heading(blocks, head) if found is None else found


def whole_title(blocks: Sequence[Block], lines: Sequence[int]) -> tuple[str, int]:
    """Titles of official papers run over two lines: the issuer, then 关于…的通知."""
    first = blocks[lines[0]]
    if len(lines) < 2 or first.level is not None:
        return first.text, 1
    second = blocks[lines[1]]
    if second.level is None and looks_like_title(second) and _KIND_END.search(second.text):
        issued = bool(_ISSUER.search(first.text)) and second.text.startswith("关于")
        broken = "关于" in first.text and not _KIND_END.search(first.text)
        if (issued or broken) and not SUBTITLE.match(second.text):
            return first.text + second.text, 2
    return first.text, 1


def _named_title(blocks: Sequence[Block], head: Sequence[int], named: str | None) -> int | None:
    """The line, or the first of two, that is the title of the properties and can be one."""
    title = bare(named or "")
    if not title or _ISSUER.search(title):
        return None
    for place, index in enumerate(head):
        text = bare(blocks[index].text)
        both = text + bare(blocks[head[place + 1]].text) if place + 1 < len(head) else ""
        if title in (text, both) and text and looks_like_title(blocks[index]):
            return index
    return None


def _top_heading(blocks: Sequence[Block], head: Sequence[int]) -> int | None:
    """The first heading that is marked, where it is alone on its level.

    Several headings of level 1 are common where the first is the title; a number or a word like
    前言, or another line above that can be the title, tells that it is not.
    """
    first = next((i for i in head[:_MARKED_TITLE] if blocks[i].level is not None), None)
    if first is None or any(len(blocks[i].text) > LONGEST_TITLE for i in head if i < first):
        return None
    if not _can_be_marked(blocks[first]):
        return None
    level = blocks[first].level or 1
    others = [block.level for block in blocks[first + 1 :] if block.level is not None]
    above = any(_is_title_above(blocks[i]) for i in head if i < first)
    if not others:
        return first if level == 1 or not above else None
    if all(other > level for other in others):
        return first
    part = mark_of(blocks[first].text) is not None or _PART.match(blocks[first].text)
    return first if level == 1 and not part and not above else None


def _can_be_marked(block: Block) -> bool:
    """Whether a line that is marked can be a title: a whole paragraph or a credit is none."""
    text = block.text
    return len(text) <= _LONGEST_MARKED and "。" not in text and credit_of(text) is None


def _is_title_above(block: Block) -> bool:
    text = block.text
    return looks_like_title(block) and credit_of(text) is None and not is_paper_head(text)
