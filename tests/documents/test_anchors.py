"""Finding passages again.

The property tests edit a text whose characters carry numbers, so that they know where the
quoted characters went.
"""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.documents.anchors import Resolver, make_selector, resolve
from reader.documents.model import (
    AnchorState,
    Document,
    Kind,
    Metadata,
    Paragraph,
    Passage,
    Selector,
)
from reader.documents.similarity import CONTEXT
from reader.errors import UsageError

EXACT, MOVED, LOST = AnchorState.EXACT, AnchorState.MOVED, AnchorState.LOST

TEXT = (
    "关于加强督查工作的通知",
    "各科室：",
    "为进一步抓好决策落实，现就加强督查工作的有关事项通知如下。",
    "一、明确重点。每季度确定三项督查事项，逐项列出责任科室和完成时限。",
    "二、规范程序。立项、交办、催办、反馈、归档，一步都不能少；反馈要附材料。",
    "三、严格考核。未按时反馈的，由分管领导约谈；两次以上的，年度不得评优。",
    "附件：督查事项登记表",
)


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(n, Kind.BODY, text) for n, text in enumerate(texts, start=1))


def mark(quote: str, texts: tuple[str, ...] = TEXT, occurrence: int = 0) -> Selector:
    """A selector of the n-th place of a quotation."""
    places = [
        (number, start)
        for number, text in enumerate(texts, start=1)
        for start in range(len(text))
        if text.startswith(quote, start)
    ]
    number, start = places[occurrence]
    return make_selector("d", "old", paragraphs(*texts), number, start, start + len(quote))


def found(selector: Selector, *texts: str) -> tuple[AnchorState, int, str]:
    """State, paragraph and words in a new state of the text; 0 and "" when lost."""
    state, passage = resolve(selector, "new", paragraphs(*texts))
    if passage is None:
        return state, 0, ""
    assert passage.text == texts[passage.paragraph - 1][passage.start : passage.end]
    assert passage.document == "d"
    return state, passage.paragraph, passage.text


def changed(old: str, new: str, texts: tuple[str, ...] = TEXT) -> tuple[str, ...]:
    result = tuple(text.replace(old, new) for text in texts)
    assert result != texts
    return result


# Selectors


def test_a_selector_keeps_words_place_and_context() -> None:
    selector = mark("决策落实")
    assert (selector.paragraph, selector.start, selector.end) == (3, 6, 10)
    assert selector.exact == "决策落实"
    assert selector.prefix == "关于加强督查工作的通知\n各科室：\n为进一步抓好"
    assert selector.suffix == "，现就加强督查工作的有关事项通知如下。\n一、明确重点。每季度确定"
    assert len(selector.suffix) == CONTEXT


@pytest.mark.parametrize("place", [(0, 0, 1), (8, 0, 1), (2, 0, 5), (2, 3, 2), (2, -1, 2)])
def test_a_place_that_is_not_there_is_refused(place: tuple[int, int, int]) -> None:
    with pytest.raises(UsageError, match="第"):
        make_selector("d", "f", paragraphs(*TEXT), *place)


@given(
    st.lists(st.text(st.characters(exclude_characters="\n"), max_size=40), min_size=1), st.data()
)
def test_the_context_is_the_text_around(texts: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(texts)))
    start = data.draw(st.integers(0, len(texts[number - 1])))
    end = data.draw(st.integers(start, len(texts[number - 1])))
    selector = make_selector("d", "f", paragraphs(*texts), number, start, end)
    whole = "\n".join(texts)
    offset = sum(len(text) + 1 for text in texts[: number - 1])
    assert selector.prefix == whole[max(0, offset + start - CONTEXT) : offset + start]
    assert selector.suffix == whole[offset + end : offset + end + CONTEXT]
    state, passage = resolve(selector, "f", paragraphs(*texts))
    assert state is EXACT
    assert passage == Passage("d", number, start, end)


# Where the words are as they were


def test_an_unchanged_text() -> None:
    for quote in ("督", "督查", "三项督查事项", TEXT[4]):
        selector = mark(quote)
        assert found(selector, *TEXT) == (EXACT, selector.paragraph, quote)


def test_text_inserted_before() -> None:
    assert found(mark("两次以上"), "新的标题", *TEXT) == (MOVED, 7, "两次以上")
    longer = changed("严格考核。", "严格考核。考核每季度一次。")
    assert found(mark("两次以上"), *longer) == (MOVED, 6, "两次以上")


def test_a_change_elsewhere_leaves_it_exact() -> None:
    assert found(mark("两次以上"), *changed("各科室", "各单位")) == (EXACT, 6, "两次以上")


@pytest.mark.parametrize("occurrence", range(4))
def test_the_right_one_of_many_occurrences(occurrence: int) -> None:
    selector = mark("督查", occurrence=occurrence)
    target = found(mark("督查", ("序", *TEXT), occurrence), "序", *TEXT)[1:]
    state, number, words = found(selector, "序", *TEXT)
    assert (state, number, words) == (MOVED, *target)
    assert number == selector.paragraph + 1


def test_the_right_one_although_another_took_its_place() -> None:
    """Words of the same form stand at the old place; the context tells them apart."""
    texts = ("前言。", "一、督查：负责督促检查。", "二、督查：负责信息报送。", "结语。")
    selector = mark("督查", texts, occurrence=1)
    after = ("前言。", "新的一段。", *texts[1:])
    assert found(selector, *after) == (MOVED, 4, "督查")


def test_repeated_context_gives_the_nearest() -> None:
    line = "同意。请办公室按照规定程序认真办理，并于月底之前书面报告办理的结果。"
    texts = (*(f"{line}" for _ in range(9)),)
    selector = make_selector("d", "old", paragraphs(*texts), 5, 4, 7)
    assert found(selector, *texts)[:2] == (EXACT, 5)


# Where the form changed


def test_width_quotes_and_white_space() -> None:
    texts = ("甲乙丙丁", "会议强调：“要抓好3项工作，做到件件有着落。”大家同意。", "戊己庚辛")
    selector = mark("“要抓好3项工作，做到件件有着落。”", texts)
    after = ("甲乙丙丁", "会议强调: 「要抓好 ３ 项工作,做到件件有着落.」大家同意。", "戊己庚辛")
    assert found(selector, *after) == (MOVED, 2, "「要抓好 ３ 项工作,做到件件有着落.」")


def test_a_paragraph_that_was_split_gives_the_larger_part() -> None:
    selector = mark("逐项列出责任科室和完成时限")
    after = (*TEXT[:3], TEXT[3][:-10], TEXT[3][-10:], *TEXT[4:])
    assert found(selector, *after) == (MOVED, 5, "责任科室和完成时限")


def test_paragraphs_that_were_joined() -> None:
    after = (*TEXT[:3], TEXT[3] + TEXT[4], *TEXT[5:])
    assert found(mark("催办、反馈"), *after) == (MOVED, 4, "催办、反馈")


# Where the words changed


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("责任科室", "牵头科室", "逐项列出牵头科室和完成时限"),
        ("完成时限", "完成的时限", "逐项列出责任科室和完成的时限"),
        ("和完成时限", "完成时限", "逐项列出责任科室完成时限"),
        ("逐项列出", "逐一列出", "逐一列出责任科室和完成时限"),
        ("时限。", "期限。", "逐项列出责任科室和完成期限"),
        ("，逐项", "，要逐项", "逐项列出责任科室和完成时限"),
    ],
)
def test_an_altered_sentence_is_found(old: str, new: str, words: str) -> None:
    selector = mark("逐项列出责任科室和完成时限")
    assert found(selector, "序", *changed(old, new)) == (MOVED, 5, words)


def test_a_sentence_that_was_rewritten_is_lost() -> None:
    after = changed("逐项列出责任科室和完成时限", "由各分管领导自行掌握进度安排")
    assert found(mark("逐项列出责任科室和完成时限"), *after) == (LOST, 0, "")


def test_a_paragraph_that_was_taken_out_is_lost() -> None:
    for quote in ("严格考核", "由分管领导约谈", TEXT[5]):
        assert found(mark(quote), *TEXT[:5], TEXT[6]) == (LOST, 0, "")


def test_short_words_elsewhere_are_not_taken_for_those_that_are_gone() -> None:
    selector = mark("督查", occurrence=2)
    assert selector.paragraph == 4
    after = ("完全不同的另一篇文章。", "其中也有督查二字，讲的却是别的事情。", "完。")
    assert found(selector, *after) == (LOST, 0, "")


def test_a_sister_clause_is_not_taken_for_the_one_that_is_gone() -> None:
    texts = (
        "第一条 县级人民政府负责本行政区域内的督查工作，每半年报告一次。",
        "第二条 市级人民政府负责本行政区域内的检查工作，每半年报告一次。",
        "第三条 省级人民政府负责本行政区域内的巡查工作，每半年报告一次。",
        "第四条 本办法自发布之日起施行。",
    )
    for gone in range(3):
        quote = texts[gone][4:]
        after = texts[:gone] + texts[gone + 1 :]
        assert found(mark(quote, texts), *after) == (LOST, 0, "")


def test_an_emptied_document() -> None:
    assert found(mark("督查")) == (LOST, 0, "")
    assert found(mark("督查"), "") == (LOST, 0, "")


def test_a_selector_without_words_lives_by_its_context() -> None:
    selector = make_selector("d", "old", paragraphs(*TEXT), 4, 7, 7)
    assert found(selector, *TEXT) == (EXACT, 4, "")
    assert found(selector, "序", *TEXT) == (MOVED, 5, "")
    assert found(selector, "别的", "文章") == (LOST, 0, "")


def test_a_selector_beyond_the_end_of_the_document() -> None:
    selector = mark("督查事项登记表")
    assert found(selector, TEXT[5], TEXT[6])[:2] == (MOVED, 2)
    odd = Selector("d", 99, 5, 9, "没有的字", "", "", "new")
    assert found(odd, *TEXT) == (LOST, 0, "")


def test_one_resolver_for_a_whole_document() -> None:
    resolver = Resolver("new", paragraphs("序", *TEXT))
    for number, text in enumerate(TEXT, start=1):
        selector = make_selector("d", "old", paragraphs(*TEXT), number, 0, len(text))
        assert resolver.resolve(selector) == (MOVED, Passage("d", number + 1, 0, len(text)))


# Properties

WORDS = (
    *("督查", "落实", "公文", "会议", "值班", "保密", "档案", "信访", "接待", "调研", "协调"),
    *("领导", "机关", "单位", "通知", "报告", "请示", "批复", "意见", "办法", "制度", "程序"),
    *("责任", "时限", "考核", "反馈", "整改", "检查", "验收", "部署", "重点", "事项", "材料"),
    *("应当", "不得", "及时", "认真", "严格", "按照", "根据", "关于", "以及", "的", "和", "由"),
    *("，", "，", "，", "。", "。", "；", "："),
)


Line = list[tuple[str, int]]


class Manuscript:
    """Paragraphs of numbered characters, and edits of them."""

    def __init__(self, chance: random.Random, size: int) -> None:
        self.chance = chance
        self.next = 0
        self.lines = [self.line() for _ in range(size)]

    def line(self) -> Line:
        text = "".join(self.chance.choices(WORDS, k=self.chance.randint(3, 30)))
        return self.numbered(text)

    def numbered(self, text: str) -> Line:
        first = self.next
        self.next += len(text)
        return list(zip(text, range(first, self.next), strict=True))

    def texts(self) -> tuple[str, ...]:
        return tuple("".join(c for c, _ in line) for line in self.lines)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        return paragraphs(*self.texts())

    def fingerprint(self) -> str:
        return Document(Metadata(""), self.paragraphs()).fingerprint

    def flat(self) -> Line:
        """All characters in a row, line feeds as -1."""
        return [pair for line in self.lines for pair in (*line, ("\n", -1))][:-1]

    def stretch(self, first: int, last: int) -> str:
        """What stands between two numbered characters, both included; "" if one is gone."""
        flat = self.flat()
        numbers = [number for _, number in flat]
        if first not in numbers or last not in numbers:
            return ""
        return "".join(c for c, _ in flat[numbers.index(first) : numbers.index(last) + 1])

    def edit(self, first: int, last: int) -> None:
        """One random edit that leaves the text between two characters as it is."""
        before, stretch = [list(line) for line in self.lines], self.stretch(first, last)
        edits = (self.insert, self.delete, self.copy, self.put, self.cut, self.split, self.join)
        self.chance.choice(edits)(self.chance.randrange(len(self.lines)))
        if self.stretch(first, last) != stretch:
            self.lines = before

    def insert(self, at: int) -> None:
        self.lines.insert(at, self.line())

    def delete(self, at: int) -> None:
        del self.lines[at]

    def copy(self, at: int) -> None:
        self.lines.append(self.numbered(self.texts()[at]))

    def spot(self, at: int) -> int:
        return self.chance.randint(0, len(self.lines[at]))

    def put(self, at: int) -> None:
        spot = self.spot(at)
        self.lines[at][spot:spot] = self.line()[: self.chance.randint(1, 20)]

    def cut(self, at: int) -> None:
        spot = self.spot(at)
        del self.lines[at][spot : spot + self.chance.randint(1, 20)]

    def split(self, at: int) -> None:
        line, spot = self.lines[at], self.spot(at)
        self.lines[at : at + 1] = [line[:spot], line[spot:]]

    def join(self, at: int) -> None:
        self.lines[at : at + 2] = [[pair for line in self.lines[at : at + 2] for pair in line]]


class Anchored(Manuscript):
    """A manuscript with a quotation in it and a selector for that.

    `quote` and `context` are the first and last character of the quotation, and of it with its
    context and one character more on either side.
    """

    def __init__(self, chance: random.Random, longest: int) -> None:
        super().__init__(chance, chance.randint(8, 40))
        number = chance.randint(1, len(self.lines))
        line = self.lines[number - 1]
        start = chance.randrange(len(line))
        end = min(len(line), start + chance.randint(1, longest))
        self.quote = line[start][1], line[end - 1][1]
        numbers = [n for _, n in self.flat()]
        low = numbers.index(self.quote[0]) - CONTEXT - 1
        high = numbers.index(self.quote[1]) + CONTEXT + 1
        inside = [n for n in numbers[max(0, low) : high + 1] if n >= 0]
        self.context = inside[0], inside[-1]
        self.selector = make_selector(
            "d", self.fingerprint(), self.paragraphs(), number, start, end
        )

    def resolve(self) -> tuple[AnchorState, Passage | None]:
        return resolve(self.selector, self.fingerprint(), self.paragraphs())

    def passage(self) -> Passage:
        """Where the quotation truly is."""
        first, last = self.quote
        for number, line in enumerate(self.lines, start=1):
            numbers = [n for _, n in line]
            if first in numbers:
                return Passage("d", number, numbers.index(first), numbers.index(last) + 1)
        raise LookupError("the quotation was taken out")

    def quoted_line(self) -> tuple[Line, range]:
        """The line with the quotation, and the offsets of the quotation in it."""
        passage = self.passage()
        return self.lines[passage.paragraph - 1], range(passage.start, passage.end)


# By seed: shrinking the choices one by one would take minutes and make the text no clearer.
CHANCE = st.integers(0, 2**32).map(random.Random)


def same_words(found: str, quote: str) -> bool:
    """The words, or where a paragraph ends within them now, the larger part of them."""
    part = quote.startswith(found) or quote.endswith(found)
    return part and 2 * len(found) >= len(quote)


def often(needle: str, text: str) -> int:
    return sum(text.startswith(needle, at) for at in range(len(text)))


@settings(max_examples=200)
@given(CHANCE)
def test_edits_away_from_a_passage_never_lose_it(chance: random.Random) -> None:
    text = Anchored(chance, longest=40)
    before = text.passage()
    for _ in range(chance.randint(1, 12)):
        text.edit(*text.context)
    selector = text.selector
    whole = selector.prefix + selector.exact + selector.suffix
    state, passage = text.resolve()
    assert passage is not None
    assert passage.text == selector.exact
    if often(whole, "\n".join(text.texts())) == 1:
        assert passage == text.passage()
        assert state is (EXACT if passage == before else MOVED)


@settings(max_examples=200)
@given(CHANCE)
def test_edits_anywhere_around_a_passage_never_lead_to_other_words(chance: random.Random) -> None:
    text = Anchored(chance, longest=60)
    for _ in range(chance.randint(1, 30)):
        text.edit(*text.quote)
    exact = text.selector.exact
    state, passage = text.resolve()
    assert (passage is None) == (state is LOST)
    if passage is not None:
        assert same_words(passage.text, exact)
        if often(exact, "".join(text.texts())) == 1:
            assert passage == text.passage()
    else:
        assert len(exact) < 16


@settings(max_examples=200)
@given(CHANCE)
def test_words_that_were_taken_out_are_not_found_in_others(chance: random.Random) -> None:
    text = Anchored(chance, longest=60)
    line, quoted = text.quoted_line()
    del line[quoted.start : quoted.stop]
    state, passage = text.resolve()
    if passage is not None:
        assert same_words(passage.text, text.selector.exact)
        assert state is not LOST


@settings(max_examples=200)
@given(CHANCE)
def test_a_slightly_altered_sentence_is_found_where_it_is(chance: random.Random) -> None:
    """One character in ten is exchanged; what is found is that sentence and little else."""
    text = Anchored(chance, longest=80)
    line, positions = text.quoted_line()
    for offset in chance.sample(positions, k=len(positions) // 10):
        line[offset] = ("改", line[offset][1])
    text.lines.insert(0, text.line())
    _, passage = text.resolve()
    assert passage is not None
    there = text.passage()
    assert passage.paragraph == there.paragraph
    shared = min(passage.end, there.end) - max(passage.start, there.start)
    assert shared >= 0.8 * len(positions)
    assert passage.end - passage.start <= 1.2 * len(positions)


@settings(max_examples=60)
@given(CHANCE)
def test_a_long_altered_paragraph_is_found_by_its_ends(chance: random.Random) -> None:
    text = Manuscript(chance, 12)
    text.lines[6:8] = [[pair for _ in range(40) for pair in text.line()]]
    length = len(text.lines[6])
    selector = make_selector("d", "old", text.paragraphs(), 7, 0, length)
    for offset in chance.sample(range(length), k=length // 12):
        text.lines[6][offset] = ("改", 0)
    text.insert(0)
    state, passage = resolve(selector, "new", text.paragraphs())
    assert state is MOVED
    assert passage == Passage("d", 8, 0, length)
    del text.lines[7][length // 3 : -length // 3]
    assert resolve(selector, "new", text.paragraphs()) == (LOST, None)
