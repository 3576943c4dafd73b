"""Files that hold several articles: where each one begins.

Collections number their articles: 篇一：…, 【范文2】…, or a serial number at the end of the title
(…心得体会1, …2). The numbers have to run 1, 2, 3 … and each article needs a text of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.documents.blocks import Block
from reader.documents.clean import bare
from reader.documents.front import Opening
from reader.documents.junk import is_series_note
from reader.documents.titles import looks_like_title

_N = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_LABEL = re.compile(
    rf"^[【\[（(]?\s?(?:(?:篇|范文|例文|文章|样本)\s?{_N}|第\s?{_N}\s?篇(?=\s*[】\])）:：]|$))"
    r"\s?[】\]）)]?\s*[:：、.．]?\s*(.*)$"
)
_SERIAL = re.compile(rf"^(.{{1,58}}?[^\d\s.．\-—第年月])\s*[（(【]?(?:篇\s?)?{_N}[）)】]?$")
_NO_ARTICLE = re.compile(
    r"^(?:附件|附表|附录|附|图|表|步骤|方案|案例|第)\s?[\d一二三四五六七八九十]"
)
_DIGITS = {c: i for i, c in enumerate("一二三四五六七八九十", start=1)}
_SERIES_END = re.compile(rf"[（(]?(?:共\s?)?{_N}\s?篇[）)]?$")
_DASH = re.compile(r"\s*(?:——|──|－－|--)\s*")
_LONGEST = 60
_FEWEST_CHARACTERS = 20
_TELLING_BASE = 6


@dataclass(frozen=True, slots=True)
class _Serial:
    """A line that may open an article: its number and the title without the number."""

    index: int
    number: int
    base: str


def _value(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if "十" in text and len(text) > 1:
        tens, _, ones = text.partition("十")
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
    return _DIGITS.get(text, 0)


def _labelled(index: int, block: Block) -> _Serial | None:
    match = _LABEL.match(block.text)
    if not match or len(block.text) > _LONGEST or "。" in block.text:
        return None
    return _Serial(index, _value(match[1] or match[2]), match[3].strip())


def _numbered(index: int, block: Block) -> _Serial | None:
    match = _SERIAL.match(block.text)
    if not match or _NO_ARTICLE.match(block.text) or not looks_like_title(block):
        return None
    # 十 at the end of 二十 or of a word is no serial number; neither is the 三 of 第三.
    if not match[2].isdecimal() and not re.search(r"[（(【篇]\s?\S{1,3}[）)】]?$", block.text):
        return None
    return _Serial(index, _value(match[2]), match[1].strip(" \u3000（(【"))


def _in_sequence(found: list[_Serial]) -> list[_Serial]:
    """The lines that count 1, 2, 3 …; others between them are passed over."""
    run: list[_Serial] = []
    for serial in found:
        if serial.number == len(run) + 1:
            run.append(serial)
    return run


def _have_texts(blocks: Sequence[Block], run: list[_Serial]) -> bool:
    ends = [serial.index for serial in run[1:]] + [len(blocks)]
    return all(
        sum(len(b.text) for b in blocks[serial.index + 1 : end]) >= _FEWEST_CHARACTERS
        for serial, end in zip(run, ends, strict=True)
    )


def _is_believable(blocks: Sequence[Block], run: list[_Serial]) -> bool:
    """A serial number at the end of a line needs more evidence than a label does."""
    if any(is_series_note(block.text) or _SERIES_END.search(block.text) for block in blocks[:6]):
        return True
    bases = {bare(serial.base) for serial in run}
    if bare(blocks[0].text) == bare(run[0].base) and run[0].index > 0:
        return True
    return len(bases) == 1 and len(bases.pop()) >= _TELLING_BASE


def find_articles(blocks: Sequence[Block], junk: frozenset[int]) -> tuple[Opening, ...]:
    """The openings of the articles, at least two; none where the file is one text."""
    order = [i for i in range(len(blocks)) if i not in junk]
    candidates = [
        [s for i in order if (s := read(i, blocks[i])) is not None]
        for read in (_labelled, _numbered)
    ]
    for found, needs_evidence in zip(candidates, (False, True), strict=True):
        run = _in_sequence(found)
        if len(run) < 2 or not _have_texts(blocks, run):
            continue
        if needs_evidence and not _is_believable(blocks, run):
            continue
        collection = bare(blocks[order[0]].text) if order[0] < run[0].index else ""
        return tuple(_opening(blocks, serial, collection) for serial in run)
    return ()


def _opening(blocks: Sequence[Block], serial: _Serial, collection: str) -> Opening:
    """The title of an article: its own, or the line below where the numbered one is general."""
    text = blocks[serial.index].text
    base = bare(serial.base)
    if base and base not in collection:
        return Opening((serial.index,), _main_title(serial.base))
    below = serial.index + 1
    if (
        below + 1 < len(blocks)
        and looks_like_title(blocks[below])
        and len(blocks[below + 1].text) > len(blocks[below].text)
    ):
        return Opening((serial.index, below), _main_title(blocks[below].text))
    return Opening((serial.index,), text)


def _main_title(text: str) -> str:
    """In a collection the part before the dash names the article."""
    main = _DASH.split(text)[0]
    return main if len(main) >= 4 else text
