"""Links between two texts: by their headings and by their themes."""

from hypothesis import given
from hypothesis import strategies as st

from reader.documents.linking import HeadingLinks, Partner, ThemeLinks, beyond
from reader.documents.model import Section


def sections(*named: tuple[int, str, int]) -> list[Section]:
    return [Section(level, title, paragraph, 0, len(title)) for level, title, paragraph in named]


ONE = sections(
    (1, "关于督查工作的意见", 1),
    (2, "一、总体要求", 3),
    (2, "二、建立督查台账", 10),
    (3, "（一）登记", 12),
    (3, "（二）按时反馈办理结果", 15),
    (2, "三、附则", 30),
)
OTHER = sections(
    (1, "督查手册", 1),
    (2, "（一）台账的建立与督查", 4),
    (2, "（二）反馈办理结果要按时", 9),
    (2, "（三）总体要求：", 20),
    (2, "（四）登记", 40),
)


def test_headings_with_the_same_words_go_together_whatever_their_numbers() -> None:
    links = HeadingLinks(ONE, OTHER)
    assert links.partner(3) == Partner(20, "（三）总体要求")
    assert links.partner(9) == Partner(20, "（三）总体要求")
    assert links.partner(12) == Partner(40, "（四）登记")
    assert links.partner(16) == Partner(9, "（二）反馈办理结果要按时")


def test_headings_that_are_alike_go_together() -> None:
    assert HeadingLinks(ONE, OTHER).partner(10) == Partner(4, "（一）台账的建立与督查")


def test_a_section_without_a_partner_goes_with_the_one_around_it() -> None:
    one = sections((1, "督查手册", 1), (2, "一、从来没有的一节", 5), (3, "（一）也没有", 6))
    assert HeadingLinks(one, OTHER).partner(7) == Partner(1, "督查手册")
    assert HeadingLinks(ONE, OTHER).partner(30) is None
    assert HeadingLinks([], OTHER).partner(3) is None
    assert HeadingLinks(ONE, []).partner(3) is None


def test_of_several_equal_headings_the_one_at_about_the_same_place() -> None:
    many = sections(*((1, "一、要求", n * 10) for n in range(1, 11)))
    links = HeadingLinks(many, many)
    for n in range(1, 11):
        assert links.partner(n * 10) == Partner(n * 10, "一、要求")


NAMES = {"t1": "督查督办", "t2": "会议"}
THEMES = ThemeLinks({1: ("t1",), 4: ("t2", "t1"), 9: ("t1",)}, {2: ("t1",), 7: ("t1",)}, NAMES)


def test_a_theme_leads_to_its_next_paragraph_beside() -> None:
    assert THEMES.partner(1, 1) == Partner(2, "督查督办")
    assert THEMES.partner(1, 2) == Partner(2, "督查督办")
    assert THEMES.partner(1, 3) == Partner(7, "督查督办")
    assert THEMES.partner(1, 8) == Partner(7, "督查督办"), "there is none after it"
    assert THEMES.partner(4, 1) == Partner(2, "督查督办"), "only one of its themes is there"
    assert THEMES.partner(2, 1) is None
    assert THEMES.shared() == ("t1",)


def test_who_reads_backwards_is_followed_backwards() -> None:
    assert THEMES.partner(1, 8, -1) == Partner(7, "督查督办")
    assert THEMES.partner(1, 7, -1) == Partner(7, "督查督办")
    assert THEMES.partner(1, 6, -1) == Partner(2, "督查督办")
    assert THEMES.partner(1, 1, -1) == Partner(2, "督查督办"), "there is none before it"


def test_whether_headings_go_together_at_all() -> None:
    assert HeadingLinks(ONE, OTHER).any
    assert not HeadingLinks(ONE, []).any
    assert not HeadingLinks([], OTHER).any


def test_both_texts_step_to_the_next_passage_of_a_theme() -> None:
    assert THEMES.step("t1", (1, 1), 1) == (4, 2)
    assert THEMES.step("t1", (9, 2), 1) == (None, 7)
    assert THEMES.step("t1", (4, 7), -1) == (1, 2)
    assert THEMES.step("t2", (1, 1), 1) == (4, None)


@given(st.sets(st.integers(1, 50)), st.integers(0, 51))
def test_stepping_misses_nothing(numbers: set[int], place: int) -> None:
    paragraphs = sorted(numbers)
    after, before = [n for n in paragraphs if n > place], [n for n in paragraphs if n < place]
    assert beyond(paragraphs, place, 1) == (after[0] if after else None)
    assert beyond(paragraphs, place, -1) == (before[-1] if before else None)
