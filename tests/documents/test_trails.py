"""The way down to a paragraph, and what stands beside a section."""

from hypothesis import given
from hypothesis import strategies as st

from reader.documents.model import Section
from reader.documents.trails import sections_around, siblings


def outline(*levels: int) -> list[Section]:
    return [Section(level, f"第{n}节", n, 0, 3) for n, level in enumerate(levels, 1)]


def test_the_way_leads_from_the_outermost_section() -> None:
    sections = outline(1, 2, 3, 2, 1)
    assert sections_around(sections, 3, 9) == (sections[0], sections[1], sections[2])
    assert sections_around(sections, 4, 9) == (sections[0], sections[3])
    assert sections_around(sections, 99, 0) == (sections[4],)
    assert sections_around([], 3, 0) == ()


def test_a_run_in_heading_counts_from_where_it_stands() -> None:
    section = Section(1, "一是", 2, 5, 7)
    assert sections_around([section], 2, 4) == ()
    assert sections_around([section], 2, 5) == (section,)


def test_siblings_are_under_the_same_section() -> None:
    sections = outline(1, 2, 3, 2, 1, 2)
    assert siblings(sections, sections[1]) == (sections[1], sections[3])
    assert siblings(sections, sections[0]) == (sections[0], sections[4])
    assert siblings(sections, Section(1, "别处", 1, 0, 2)) == ()


@given(st.lists(st.integers(1, 5), min_size=1, max_size=12))
def test_siblings_have_the_same_way_to_them(levels: list[int]) -> None:
    sections = outline(*levels)

    def above(section: Section) -> tuple[Section, ...]:
        return sections_around(sections, section.paragraph, section.start)[:-1]

    for one in sections:
        parent = above(one)[-1:]
        expected = tuple(other for other in sections if above(other)[-1:] == parent)
        assert siblings(sections, one) == expected
