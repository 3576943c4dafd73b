"""The marks of official papers: 发文字号, 发文机关, 密级 (GB/T 9704-2012, sections 7.2 and 7.3).

Only what a paper states in the standard's own forms is believed.
"""

import re
from dataclasses import dataclass

from reader.documents.names import signing_body

_HAN = r"[\u4e00-\u9fff]"
_NUMBER = (
    r"[〔\[［（(【﹝]\s?(?P<year>(?:19|20)\d\d)\s?(?:年)?\s?[〕\]］）)】﹞]"
    r"\s?(?P<ordinal>第?)\s?(?P<number>\d{1,5})\s?号"
)
_LINE = re.compile(
    rf"^(?P<open>[（(]?)\s?(?P<body>{_HAN}(?:\s?{_HAN}){{0,15}})?\s?{_NUMBER}\s?(?P<close>[）)]?)"
    r"(?:\s+签\s?发\s?人\s?[:：].{0,30})?$"
)
_NAMED = re.compile(rf"^(?P<body>[\u4e00-\u9fffA-Za-z]{{1,16}})\s?{_NUMBER}$")
_ORDER = re.compile(rf"^{_HAN}{{2,20}}令?\s?第\s?\d{{1,5}}\s?号$")
_SECRECY = re.compile(
    r"^(?P<degree>绝\s?密|机\s?密|秘\s?密)\s?"
    r"(?:★\s?(?P<term>.{1,12})?)?$"
)
_URGENT = re.compile(r"^(?:特\s?急|加\s?急|特\s?提|平\s?急)$")
_COPY_NUMBER = re.compile(r"^(?:№|[Nn][Oo][.．:：]?)?\s?\d{6}$")
_HEAD = re.compile(r"^[\u4e00-\u9fff（）()、 \u3000]{2,30}文\s?件$")
_TITLE = re.compile(
    r"^(?P<issuer>[\u4e00-\u9fff]{3,30}?)(?:关于|印发).{2,80}(?:通知|意见|办法|规定|报告|请示|批复|"
    r"决定|函|通报|方案|细则|公告|通告|决议|命令|议案|纪要|条例)$"
)
_ACTING = re.compile("转发|批转|印发|发布|同意|贯彻|落实|学习|[对致向给]")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Numbered:
    """A 发文字号 on a line of its own; `number` is None where only the year can be made out."""

    year: str
    number: str | None


def paper_number(text: str) -> Numbered | None:
    """The 发文字号 that a line is, brackets around it or the name of the signer behind allowed.

    It is written as the standard has it: 国办发〔2012〕23号.
    """
    match = _LINE.match(text) if len(text) <= 2 * _LONGEST else None
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    return Numbered(match["year"], _written(match))


def named_number(text: str) -> str | None:
    """The 发文字号 behind such a label."""
    match = _NAMED.match(text)
    if match:
        return _written(match)
    return re.sub(r"\s", "", text) if _ORDER.match(text) else None


def _written(match: re.Match[str]) -> str | None:
    body = re.sub(r"\s", "", match["body"] or "")
    # Alone it is a piece of a broken line; 见 and the like refer to another paper.
    if not body or body[0] in "见按据依和与及或":
        return None
    return f"{body}〔{match['year']}〕{match['ordinal']}{match['number']}号"


def secrecy(text: str) -> str | None:
    """The 密级 that a line is, with its term: 机密★1年."""
    match = _SECRECY.match(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    degree, term = (re.sub(r"\s", "", match[part] or "") for part in ("degree", "term"))
    return f"{degree}★{term}" if term else degree


def is_urgency(text: str) -> bool:
    """紧急程度 on a line of its own."""
    return bool(_URGENT.match(text))


def is_copy_number(text: str) -> bool:
    """份号: six digits above everything else. Weak: ask for other marks of a paper below it."""
    return bool(_COPY_NUMBER.match(text))


def is_paper_head(text: str) -> bool:
    """The red head of an official paper: 某某市人民政府文件."""
    return bool(_HEAD.match(text))


def issuer_of_head(text: str) -> str | None:
    """The body that a red head names."""
    name = re.sub(r"\s?文\s?件$", "", text).strip()
    return named_issuer(name)


def named_issuer(text: str) -> str | None:
    """The body behind a label like 发文机关; None for what is no name of one."""
    # 国 务 院 is set apart to fill the line; 中共中央办公厅 国务院办公厅 are two.
    parts = re.split(r"[ \u3000]+", text.strip())
    name = "".join(parts) if all(len(part) == 1 for part in parts) else " ".join(parts)
    return name if 3 <= len(name) <= 40 and signing_body(name) else None


def issuer_of_title(title: str) -> str | None:
    """The body that a title begins with: 某市人民政府办公室关于…的通知."""
    match = _TITLE.match(title)
    if match is None or _ACTING.search(match["issuer"]):
        return None
    return named_issuer(match["issuer"])
