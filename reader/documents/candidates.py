"""Lines and beginnings of paragraphs that may be headings, by their own form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.documents.blocks import Block
from reader.documents.credits import credit_of
from reader.documents.model import Kind
from reader.documents.numbering import DIVISIONS, ITEMS, Mark, is_law_article, mark_of

SHORT, LABEL, BOLD_LEAD, LEAD, MARKED = "short", "label", "bold_lead", "lead", "marked"
_RANKS = {SHORT: 5.0, BOLD_LEAD: 18.0, LEAD: 19.0, LABEL: 22.0}
_STOPS = "。！？；…!?;"
_UNFINISHED = "；;，,、：:"
_LONGEST_BOLD = 60
_LONGEST_COLON = 20
_SHORTEST, _LONGEST_SHORT = 3, 48
_LABEL = re.compile(r"^(?:[-•·●◆■▪*○–]\s*)?([^\s:：。，,]{2,20})\s?[:：]")
_BULLET = re.compile(r"^[-•·●◆■▪*○–]\s*")
_CJK = re.compile(r"[\u3400-\u9fff]")
_REFERENCE = re.compile(r"^第\S{1,6}[章节编篇](?:的|规定|所|中|至|和|、)")
_ATTACHED = re.compile(r"^(?:附件?|注|图|表|参考文献|抄送|主送|印发|联系人|电话)\s?[\d:：]")
# The particulars of a meeting or a form: 时间：…, 参加人员：….
_PARTICULAR = re.compile(
    r"^[^\s:：]{0,4}(?:时间|地点|日期|人员|人|单位|部门|电话|传真|邮箱|地址|姓名|性别|职务|对象|"
    r"事由|名称|编号|金额|数量|议题|记录|出席|列席|缺席|参加|问|答)\s?[:：]"
)
_QUOTED = re.compile(r"^[“‘（(《「].*[”’）)》」]$")


class Form(StrEnum):
    """How a heading stands: alone, alone without any mark, before its text, or only maybe."""

    LINE = "line"
    UNMARKED = "unmarked"
    RUN_IN = "run_in"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible heading: characters 0..end of block `index`. A smaller rank stands higher.

    ITEM is a numbered paragraph that is no heading, but belongs to the sequence. `level` is set
    where the file itself marks it.
    """

    index: int
    name: str
    rank: float
    form: Form
    end: int
    level: int | None = None


def first_sentence(text: str, longest: int) -> str | None:
    """The first sentence (with its stop), if more text follows it in the paragraph."""
    match = re.match(rf"^(.{{2,{longest}}}?[。！？!?])(?=[^”’）)」])", text)
    return match[1] if match else None


def lead(index: int, end: int) -> Candidate:
    """A leading sentence that parallels those of its neighbours."""
    return Candidate(index, LEAD, _RANKS[LEAD], Form.RUN_IN, end)


def propose(
    blocks: Sequence[Block], body: Sequence[int], *, handbook: bool, marked: bool, trust_bold: bool
) -> list[Candidate]:
    """The candidates among the `body` blocks, in order.

    `marked`: the file marks its own headings, so unmarked short lines and lists are none.
    """
    found = []
    for index in body:
        block = blocks[index]
        candidate = _propose_one(index, block, handbook=handbook, trust_bold=trust_bold)
        if candidate is None or (marked and _is_weak(candidate, block)):
            continue
        found.append(candidate)
    return found


def _is_weak(candidate: Candidate, block: Block) -> bool:
    if candidate.form is Form.UNMARKED:
        return True
    return block.kind is Kind.LIST and candidate.name not in (LABEL, BOLD_LEAD, MARKED)


def _propose_one(index: int, block: Block, *, handbook: bool, trust_bold: bool) -> Candidate | None:
    text = block.text
    if block.level is not None:
        return Candidate(index, MARKED, block.level - 10.0, Form.LINE, len(text), block.level)
    if block.kind in (Kind.TABLE, Kind.NOTE) or is_law_article(text):
        return None
    mark = mark_of(text, handbook=handbook)
    if mark is None or mark.rung.name == "bullet":
        if labelled := _label(index, block, bullet=mark is not None):
            return labelled
        if mark is not None:
            return Candidate(index, "bullet", 22.0, Form.ITEM, len(text))
    elif (numbered := _numbered(index, text, mark)) is not None:
        return numbered
    if trust_bold and (bold := _bold(index, block)):
        return bold
    if mark is None and block.kind is None and _is_short(text):
        return Candidate(index, SHORT, _RANKS[SHORT], Form.UNMARKED, len(text))
    return None


def _numbered(index: int, text: str, mark: Mark) -> Candidate | None:
    """A numbered line, a numbered paragraph with a heading at its start, or an item of a list."""
    rung = mark.rung
    item = Candidate(index, rung.name, rung.rank, Form.ITEM, len(text))
    inner_stop = re.search(r"[。！？!?](?=.)", text)
    # 一、指导思想： is a heading with a needless colon.
    colon = rung.name == "yi" and len(text) <= _LONGEST_COLON and text[-1] in ":："
    finished = colon or text[-1] not in _UNFINISHED
    if len(text) <= rung.longest and not inner_stop and finished:
        if rung.name in DIVISIONS and ("。" in text or _REFERENCE.match(text)):
            return None
        if text[-1] == "。" and (rung.name in ITEMS or rung.name.startswith("decimal")):
            return item
        return Candidate(index, rung.name, rung.rank, Form.LINE, len(text))
    if rung.name in DIVISIONS:
        return None
    sentence = first_sentence(text, rung.longest)
    if sentence and not rung.name.startswith("decimal"):
        return Candidate(index, rung.name, rung.rank, Form.RUN_IN, len(sentence))
    return item


def _label(index: int, block: Block, *, bullet: bool) -> Candidate | None:
    """`- 坚定信念：…`: a list item that starts with a label; 时间：, 地点： are particulars."""
    if not bullet and block.kind is not Kind.LIST:
        return None
    match = _LABEL.match(block.text)
    if not match or len(match[1]) < 4 or len(_CJK.findall(match[1])) < len(match[1]) / 2:
        return None
    rest = block.text[match.end() :].strip()
    if rest and len(rest) < 10 and rest[-1] not in ":：":
        return None
    return Candidate(index, LABEL, _RANKS[LABEL], Form.RUN_IN, match.end())


def _bold(index: int, block: Block) -> Candidate | None:
    if block.all_bold and len(block.text) <= _LONGEST_BOLD and block.text[-1] not in _UNFINISHED:
        return Candidate(index, SHORT, _RANKS[SHORT], Form.LINE, len(block.text))
    if not block.bold or block.bold[0][0] != 0:
        return None
    end = block.bold[0][1]
    text = block.text
    if not 2 <= end <= 40 or end == len(text):
        return None
    if text[end] in ":：":
        end += 1
    elif text[end - 1] not in "。：:！？!?.、" and text[end] not in " \u3000":
        return None
    return Candidate(index, BOLD_LEAD, _RANKS[BOLD_LEAD], Form.RUN_IN, end)


def _is_short(text: str) -> bool:
    """A short line that ends no sentence and is mostly Chinese."""
    if not _SHORTEST <= len(text) <= _LONGEST_SHORT:
        return False
    if text[-1] in _STOPS + _UNFINISHED or "。" in text or _QUOTED.match(text):
        return False
    if (
        _PARTICULAR.match(text)
        or _ATTACHED.match(text)
        or credit_of(text) is not None
        or text.count(" ") > 4
    ):
        return False
    cjk = len(_CJK.findall(text))
    return cjk >= 2 and cjk >= 0.4 * len(text)
