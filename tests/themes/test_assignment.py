"""Assignment of paragraphs, against plain loops and by example."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.themes.assignment import MOST_THEMES, assign, rarity
from reader.themes.model import Outline, Term, Theme
from reader.themes.paragraphs import ParagraphTable
from reader.themes.results import Assignments, EntryOrder
from tests.themes.corpus import Counted, Paragraph, plain_assignment, postings, table

OUTLINE = Outline(
    "garden",
    "园艺",
    (
        Theme("soil", "土壤", None),
        Theme("soil.water", "浇水", "soil", (Term("浇水", 2), Term("水"), Term("干旱", 1.5))),
        Theme("soil.feed", "施肥", "soil", (Term("施肥", 2), Term("水肥", 2.5), Term("追施肥", 2))),
        Theme("pest", "病虫", None, (Term("虫", 2), Term("蚜虫", 2.5))),
        Theme("prune", "修剪", None, (Term("修剪", 2),)),
    ),
)


def found(*texts: str) -> Assignments:
    """Assign paragraphs of one document."""
    paragraphs = [Paragraph("d", n, text) for n, text in enumerate(texts, start=1)]
    return assign(OUTLINE, table(paragraphs), postings(OUTLINE, paragraphs))


def themes(assignments: Assignments, paragraph: int) -> list[str]:
    return [a.theme for a in assignments.of("d", paragraph)]


def test_reasons_name_the_terms_heaviest_first() -> None:
    (water,) = found("干旱时要浇水，早晚各浇水一次。").of("d", 1)
    assert water.theme == "soil.water"
    assert water.reasons == ("浇水 ×2", "干旱")


def test_the_longest_term_takes_the_occurrence_whatever_the_theme() -> None:
    # 水肥 speaks for feeding; its 水 is not a second time a reason for watering
    assert themes(found("水肥要跟上。"), 1) == ["soil.feed"]
    (pest,) = found("叶背有蚜虫。").of("d", 1)
    assert pest.reasons == ("蚜虫",)


def test_a_paragraph_about_nothing_has_no_theme() -> None:
    assert found("今天天气很好。").of("d", 1) == ()


def test_a_much_weaker_theme_is_dropped() -> None:
    text = "修剪" * 9 + "，水。"
    assert themes(found(text), 1) == ["prune"]
    assert "soil.water" in themes(found("修剪，浇水。"), 1)


def test_never_more_than_three() -> None:
    assert len(themes(found("浇水，施肥，捉虫，修剪。"), 1)) == MOST_THEMES


def test_the_same_words_count_less_in_a_long_paragraph() -> None:
    assignments = found("修剪", "修剪" + "，枝条随处都有" * 100)
    (short,), long = assignments.of("d", 1), assignments.of("d", 2)
    assert all(a.score < short.score for a in long)


def test_a_common_term_says_less() -> None:
    shares = [rarity(n, 1000) for n in (0, 10, 100, 500, 1000)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1
    assert shares[-1] > 0
    # a library of one paragraph is not a reason to find everything common
    assert rarity(1, 1) > 0.8
    assert math.isclose(rarity(100, 10_000), rarity(1000, 100_000), rel_tol=0.02)


def test_entries_of_a_group_hold_each_paragraph_once() -> None:
    assignments = found("浇水之后施肥。", "修剪。", "施肥。", "浇水浇水。")
    by_text = assignments.entries("soil", EntryOrder.TEXT)
    assert [a.paragraph for a in by_text] == [1, 3, 4]
    by_score = assignments.entries("soil")
    assert sorted(by_score, key=lambda a: a.paragraph) == list(by_text)
    assert [a.score for a in by_score] == sorted((a.score for a in by_score), reverse=True)
    # the better of the two themes of paragraph 1 stands for it
    assert by_text[0] == assignments.of("d", 1)[0]


def test_counts() -> None:
    assignments = found("浇水之后施肥。", "修剪。", "施肥。", "浇水浇水。")
    assert assignments.counts() == {
        "soil": 3,
        "soil.water": 2,
        "soil.feed": 2,
        "pest": 0,
        "prune": 1,
    }


def test_unknown_paragraphs_terms_and_themes() -> None:
    stray = [
        Counted("修剪", ("d", "gone", "d"), (1, 1, 9), (1, 1, 1)),
        Counted("别的", ("d",), (1,), (1,)),
    ]
    assignments = assign(OUTLINE, ParagraphTable([("d", 1, 10)]), stray)
    assert [(a.document, a.paragraph) for a in assignments.all()] == [("d", 1)]
    assert assignments.of("gone", 1) == ()
    assert assignments.of("d", 9) == ()
    with pytest.raises(KeyError):
        assignments.entries("nothing")


def test_an_empty_library_and_an_empty_outline() -> None:
    assert list(assign(OUTLINE, ParagraphTable([]), []).all()) == []
    empty = assign(Outline("o", "空", ()), ParagraphTable([("d", 1, 10)]), [])
    assert empty.of("d", 1) == ()
    assert empty.counts() == {}


def test_a_paragraph_stands_once_in_the_table() -> None:
    with pytest.raises(ValueError, match="twice"):
        ParagraphTable([("d", 1, 10), ("d", 1, 12)])


words = st.text("忠诚党绝对水", min_size=1, max_size=4)
sentences = st.lists(st.text("忠诚党绝对水，", max_size=30), min_size=1, max_size=12)
some_themes = st.lists(
    st.lists(st.builds(Term, words, st.sampled_from([0.3, 1.0, 2.5])), max_size=5),
    min_size=1,
    max_size=5,
)


@given(some_themes, sentences)
def test_against_plain_loops(term_lists: list[list[Term]], texts: list[str]) -> None:
    outline = Outline(
        "o",
        "o",
        tuple(
            # a term that stands twice in a theme would only make the reasons harder to compare
            Theme(str(n), str(n), None, tuple({t.text: t for t in terms}.values()))
            for n, terms in enumerate(term_lists)
        ),
    )
    paragraphs = [Paragraph(f"d{n // 4}", n + 1, text) for n, text in enumerate(texts)]
    assignments = assign(outline, table(paragraphs), postings(outline, paragraphs))
    expected = plain_assignment(outline, paragraphs)
    for paragraph, plain in zip(paragraphs, expected, strict=True):
        got = assignments.of(paragraph.document, paragraph.number)
        assert [a.score for a in got] == pytest.approx([p.score for p in plain], abs=1e-3)
        # equal scores may stand in either order after rounding
        assert {a.theme: set(a.reasons) for a in got} == {
            p.theme: {t if n == 1 else f"{t} ×{n}" for t, n in p.reasons.items()} for p in plain
        }
    listed = list(assignments.all())
    for theme in outline.themes:
        rows = [a for a in listed if a.theme == theme.id]
        assert rows == list(assignments.entries(theme.id, EntryOrder.TEXT))
        assert len(rows) == assignments.counts()[theme.id]
    for document in ("d0", "d1", "d2", "none"):
        assert list(assignments.all(document)) == [a for a in listed if a.document == document]
