"""What the operations do, on the values alone."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.documents.corrections import ReadAs, SetHeading, SetJunk, SetMetadata
from reader.documents.model import Genre
from reader.ui.correcting import steps
from reader.ui.correcting.steps import Step, View
from tests.ui.correcting.samples import after, outline, row_of, view

FIRST, SECOND = "茶水间值班记", "门房交接记"
FOUND = [
    (FIRST, [(1, "一、烧水"), (2, "水要现烧。"), (2, "（一）看火")]),
    (SECOND, [(1, "一、钥匙")]),
]


def rows(shown: View, *words: str) -> list[int]:
    return [row_of(shown, word) for word in words]


def headings(shown: View) -> list[tuple[int, str]]:
    return [heading for _, found in outline(shown) for heading in found]


def test_what_was_read_is_shown() -> None:
    assert outline(view()) == FOUND


def test_headings_are_raised_and_lowered() -> None:
    shown = view()
    shown = after(shown, steps.shift(rows(shown, "一、烧水"), 1))
    assert headings(shown)[0] == (2, "一、烧水")
    shown = after(shown, steps.shift(rows(shown, "一、烧水", "（一）看火"), -1))
    assert headings(shown)[0] == (1, "一、烧水")
    assert headings(shown)[2] == (1, "（一）看火")


def test_correcting_back_leaves_no_trace() -> None:
    shown = view()
    chosen = rows(shown, "一、烧水", "（一）看火", "水要现烧")
    lowered = after(shown, steps.shift(chosen, 1))
    assert len(lowered.corrections) == 3
    assert after(lowered, steps.shift(chosen, -1)).corrections == ()


def test_the_highest_heading_cannot_be_raised() -> None:
    shown = view()
    assert after(shown, steps.shift(rows(shown, "一、烧水"), -1)).corrections == ()


def test_a_paragraph_that_is_raised_becomes_a_heading_like_the_one_before() -> None:
    shown = view()
    shown = after(shown, steps.shift(rows(shown, "人不离灶"), -1))
    assert (2, "人不离灶，火不离眼。") in headings(shown)
    shown = after(view(), steps.shift(rows(view(), "值班室里"), -1))
    assert headings(shown)[0] == (1, "值班室里烧着一壶水，谁来谁添柴。")


def test_body_and_junk_are_not_lowered_and_junk_is_not_raised() -> None:
    shown = view()
    assert after(shown, steps.shift(rows(shown, "值班室里"), 1)).corrections == ()
    assert after(shown, steps.shift(rows(shown, "第 1 页"), -1)).corrections == ()


def test_a_heading_is_made_and_taken_away() -> None:
    shown = after(view(), steps.set_level(rows(view(), "人不离灶"), 3))
    assert (3, "人不离灶，火不离眼。") in headings(shown)
    shown = after(shown, steps.set_level(rows(shown, "人不离灶"), None))
    assert shown.corrections == ()
    shown = after(shown, steps.set_level(rows(shown, "一、烧水", "水要现烧"), None))
    assert headings(shown)[0] == (2, "（一）看火")
    assert len(shown.corrections) == 2


def test_a_run_in_heading_stays_one_when_its_level_changes() -> None:
    shown = after(view(), steps.set_level(rows(view(), "水要现烧"), 3))
    assert (3, "水要现烧。") in headings(shown)
    assert shown.lines.line(row_of(shown, "水要现烧")).runs_in


def test_a_title_line_can_be_made_a_plain_paragraph() -> None:
    shown = after(view(), steps.set_level(rows(view(), "茶水间"), None))
    assert not shown.lines.line(row_of(shown, "茶水间")).is_title
    assert len(shown.corrections) == 1


def test_junk_is_marked_and_taken_back() -> None:
    shown = after(view(), steps.set_junk(rows(view(), "人不离灶", "第 1 页"), junk=True))
    assert shown.lines.line(row_of(shown, "人不离灶")).is_junk
    assert len(shown.corrections) == 1
    shown = after(shown, steps.set_junk(rows(shown, "人不离灶", "第 1 页"), junk=False))
    assert not shown.lines.line(row_of(shown, "第 1 页")).is_junk
    assert [type(c) for c in shown.corrections] == [SetJunk]


def test_a_heading_that_becomes_junk_is_one_correction_and_the_other_way_round() -> None:
    chosen = rows(view(), "人不离灶")
    shown = after(view(), steps.set_level(chosen, 1), steps.set_junk(chosen, junk=True))
    assert [type(c) for c in shown.corrections] == [SetJunk]
    shown = after(shown, steps.set_level(chosen, 2))
    assert [type(c) for c in shown.corrections] == [SetHeading]
    assert (2, "人不离灶，火不离眼。") in headings(shown)


def test_documents_are_split_and_joined_again() -> None:
    shown = after(view(), steps.split(row_of(view(), "（一）看火")))
    assert [title for title, _ in outline(shown)] == [FIRST, "（一）看火", SECOND]
    back = after(shown, steps.join(row_of(shown, "人不离灶")))
    assert back.corrections == ()
    assert outline(back) == FOUND


def test_documents_are_joined_and_split_again() -> None:
    shown = after(view(), steps.join(row_of(view(), "钥匙挂在")))
    assert [title for title, _ in outline(shown)] == [FIRST]
    back = after(shown, steps.split(row_of(shown, "门房")))
    assert back.corrections == ()
    assert outline(back) == FOUND


@pytest.mark.parametrize("words", ["茶水间", "门房"])
def test_nothing_is_split_where_a_document_begins(words: str) -> None:
    assert after(view(), steps.split(row_of(view(), words))).corrections == ()


def test_the_first_document_has_none_before_it() -> None:
    assert after(view(), steps.join(row_of(view(), "值班室里"))).corrections == ()


def test_metadata_are_set_by_document() -> None:
    shown = after(
        view(),
        steps.set_metadata(1, "title", "门房的规矩"),
        steps.set_metadata(1, "genre", "other"),
        steps.set_metadata(0, "author", None),
        steps.set_metadata(1, "title", "门房旧规"),
    )
    first, second = (document.metadata for document in shown.lines.documents)
    assert (first.title, first.author) == (FIRST, None)
    assert (second.title, second.author, second.genre) == ("门房旧规", "老张", Genre.OTHER)
    assert shown.found[1].title == SECOND
    assert len(shown.corrections) == 3
    shown = after(shown, steps.reset_metadata(1, "title"), steps.set_metadata(0, "author", "老张"))
    assert [c.field for c in shown.corrections if isinstance(c, SetMetadata)] == ["genre"]


def test_the_encoding_is_one_correction() -> None:
    shown = after(view(), steps.read_as("gb18030"), steps.read_as("big5"))
    assert shown.corrections == (ReadAs("big5"),)
    assert after(shown, steps.read_as(None)).corrections == ()


def test_single_corrections_and_all_of_them_are_dropped() -> None:
    chosen = rows(view(), "人不离灶")
    shown = after(view(), steps.set_level(chosen, 1), steps.read_as("big5"))
    assert after(shown, steps.drop(shown.corrections[:1])).corrections == shown.corrections[1:]
    assert after(shown, steps.drop_all()).corrections == ()


def test_a_correction_leads_to_its_row_unless_it_is_lost() -> None:
    chosen = rows(view(), "钥匙挂在")
    shown = after(view(), steps.set_level(chosen, 1), steps.read_as("big5"))
    encoding, heading = shown.corrections
    assert steps.row_of(shown, heading) == chosen[0]
    assert steps.row_of(shown, encoding) is None


Make = Callable[[list[int]], Step]
ANY: st.SearchStrategy[Make] = st.sampled_from(
    [
        lambda chosen: steps.shift(chosen, -1),
        lambda chosen: steps.shift(chosen, 1),
        lambda chosen: steps.set_level(chosen, 2),
        lambda chosen: steps.set_level(chosen, None),
        lambda chosen: steps.set_junk(chosen, junk=True),
        lambda chosen: steps.set_junk(chosen, junk=False),
        lambda chosen: steps.split(chosen[0]),
        lambda chosen: steps.join(chosen[0]),
    ]
)


@given(st.lists(st.tuples(ANY, st.sets(st.integers(0, 12), min_size=1)), max_size=6))
def test_no_order_of_operations_loses_anything(made: list[tuple[Make, set[int]]]) -> None:
    shown = view()
    texts = [p.text for d in shown.lines.documents for p in d.paragraphs]
    for make, chosen in made:
        step: Step = make(sorted(row for row in chosen if row < len(shown.lines)) or [0])
        shown = after(shown, step)
        assert [p.text for d in shown.lines.documents for p in d.paragraphs] == texts
        assert not shown.lost
        about = [(type(c), shown.paragraphs[c]) for c in shown.corrections]
        assert len(about) == len(set(about)), "two corrections of the same thing"
