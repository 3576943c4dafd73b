"""The numbering ladder of Chinese office writing, from 编 down to a bullet.

GB/T 9704 names 一、（一）1.（1）; handbooks number 1, 1.1, 1.1.1; laws use 编 章 节 条; speeches
count with 第一， and 一是. A rung's `rank` orders the ladder: a smaller one stands higher.
"""

import re
from dataclasses import dataclass

NUMERAL = "零〇一二三四五六七八九十百千两"
_COUNT = "一二三四五六七八九"
_CN = f"[{NUMERAL}]"
_AFTER_NUMBER = r"(?=\s|[\u4e00-\u9fffA-Za-z《“])"


@dataclass(frozen=True, slots=True)
class Rung:
    """One way of numbering. `longest` is the length (characters) that a heading may have."""

    name: str
    rank: float
    pattern: re.Pattern[str]
    longest: int = 45


@dataclass(frozen=True, slots=True)
class Mark:
    """A number found at the start of a text; the text after it starts at `end`."""

    rung: Rung
    end: int


def _decimal(parts: int) -> re.Pattern[str]:
    dots = rf"(?:[.．]\d{{1,2}}){{{parts - 1}}}"
    # 3.5万元, 12.7%: a quantity, no number of a heading
    return re.compile(
        rf"^\d{{1,2}}{dots}[.．]?(?![\d%％.．]){_AFTER_NUMBER}"
        r"(?!\s?(?:万|亿|元|倍|个|年|米|吨|公里|平方|公斤|千克|版|期间))"
    )


RUNGS = (
    Rung("part", 1, re.compile(rf"^第\s?[{NUMERAL}\d]{{1,6}}\s?(?:部分|[编篇卷部](?![分门队署]))")),
    Rung("chapter", 2, re.compile(rf"^第\s?[{NUMERAL}\d]{{1,6}}\s?章")),
    Rung("division", 3, re.compile(rf"^第\s?[{NUMERAL}\d]{{1,6}}\s?节")),
    Rung("yi", 10, re.compile(rf"^{_CN}{{1,4}}\s?[、．.]"), 60),
    Rung("bracket", 11, re.compile(rf"^[（(〔]\s?{_CN}{{1,4}}\s?[）)〕]"), 60),
    Rung("decimal5", 15.6, _decimal(5)),
    Rung("decimal4", 15.3, _decimal(4)),
    Rung("decimal3", 15, _decimal(3)),
    Rung("decimal2", 14, _decimal(2)),
    Rung("arabic", 13, re.compile(r"^\d{1,2}\s?(?:[.．、](?!\d)|[）)])")),
    Rung("arabic_bracket", 16, re.compile(r"^[（(]\s?\d{1,2}\s?[）)]")),
    Rung("circled", 17, re.compile("^[①-⑳]")),
    Rung("first", 20, re.compile(rf"^第{_CN}{{1,3}}[，,、：:]"), 60),
    Rung(
        "first_is",
        21,
        re.compile(
            rf"^(?:(?:[{_COUNT}]|十[{_COUNT}]?)(?:是|要|为)(?!由于|因为)|其[{_COUNT}][，,：:])"
        ),
        60,
    ),
    Rung("bullet", 22, re.compile(r"^[-•·●◆■▪*○–]\s*(?=[^\s\-*])"), 30),
)
DIVISIONS = frozenset({"part", "chapter", "division"})
ITEMS = frozenset({"arabic", "arabic_bracket", "circled"})
SPOKEN = frozenset({"first", "first_is"})

_BARE_NUMBER = Rung("decimal1", 13, re.compile(r"^\d{1,2}[ \u3000\t]+(?=[\u4e00-\u9fff])"))
_OPENERS = re.compile(rf"^[第其（(〔\d①-⑳{NUMERAL}\-•·●◆■▪*○–]")
_ARTICLE = re.compile(rf"^第\s?[{NUMERAL}\d]{{1,8}}\s?条")


def mark_of(text: str, *, handbook: bool = False) -> Mark | None:
    """The rung that a text starts with.

    In a `handbook` (a text that uses 1.1) a number and a space (`1 总则`) count as well.
    """
    if not _OPENERS.match(text):
        return None
    for rung in RUNGS:
        match = rung.pattern.match(text)
        if match:
            return Mark(rung, match.end())
    if handbook and (match := _BARE_NUMBER.pattern.match(text)):
        return Mark(_BARE_NUMBER, match.end())
    return None


def is_law_article(text: str) -> bool:
    """Whether a paragraph is an article of a law: 第十二条."""
    return bool(_ARTICLE.match(text))
