"""Lines that tell of a text instead of belonging to it: 来源：, 作者：, 发文字号, signatures."""

import re
from dataclasses import dataclass, replace

from reader.documents.dates import cut_date, date_at_end, date_line, find_date
from reader.documents.names import bare_name, byline, plain_name, signing_body
from reader.documents.papers import is_urgency, named_issuer, named_number, paper_number, secrecy

_SOURCE = "文章来源|信息来源|资料来源|稿件来源|稿源|来源|原载|摘自"
_AUTHOR = "文章作者|作者姓名|作者|撰稿人|撰稿|撰文|执笔人|执笔"
_DATE = (
    "发布时间|发布日期|发表时间|发表日期|更新时间|更新日期|成文日期|印发日期|生成日期|写作时间|"
    "写作日期|录入时间|日期"
)
_OTHER = (
    "责任编辑|编辑|记者|通讯员|审核|校对|浏览次数|浏览量|阅读次数|阅读量|点击数|点击率|点击|字数|"
    "索引号|发布机构|发布单位|主题词|主题分类|公开方式|公开属性|签发人|"
    "密级|紧急程度|作者单位|作者简介|分类|栏目|标签|关键词|抄送|主送"
)
_NUMBER = "发文字号|文件编号|文号"
_ISSUER = "发文机关|发文单位|制发机关"
_ALONE_WEAK = "时间"
_LABELS = f"{_SOURCE}|{_AUTHOR}|{_DATE}|{_NUMBER}|{_ISSUER}|{_OTHER}|{_ALONE_WEAK}"
_PAIR = re.compile(
    rf"({_LABELS})\s?[:：]\s*(.*?)(?=[\s|｜,，;；]*(?:{_LABELS})\s?[:：]|\s{{2,}}|\u3000|[|｜】\]）)]|$)"
)
_STARTS = re.compile(rf"^[（(【\[]?\s*(?:{_LABELS})\s?[:：]")
_QUOTED_SOURCE = re.compile(
    r"^[（(]?(?:摘自|原载于?|载于?|选自|节选自|来源于)\s?[:：]?\s?(《[^》]{1,40}》.{0,40}?)[）)]?$"
)
_PAPER_SOURCE = re.compile(r"^[（(](《[^》]{2,20}》)\s?[（(]?\s?\d{4}\s?年.{0,30}[）)]$")
_INTERNAL = re.compile(r"^(?:内部资料|内部文件).{0,12}$")
_ADOPTED = re.compile(r"^[（(].{0,120}\d\s?日.{0,120}(?:通过|公布|发布|施行|印发|修订|修正|批准)")
_COPIES = re.compile(r"^(?:抄送|抄报|主题词|共印)\s?[:：]?")
_LONGEST = 120
_ABOUT_AUTHOR = re.compile(r"^[（(]?(?:本文)?作者(?:系|为|单位)")
_MEDIUM = re.compile(
    r"^[\u4e00-\u9fffA-Za-z]{1,16}(?:报|网|社|台|刊|杂志|在线|客户端|发布)$|^《[^》]{2,20}》$"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """What a line, or several together, say of the text. A line may be one and say nothing."""

    author: str | None = None
    source: str | None = None
    date: str | None = None
    year: str | None = None
    number: str | None = None
    issuer: str | None = None
    classification: str | None = None

    def filled_from(self, credit: "Credit") -> "Credit":
        """With what is still unknown from another line: the first word counts."""
        return replace(
            self,
            author=self.author or credit.author,
            source=self.source or credit.source,
            date=self.date or credit.date,
            year=self.year or credit.year,
            number=self.number or credit.number,
            issuer=self.issuer or credit.issuer,
            classification=self.classification or credit.classification,
        )


def _labelled(text: str) -> Credit | None:
    """来源：网络  作者：某人  更新时间：2024-08-28."""
    if len(text) > _LONGEST or not _STARTS.match(text):
        return None
    pairs = [(m[1], m[2].strip(" \u3000-—")) for m in _PAIR.finditer(text)]
    if len(pairs) == 1 and pairs[0][0] == _ALONE_WEAK:
        return None
    author = source = date = number = issuer = classification = None
    for label, value in pairs:
        if label in _AUTHOR.split("|"):
            author = author or re.split(r"[,，]\s*(?:系|单位|现任)", value)[0] or None
        elif label in _SOURCE.split("|"):
            source = source or value or None
        elif label in _DATE.split("|") or label == _ALONE_WEAK:
            date = date or find_date(value)
        elif label in _NUMBER.split("|"):
            number = number or named_number(value)
        elif label in _ISSUER.split("|"):
            issuer = issuer or named_issuer(value)
        elif label == "密级":
            classification = classification or secrecy(value)
    return Credit(author, source, date, None, number, issuer, classification)


def credit_of(text: str) -> Credit | None:
    """The credit that a line is wherever it stands at the head or the tail; None if it is text."""
    if len(text) > 2 * _LONGEST:
        return None
    if (numbered := paper_number(text)) is not None:
        return Credit(year=numbered.year, number=numbered.number)
    if classification := secrecy(text):
        return Credit(classification=classification)
    known = (_INTERNAL, _COPIES, _ABOUT_AUTHOR)
    if is_urgency(text) or (len(text) <= _LONGEST and any(p.match(text) for p in known)):
        return Credit()
    if (labelled := _labelled(text)) is not None:
        return labelled
    if quoted := _QUOTED_SOURCE.match(text) or _PAPER_SOURCE.match(text):
        return Credit(source=quoted[1], date=find_date(text))
    if date := date_line(text):
        return Credit(date=date)
    return None


def head_credit(text: str, *, beside_date: bool) -> Credit | None:
    """A credit under the title: as `credit_of`, and author lines and notes of adoption.

    A name of two characters alone is believed `beside_date` only, as in the papers of a meeting.
    """
    if (credit := credit_of(text)) is not None:
        return credit
    if name := byline(text):
        return Credit(author=name)
    if _ADOPTED.match(text):
        return Credit(date=find_date(text))
    if (dated := _dated(text)) is not None:
        return dated
    if name := plain_name(text) or (bare_name(text) if beside_date else None):
        return Credit(author=name)
    return None


def _dated(text: str) -> Credit | None:
    """A date with a medium or with labels before or behind it: 2019-02-20 09:30 来源：…."""
    if len(text) > _LONGEST or (found := cut_date(text)) is None:
        return None
    date, rest = found
    if labelled := _labelled(rest):
        return replace(labelled, date=labelled.date or date)
    return Credit(source=rest.strip("《》"), date=date) if _MEDIUM.match(rest) else None


def signature_of(text: str) -> Credit | None:
    """A line that holds the signing body and the date (某某办公室 2014年5月8日), at the end."""
    if len(text) > 60:
        return None
    found = date_at_end(text)
    if found is None:
        return None
    signer, date = found
    if not signer:
        return Credit(date=date)
    return Credit(author=signer, date=date) if signing_body(signer) or bare_name(signer) else None


def signer_of(text: str) -> str | None:
    """The body or person that signs, on the line above the date."""
    return text if len(text) <= 40 and (signing_body(text) or bare_name(text)) else None
